package fairlead.bgp.bfd;

import static fairlead.testkit.ForAll.forAll;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Two sessions and the path between them, on virtual time. Packets are lost, delayed and overtake
 * each other; the path is cut and mended. A failure names its seed.
 */
class BfdSimulationTest {

    private static final long MS = 1_000_000;

    private record Flight(long arrives, int to, BfdPacket packet) implements Comparable<Flight> {
        @Override
        public int compareTo(Flight other) {
            return Long.compare(arrives, other.arrives);
        }
    }

    private static final class Pair {
        final SplittableRandom dice;
        final BfdSession[] ends = new BfdSession[2];
        final BfdTerms[] terms = new BfdTerms[2];
        final List<BfdAction.Changed> changes = new ArrayList<>();
        final PriorityQueue<Flight> flights = new PriorityQueue<>();
        long now;
        double loss;
        long longestDelay = 20;

        Pair(SplittableRandom dice) {
            this.dice = dice;
            for (int i = 0; i < 2; i++) {
                terms[i] =
                        new BfdTerms(
                                Duration.ofMillis(dice.nextInt(50, 1000)),
                                Duration.ofMillis(dice.nextInt(50, 1000)),
                                dice.nextInt(2, 6));
                ends[i] = new BfdSession(i + 1, terms[i], 0);
            }
        }

        void run(long millis) {
            long end = now + millis * MS;
            while (true) {
                long next = Math.min(ends[0].deadline(), ends[1].deadline());
                var first = flights.peek();
                if (first != null && first.arrives() <= Math.min(next, end)) {
                    now = Math.max(now, flights.remove().arrives());
                    perform(
                            first.to(),
                            ends[first.to()].receive(first.packet(), now, dice.nextDouble()));
                } else if (next <= end) {
                    now = Math.max(now, next);
                    for (int i = 0; i < 2; i++) {
                        if (ends[i].deadline() <= now) {
                            perform(i, ends[i].tick(now, dice.nextDouble()));
                        }
                    }
                } else {
                    now = end;
                    return;
                }
            }
        }

        private void perform(int from, List<BfdAction> actions) {
            for (var action : actions) {
                switch (action) {
                    case BfdAction.Changed change -> changes.add(change);
                    case BfdAction.Send(var packet) -> {
                        assertThat(packet.poll() && packet.isFinal()).isFalse();
                        assertThat(packet.myDiscriminator()).isEqualTo(from + 1);
                        if (dice.nextDouble() >= loss) {
                            long delay = dice.nextLong(longestDelay * MS + 1);
                            flights.add(new Flight(now + delay, 1 - from, packet));
                        }
                    }
                }
            }
        }

        boolean areBoth(BfdState state) {
            return ends[0].state() == state && ends[1].state() == state;
        }

        /** The longer time to detect, and the jitter and delay that may come on top. */
        long longestDetection() {
            return Math.max(ends[0].detectionMicros(), ends[1].detectionMicros()) / 1000 + 25;
        }

        @Override
        public String toString() {
            return terms[0] + " and " + terms[1];
        }
    }

    @Test
    void overAPathThatIsAliveASessionComesUpAndStaysUp() {
        forAll(
                300,
                Pair::new,
                pair -> {
                    pair.run(10_000);
                    assertThat(pair.areBoth(BfdState.UP)).isTrue();
                    pair.changes.clear();
                    pair.run(120_000);
                    assertThat(pair.changes).isEmpty();
                });
    }

    @Test
    void aPathThatIsCutIsNoticedByBothWithinTheTimeToDetectAndMendedItComesBack() {
        forAll(
                300,
                Pair::new,
                pair -> {
                    pair.run(10_000 + pair.dice.nextInt(5_000));
                    for (int i = 0; i < 5; i++) {
                        long detection = pair.longestDetection();
                        pair.changes.clear();
                        pair.loss = 1;
                        pair.run(detection);
                        assertThat(pair.areBoth(BfdState.DOWN)).isTrue();
                        assertThat(pair.changes)
                                .hasSize(2)
                                .allSatisfy(change -> {
                                    assertThat(change.onPurpose()).isFalse();
                                    assertThat(change.why())
                                            .isEqualTo(Diagnostic.DETECTION_TIME_EXPIRED);
                                });
                        pair.run(pair.dice.nextInt(5_000));
                        pair.loss = 0;
                        pair.run(10_000);
                        assertThat(pair.areBoth(BfdState.UP)).isTrue();
                    }
                });
    }

    @Test
    void aPathThatLosesPacketsMayFlapAndWhenItIsWellAgainTheSessionIs() {
        forAll(
                300,
                Pair::new,
                pair -> {
                    pair.loss = 0.1 + 0.8 * pair.dice.nextDouble();
                    pair.longestDelay = pair.dice.nextInt(1, 400);
                    pair.run(60_000);
                    pair.loss = 0;
                    pair.longestDelay = 20;
                    pair.run(10_000);
                    assertThat(pair.areBoth(BfdState.UP)).isTrue();
                    pair.changes.clear();
                    pair.run(30_000);
                    assertThat(pair.changes).isEmpty();
                });
    }

    @Test
    void newIntervalsInTheMidstTakeNoSessionDown() {
        forAll(
                2_000,
                Pair::new,
                pair -> {
                    pair.run(10_000);
                    pair.changes.clear();
                    for (int i = 0; i < 10; i++) {
                        int end = pair.dice.nextInt(2);
                        pair.ends[end].retune(
                                new BfdTerms(
                                        Duration.ofMillis(pair.dice.nextInt(50, 2000)),
                                        Duration.ofMillis(pair.dice.nextInt(50, 2000)),
                                        pair.terms[end].multiplier()),
                                pair.dice.nextDouble());
                        pair.run(pair.dice.nextInt(6_000));
                    }
                    assertThat(pair.changes).isEmpty();
                });
    }

    @Test
    void aSideTakenOutOfServiceIsNotTakenForDead() {
        forAll(
                100,
                Pair::new,
                pair -> {
                    pair.run(10_000);
                    pair.changes.clear();
                    pair.perform(
                            0, pair.ends[0].administer(true, pair.now, pair.dice.nextDouble()));
                    pair.run(20_000);
                    assertThat(pair.ends[1].state()).isEqualTo(BfdState.DOWN);
                    assertThat(pair.changes).hasSize(2).allMatch(BfdAction.Changed::onPurpose);
                });
    }
}
