package fairlead.bgp.bfd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fairlead.bgp.bfd.BfdAction.Changed;
import fairlead.bgp.bfd.BfdAction.Send;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One session on virtual time, its neighbour's part said by the test. */
class BfdSessionTest {

    private static final long MS = 1_000_000;
    private static final BfdTerms TERMS = BfdTerms.every(Duration.ofMillis(300), 3);

    private long now;
    private final BfdSession session = new BfdSession(7, TERMS, now);
    private final List<BfdAction> did = new ArrayList<>();

    /** What the neighbour says if nothing else is said: 200 ms, multiplier 4. */
    private record Theirs(
            BfdState state, boolean poll, boolean isFinal, boolean demand, long tx, long rx) {

        static Theirs in(BfdState state) {
            return new Theirs(state, false, false, false, 200_000, 200_000);
        }

        Theirs polling() {
            return new Theirs(state, true, isFinal, demand, tx, rx);
        }

        Theirs answering() {
            return new Theirs(state, poll, true, demand, tx, rx);
        }

        Theirs demanding() {
            return new Theirs(state, poll, isFinal, true, tx, rx);
        }

        Theirs every(long txMicros, long rxMicros) {
            return new Theirs(state, poll, isFinal, demand, txMicros, rxMicros);
        }

        BfdPacket packet() {
            return new BfdPacket(
                    Diagnostic.NONE, state, poll, isFinal, false, demand, 4, 99, 7, tx, rx, 0);
        }
    }

    private void hear(Theirs theirs) {
        did.addAll(session.receive(theirs.packet(), now, 0));
    }

    private void pass(long millis) {
        long end = now + millis * MS;
        while (session.deadline() <= end) {
            now = session.deadline();
            did.addAll(session.tick(now, 0));
        }
        now = end;
    }

    private List<BfdPacket> sent() {
        var sent = new ArrayList<BfdPacket>();
        did.forEach(action -> {
            if (action instanceof Send(var packet)) {
                sent.add(packet);
            }
        });
        did.clear();
        return sent;
    }

    private List<Changed> changes() {
        return did.stream().filter(Changed.class::isInstance).map(Changed.class::cast).toList();
    }

    private void bring(BfdState state) {
        switch (state) {
            case ADMIN_DOWN -> did.addAll(session.administer(true, now, 0));
            case DOWN -> {}
            case INIT -> hear(Theirs.in(BfdState.DOWN));
            case UP -> {
                hear(Theirs.in(BfdState.INIT));
                hear(Theirs.in(BfdState.UP).answering());
            }
        }
        did.clear();
    }

    @ParameterizedTest(name = "{0}, hearing {1}, becomes {2}")
    @CsvSource({
        "DOWN,       DOWN,       INIT",
        "DOWN,       INIT,       UP",
        "DOWN,       UP,         DOWN",
        "DOWN,       ADMIN_DOWN, DOWN",
        "INIT,       DOWN,       INIT",
        "INIT,       INIT,       UP",
        "INIT,       UP,         UP",
        "INIT,       ADMIN_DOWN, DOWN",
        "UP,         DOWN,       DOWN",
        "UP,         INIT,       UP",
        "UP,         UP,         UP",
        "UP,         ADMIN_DOWN, DOWN",
        "ADMIN_DOWN, DOWN,       ADMIN_DOWN",
        "ADMIN_DOWN, INIT,       ADMIN_DOWN",
        "ADMIN_DOWN, UP,         ADMIN_DOWN",
        "ADMIN_DOWN, ADMIN_DOWN, ADMIN_DOWN",
    })
    void aSessionFollowsItsNeighbourAsTheRfcDraws(BfdState from, BfdState heard, BfdState to) {
        bring(from);
        hear(Theirs.in(heard));
        assertThat(session.state()).isEqualTo(to);
        if (from == to) {
            assertThat(changes()).isEmpty();
        } else {
            assertThat(changes())
                    .singleElement()
                    .satisfies(change -> {
                        assertThat(change.from()).isEqualTo(from);
                        assertThat(change.to()).isEqualTo(to);
                        assertThat(change.onPurpose()).isEqualTo(heard == BfdState.ADMIN_DOWN);
                    });
            assertThat(sent())
                    .as("told at once")
                    .singleElement()
                    .satisfies(packet -> assertThat(packet.state()).isEqualTo(to));
        }
    }

