package fairlead.bench.bgp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A receiver that hears what a sender says holds it, and notices what is missing or otherwise. */
class HoldingTest {

    private static final int SIZE = 3_000;

    private final AttributeDraw draw = new AttributeDraw(7);

    /** Hands all messages to the receiver, the octet at {@code damage} changed; -1 for none. */
    private static void hear(Holding holding, ByteBuffer said, int damage) {
        var in = ByteBuffer.allocate(said.limit() + Long.BYTES);
        in.put(said.duplicate());
        if (damage >= 0) {
            in.put(damage, (byte) (in.get(damage) ^ 1));
        }
        for (int at = 0; at < said.limit(); ) {
            int end = at + (in.getShort(at + 16) & 0xffff);
            holding.update(in, at + Greeting.HEADER, end);
            at = end;
        }
    }

    private Speech speech(InternetTable table, int sender, Expectation end) throws Exception {
        return Speech.of(table, 0, table.groups(), new Place(sender), draw, end);
    }

    private static InternetTable table(Family family) {
        return InternetTable.draw(family, SIZE, SIZE, 7);
    }

    @ParameterizedTest
    @EnumSource(Family.class)
    void whatIsSaidIsHeldAndWhatIsTakenBackIsNot(Family family) throws Exception {
        var table = table(family);
        var end = new Expectation(table.slots, 1);
        var speech = speech(table, 0, end);
        var holding = new Holding(end);
        assertThat(holding.empty()).isTrue();
        hear(holding, speech.announcement(), -1);
        assertThat(holding.complete()).as(holding.shortfall()).isTrue();
        assertThat(holding.heard()).isEqualTo(SIZE);
        hear(holding, speech.withdrawal(), -1);
        assertThat(holding.empty()).isTrue();
    }

    @Test
    void oneOtherOctetInAnAttributeIsNoticed() throws Exception {
        var table = table(Family.IPV4);
        var end = new Expectation(table.slots, 1);
        var speech = speech(table, 0, end);
        // Header, two lengths, then ORIGIN: its header of three, and its value.
        int origin = Greeting.HEADER + 4 + 3;
        var holding = new Holding(end);
        hear(holding, speech.announcement(), origin);
        assertThat(holding.missing()).isZero();
        assertThat(holding.wrong()).isEqualTo(table.start(1));
        assertThat(holding.complete()).isFalse();
        assertThat(holding.shortfall()).contains("for instance 400101");
    }

    @Test
    void onlyABestWayWillDo() throws Exception {
        var table = table(Family.IPV4);
        var end = new Expectation(table.slots, 3);
        var speeches =
                new Speech[] {speech(table, 0, end), speech(table, 1, end), speech(table, 2, end)};
        var holding = new Holding(end);
        int right = 0;
        for (var speech : speeches) {
            hear(holding, speech.announcement(), -1);
            assertThat(holding.missing()).isZero();
            assertThat(holding.wrong()).isBetween(1, SIZE - 1);
            right += SIZE - holding.wrong();
        }
        // Each prefix has at least one best way, and ties have several.
        assertThat(right).isGreaterThanOrEqualTo(SIZE);
    }

    @Test
    void afterAReloadThatTagsEveryRouteEachHasToBeToldAgain() throws Exception {
        var table = table(Family.IPV4);
        var end = new Expectation(table.slots, 1);
        var tagged = new Expectation(table.slots, 1, Rules.TAG);
        var as = speech(table, 0, end);
        var told =
                Speech.of(
                        table,
                        0,
                        table.groups(),
                        new Place(0),
                        new AttributeDraw(7, Rules.TAG),
                        tagged);
        var holding = new Holding(end);
        hear(holding, as.announcement(), -1);
        holding.expect(tagged);
        assertThat(holding.wrong()).isEqualTo(SIZE);
        hear(holding, as.announcement(), -1);
        assertThat(holding.wrong()).isEqualTo(SIZE);
        hear(holding, told.announcement(), -1);
        assertThat(holding.complete()).as(holding.shortfall()).isTrue();
        assertThat(told.announcement().remaining()).isGreaterThan(as.announcement().remaining());
    }

    @Test
    void afterAReloadThatRejectsHalfTheRestIsStillRightAndAllElseIsTooMuch() throws Exception {
        var table = table(Family.IPV4);
        var end = new Expectation(table.slots, 1);
        var half = new Expectation(table.slots, 1, Rules.HALF);
        var all = speech(table, 0, end);
        speech(table, 0, half);
        assertThat(half.size()).isBetween(SIZE / 3, SIZE / 2);
        var holding = new Holding(end);
        hear(holding, all.announcement(), -1);
        holding.expect(half);
        assertThat(holding.wrong()).isEqualTo(SIZE - half.size());
        assertThat(holding.complete()).isFalse();
        holding.expect(end);
        assertThat(holding.wrong()).isEqualTo(SIZE - half.size());
        hear(holding, all.announcement(), -1);
        assertThat(holding.complete()).isTrue();
    }

    @Test
    void whatTheReceiverSendsItselfNeedNotBeTold() throws Exception {
        var table = table(Family.IPV4);
        var end = new Expectation(table.slots, 1);
        var speech = speech(table, 0, end);
        var holding = new Holding(end);
        int own = table.slots.slot(table.key(0));
        holding.own(own);
        assertThat(holding.empty()).isTrue();
        assertThat(holding.missing()).isEqualTo(SIZE - 1);
        hear(holding, speech.announcement(), -1);
        assertThat(holding.complete()).isTrue();
    }

    @Test
    void aPrefixOfNobodysIsCounted() {
        var table = table(Family.IPV4);
        var holding = new Holding(new Expectation(table.slots, 1));
        // 10.0.0.0/8, with an ORIGIN.
        hear(
                holding,
                ByteBuffer.wrap(
                        new byte[] {
                            -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 0, 29,
                            2, 0, 0, 0, 4, 0x40, 1, 1, 0, 8, 10
                        }),
                -1);
        assertThat(holding.shortfall()).endsWith("1 are of nobody's");
    }
}
