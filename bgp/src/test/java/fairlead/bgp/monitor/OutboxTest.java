package fairlead.bgp.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OutboxTest {

    @Test
    void nobodyWhoDoesNotReadCostsMoreThanTheBoxHolds() throws Exception {
        var box = new Outbox(100);
        int taken = 0;
        for (int i = 0; i < 1000; i++) {
            taken += box.offer(new byte[7]) ? 1 : 0;
            assertThat(box.size()).isLessThanOrEqualTo(100);
        }
        assertThat(taken).isEqualTo(14);

        assertThat(box.take(0)).hasSize(7);
        assertThat(box.offer(new byte[8])).isTrue();
        assertThat(box.offer(new byte[2])).isFalse();
    }

    @Test
    void aPieceThatIsLargerThanTheBoxFindsRoomWhenNothingElseWaits() throws Exception {
        var box = new Outbox(100);
        box.offer(new byte[1]);
        assertThat(box.offer(new byte[101])).isFalse();
        box.take(0);
        assertThat(box.offer(new byte[101])).isTrue();
        assertThat(box.offer(new byte[1])).isFalse();
        assertThat(box.take(0)).hasSize(101);
    }

    @Test
    void whatCanWaitGoesOnWhenHalfOfItIsFree() throws Exception {
        var box = new Outbox(100);
        box.offer(new byte[40]);
        box.offer(new byte[20]);
        assertThat(box.isHalfEmpty()).isFalse();
        box.take(0);
        assertThat(box.isHalfEmpty()).isTrue();
    }

    @Test
    void oneThatIsClosedForgetsAndOneThatIsFinishedHandsOut() throws Exception {
        var closed = new Outbox(100);
        closed.offer(new byte[9]);
        closed.close();
        assertThat(closed.isOver()).isTrue();
        assertThat(closed.offer(new byte[1])).isFalse();

        var finished = new Outbox(100);
        finished.offer(new byte[9]);
        finished.finish();
        assertThat(finished.isOver()).isFalse();
        assertThat(finished.take(0)).hasSize(9);
        assertThat(finished.isOver()).isTrue();
    }
}