    @Test
    void aNewSessionSpeaksAtOnceAndThenEverySecondHoweverShortItsInterval() {
        pass(3000);
        assertThat(sent())
                .hasSize(4)
                .allSatisfy(packet -> {
                    assertThat(packet.state()).isEqualTo(BfdState.DOWN);
                    assertThat(packet.desiredMinTx()).isEqualTo(1_000_000);
                    assertThat(packet.requiredMinRx()).isEqualTo(300_000);
                    assertThat(packet.requiredMinEchoRx()).isZero();
                    assertThat(packet.yourDiscriminator()).isZero();
                });
    }

    @Test
    void onceUpItPollsUntilItsShorterIntervalIsConfirmed() {
        hear(Theirs.in(BfdState.INIT));
        assertThat(sent())
                .last()
                .satisfies(packet -> {
                    assertThat(packet.poll()).isTrue();
                    assertThat(packet.desiredMinTx()).isEqualTo(300_000);
                    assertThat(packet.yourDiscriminator()).isEqualTo(99);
                });
        pass(300);
        assertThat(sent()).hasSize(1).allMatch(BfdPacket::poll);
        hear(Theirs.in(BfdState.UP).answering());
        pass(300);
        assertThat(sent()).hasSize(1).noneMatch(BfdPacket::poll);
    }

    @Test
    void aPollIsAnsweredAtOnceWithFinalAndWithoutAPollOfOurOwn() {
        bring(BfdState.UP);
        hear(Theirs.in(BfdState.UP).polling());
        assertThat(sent())
                .singleElement()
                .satisfies(packet -> {
                    assertThat(packet.isFinal()).isTrue();
                    assertThat(packet.poll()).isFalse();
                });
    }

    @Test
    void weSendAsSeldomAsTheNeighbourWantsToReceive() {
        bring(BfdState.UP);
        hear(Theirs.in(BfdState.UP).every(200_000, 500_000));
        assertThat(session.transmitMicros()).isEqualTo(500_000);
        did.clear();
        pass(300);
        did.clear();
        pass(500);
        assertThat(sent()).hasSize(1);
    }

    @Test
    void aNeighbourThatWantsToReceiveNothingHearsOnlyAnswers() {
        bring(BfdState.UP);
        hear(Theirs.in(BfdState.UP).every(60_000_000, 0));
        did.clear();
        pass(100_000);
        assertThat(sent()).isEmpty();
        hear(Theirs.in(BfdState.UP).every(60_000_000, 0).polling());
        assertThat(sent()).hasSize(1);
    }

    @Test
    void silenceIsDeathAfterTheNeighboursMultiplierTimesTheSlowerInterval() {
        bring(BfdState.UP);
        hear(Theirs.in(BfdState.UP));
        assertThat(session.detectionMicros()).as("4 x our 300 ms").isEqualTo(1_200_000);
        hear(Theirs.in(BfdState.UP).every(400_000, 200_000));
        assertThat(session.detectionMicros()).as("4 x its 400 ms").isEqualTo(1_600_000);
        did.clear();
        pass(1599);
        assertThat(changes()).isEmpty();
        pass(1);
        assertThat(changes())
                .containsExactly(
                        new Changed(
                                BfdState.UP,
                                BfdState.DOWN,
                                Diagnostic.DETECTION_TIME_EXPIRED,
                                false));
        assertThat(sent())
                .last()
                .satisfies(packet -> {
                    assertThat(packet.diagnostic()).isEqualTo(Diagnostic.DETECTION_TIME_EXPIRED);
                    assertThat(packet.yourDiscriminator()).as("whom it knows no more").isZero();
                    assertThat(packet.desiredMinTx()).isEqualTo(1_000_000);
                });
    }

    @Test
    void aNeighbourInDemandModeHearsNothingWhileBothAreUpAndIsStillWatched() {
        bring(BfdState.UP);
        hear(Theirs.in(BfdState.UP).demanding());
        did.clear();
        pass(1000);
        assertThat(sent()).isEmpty();
        hear(Theirs.in(BfdState.UP).demanding().polling());
        assertThat(sent()).singleElement().satisfies(p -> assertThat(p.isFinal()).isTrue());
        pass(1199);
        assertThat(session.state()).isEqualTo(BfdState.UP);
        pass(1);
        assertThat(session.state()).isEqualTo(BfdState.DOWN);
        hear(Theirs.in(BfdState.DOWN).demanding());
        pass(2000);
        assertThat(sent()).as("demand counts only while up").isNotEmpty();
    }

    @Test
    void slowerIntervalsTakeEffectOnceTheNeighbourHasConfirmedThem() {
        bring(BfdState.UP);
        session.retune(BfdTerms.every(Duration.ofMillis(900), 3), 0);
        assertThat(session.transmitMicros()).as("as before").isEqualTo(300_000);
        pass(300);
        assertThat(sent())
                .last()
                .satisfies(packet -> {
                    assertThat(packet.poll()).isTrue();
                    assertThat(packet.desiredMinTx()).isEqualTo(900_000);
                });
        hear(Theirs.in(BfdState.UP).answering());
        assertThat(session.transmitMicros()).isEqualTo(900_000);
        assertThat(session.detectionMicros()).isEqualTo(4 * 900_000);
    }

    @Test
    void aShorterTimeToDetectTakesEffectOnceTheNeighbourHasConfirmedIt() {
        bring(BfdState.UP);
        session.retune(BfdTerms.every(Duration.ofMillis(100), 3), 0);
        assertThat(session.transmitMicros()).as("the slower of both").isEqualTo(200_000);
        hear(Theirs.in(BfdState.UP).every(50_000, 50_000));
        assertThat(session.detectionMicros()).as("as before").isEqualTo(4 * 300_000);
        hear(Theirs.in(BfdState.UP).every(50_000, 50_000).answering());
        assertThat(session.detectionMicros()).isEqualTo(4 * 100_000);
        assertThat(session.transmitMicros()).isEqualTo(100_000);
    }

    @Test
    void outOfServiceItSaysSoAndBackInServiceItBeginsAnew() {
        bring(BfdState.UP);
        did.addAll(session.administer(true, now, 0));
        assertThat(changes())
                .containsExactly(
                        new Changed(
                                BfdState.UP,
                                BfdState.ADMIN_DOWN,
                                Diagnostic.ADMINISTRATIVELY_DOWN,
                                true));
        assertThat(sent())
                .singleElement()
                .satisfies(p ->
                        assertThat(p.diagnostic()).isEqualTo(Diagnostic.ADMINISTRATIVELY_DOWN));
        pass(5000);
        assertThat(sent()).as("it goes on saying so").hasSizeGreaterThan(3);
        did.addAll(session.administer(false, now, 0));
        hear(Theirs.in(BfdState.DOWN));
        assertThat(session.state()).isEqualTo(BfdState.INIT);
    }

    @ParameterizedTest(name = "with a multiplier of {0} and chance {1} after {2} us")
    @CsvSource({
        "3, 0,      300000",
        "3, 0.5,    262500",
        "3, 0.9999, 225007",
        "1, 0,      270000",
        "1, 0.9999, 225004",
    })
    void packetsComeUpToAQuarterEarlierAndWithAMultiplierOfOneAtLeastATenth(
            int multiplier, double chance, long micros) {
        var jittery = new BfdSession(7, BfdTerms.every(Duration.ofMillis(300), multiplier), now);
        jittery.receive(Theirs.in(BfdState.INIT).packet(), now, chance);
        jittery.receive(Theirs.in(BfdState.UP).answering().packet(), now, chance);
        jittery.tick(jittery.deadline(), chance);
        long sentAt = jittery.deadline();
        jittery.tick(sentAt, chance);
        assertThat((jittery.deadline() - sentAt) / 1000).isEqualTo(micros);
    }

    @Test
    void intervalsThatNoTimerKeepsAreRefused() {
        assertThatThrownBy(() -> BfdTerms.every(Duration.ofMillis(9), 3))
                .hasMessageContaining("10 to 60000 ms");
        assertThatThrownBy(() -> BfdTerms.every(Duration.ofMillis(300), 0))
                .hasMessageContaining("1 to 255");
    }
}
