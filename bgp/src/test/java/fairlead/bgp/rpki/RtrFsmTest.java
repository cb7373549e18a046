package fairlead.bgp.rpki;

import static fairlead.bgp.rpki.RoaTableTest.vrp;
import static org.assertj.core.api.Assertions.assertThat;

import fairlead.bgp.rpki.RtrPdu.CacheReset;
import fairlead.bgp.rpki.RtrPdu.CacheResponse;
import fairlead.bgp.rpki.RtrPdu.EndOfData;
import fairlead.bgp.rpki.RtrPdu.ErrorReport;
import fairlead.bgp.rpki.RtrPdu.Payload;
import fairlead.bgp.rpki.RtrPdu.ResetQuery;
import fairlead.bgp.rpki.RtrPdu.RouterKey;
import fairlead.bgp.rpki.RtrPdu.SerialNotify;
import fairlead.bgp.rpki.RtrPdu.SerialQuery;
import fairlead.bgp.rpki.RtrState.Phase;
import fairlead.bgp.wire.Octets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Conversations with one cache, on virtual time. */
class RtrFsmTest {

    private static final Vrp ONE = vrp("192.0.2.0/24", 24, 64496);
    private static final Vrp TWO = vrp("2001:db8::/32", 48, 64497);
    private static final RtrTiming TIMING = RtrTiming.ofSeconds(900, 60, 1800);

    private RtrState state = RtrState.OFF;
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final List<RtrAction> did = new ArrayList<>();

    private void event(RtrEvent event) {
        var step = RtrFsm.next(state, event, now);
        state = step.state();
        did.addAll(step.actions());
    }

    private void hear(int version, RtrPdu... pdus) {
        for (var pdu : pdus) {
            event(new RtrEvent.Received(new RtrDecoded.Ok(version, pdu)));
        }
    }

    private void pass(Duration span) {
        now = now.plus(span);
        event(new RtrEvent.Tick());
    }

    private List<RtrPdu> sent() {
        var sent = new ArrayList<RtrPdu>();
        did.forEach(action -> {
            if (action instanceof RtrAction.Send(var pdu, _)) {
                sent.add(pdu);
            }
        });
        did.clear();
        return sent;
    }

    private void synchronise(int serial) {
        event(new RtrEvent.Start());
        event(new RtrEvent.Connected());
        hear(
                1,
                new CacheResponse(5),
                new Payload(true, ONE),
                new RouterKey(true),
                new Payload(true, TWO),
                new EndOfData(5, serial, TIMING));
        did.clear();
    }

    private java.util.Set<Vrp> held() {
        return state.holding().map(h -> VrpDeltaTest.all(h.vrps())).orElse(java.util.Set.of());
    }

    @Test
    void aNewCacheIsAskedForAllAndItsDataCountOnceItHasSaidAll() {
        event(new RtrEvent.Start());
        assertThat(did).containsExactly(new RtrAction.Dial());
        event(new RtrEvent.Connected());
        assertThat(did).last().isEqualTo(new RtrAction.Send(new ResetQuery(), 1));
        hear(1, new CacheResponse(5), new Payload(true, ONE));
        assertThat(held()).isEmpty();
        hear(1, new EndOfData(5, 7, TIMING));
        assertThat(held()).containsExactly(ONE);
        assertThat(state.phase()).isEqualTo(new Phase.Current(now.plusSeconds(900)));
    }

    @Test
    void whenTheRefreshIntervalIsOverOnlyWhatIsNewIsAskedFor() {
        synchronise(7);
        pass(Duration.ofSeconds(899));
        assertThat(sent()).isEmpty();
        pass(Duration.ofSeconds(1));
        assertThat(sent()).containsExactly(new SerialQuery(5, 7));
        hear(1, new CacheResponse(5), new Payload(false, ONE), new EndOfData(5, 8, TIMING));
        assertThat(held()).containsExactly(TWO);
    }

    @Test
    void aNotifiedSerialIsAskedForAtOnceAndTheOneWeHaveIsNot() {
        synchronise(7);
        hear(1, new SerialNotify(5, 7));
        assertThat(sent()).isEmpty();
        hear(1, new SerialNotify(5, 8));
        assertThat(sent()).containsExactly(new SerialQuery(5, 7));
    }

    @Test
    void aSerialThatWrapsIsNewToo() {
        synchronise(-1);
        hear(1, new SerialNotify(5, 0));
        assertThat(sent()).containsExactly(new SerialQuery(5, -1));
        hear(1, new CacheResponse(5), new EndOfData(5, 0, TIMING), new SerialNotify(5, 0));
        assertThat(sent()).isEmpty();
        assertThat(state.holding().orElseThrow().serial()).isZero();
    }

    @Test
    void aSerialNotifiedInTheMidstOfAnAnswerIsAskedForAfterIt() {
        synchronise(7);
        hear(1, new SerialNotify(5, 8), new CacheResponse(5), new SerialNotify(5, 9));
        assertThat(sent()).containsExactly(new SerialQuery(5, 7));
        hear(1, new EndOfData(5, 8, TIMING));
        assertThat(sent()).containsExactly(new SerialQuery(5, 8));
    }

    @Test
    void aCacheThatCannotTellWhatIsNewIsAskedForAllAndTheOldDataCountUntilThen() {
        synchronise(7);
        pass(Duration.ofSeconds(900));
        did.clear();
        hear(1, new CacheReset());
        assertThat(sent()).containsExactly(new ResetQuery());
        hear(1, new CacheResponse(6), new Payload(true, TWO));
        assertThat(held()).containsExactlyInAnyOrder(ONE, TWO);
        hear(1, new EndOfData(6, 1, TIMING));
        assertThat(held()).containsExactly(TWO);
    }

    @Test
    void aConnectionThatBreaksInTheMidstChangesNothingAndTheNextOneGoesOnFromTheSerial() {
        synchronise(7);
        pass(Duration.ofSeconds(900));
        hear(1, new CacheResponse(5), new Payload(false, ONE));
        event(new RtrEvent.Lost("reset"));
        assertThat(held()).containsExactlyInAnyOrder(ONE, TWO);
        did.clear();
        pass(Duration.ofSeconds(1));
        assertThat(did).containsExactly(new RtrAction.Dial());
        event(new RtrEvent.Connected());
        assertThat(sent()).containsExactly(new SerialQuery(5, 7));
    }

    @Test
    void dataOfACacheThatIsGoneCountUntilTheyExpire() {
        synchronise(7);
        event(new RtrEvent.Lost("gone"));
        pass(Duration.ofSeconds(1799));
        assertThat(held()).hasSize(2);
        pass(Duration.ofSeconds(1));
        assertThat(held()).isEmpty();
        assertThat(did).anyMatch(a -> a.toString().contains("has not answered for 1800 s"));
    }

    @Test
    void newsToDataThatExpireWhileTheyAreToldAreNotTakenForAll() {
        synchronise(7);
        event(new RtrEvent.Lost("gone"));
        now = now.plusSeconds(1790);
        event(new RtrEvent.Tick());
        event(new RtrEvent.Connected());
        assertThat(sent()).containsExactly(new SerialQuery(5, 7));
        hear(1, new CacheResponse(5), new Payload(true, vrp("10.0.0.0/8", 8, 1)));
        pass(Duration.ofSeconds(10));
        assertThat(held()).isEmpty();
        did.clear();
        hear(1, new EndOfData(5, 8, TIMING));
        assertThat(held()).isEmpty();
        assertThat(sent()).containsExactly(new ResetQuery());
        hear(1, new CacheResponse(5), new Payload(true, ONE), new EndOfData(5, 8, TIMING));
        assertThat(held()).containsExactly(ONE);
    }

    @Test
    void pausesBetweenAttemptsDoubleUpToTheRetryInterval() {
        synchronise(7);
        event(new RtrEvent.Lost("gone"));
        var pauses = new ArrayList<Long>();
        for (int i = 0; i < 8; i++) {
            var until = ((Phase.Waiting) state.phase()).until();
            pauses.add(Duration.between(now, until).toSeconds());
            now = until;
            event(new RtrEvent.Tick());
            event(new RtrEvent.Lost("refused"));
        }
        assertThat(pauses).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L);
    }

    @Test
    void aCacheThatReportsThatItHasOnlyVersionZeroIsAskedInItAtOnce() {
        event(new RtrEvent.Start());
        event(new RtrEvent.Connected());
        did.clear();
        hear(0, ErrorReport.of(RtrError.UNSUPPORTED_PROTOCOL_VERSION, Octets.NONE, ""));
        assertThat(did).containsExactly(new RtrAction.Close(), new RtrAction.Dial());
        event(new RtrEvent.Connected());
        assertThat(did).last().isEqualTo(new RtrAction.Send(new ResetQuery(), 0));
        hear(
                0,
                new CacheResponse(5),
                new Payload(true, ONE),
                new EndOfData(5, 1, RtrTiming.DEFAULT));
        assertThat(held()).containsExactly(ONE);
        assertThat(state.holding().orElseThrow().version()).isZero();
    }

    @Test
    void aCacheThatAnswersInVersionZeroIsFollowedThere() {
        event(new RtrEvent.Start());
        event(new RtrEvent.Connected());
        hear(0, new CacheResponse(5), new EndOfData(5, 1, RtrTiming.DEFAULT));
        assertThat(state.phase()).isInstanceOf(Phase.Current.class);
        did.clear();
        hear(0, new SerialNotify(5, 2));
        assertThat(did).containsExactly(new RtrAction.Send(new SerialQuery(5, 1), 0));
    }

    @Test
    void aSerialOfVersionOneIsNotAskedAboutInVersionZero() {
        synchronise(7);
        event(new RtrEvent.Lost("restarted"));
        pass(Duration.ofSeconds(1));
        event(new RtrEvent.Connected());
        assertThat(sent()).containsExactly(new SerialQuery(5, 7));
        hear(0, new CacheResponse(5));
        assertThat(did).containsExactly(new RtrAction.Close(), new RtrAction.Dial());
        event(new RtrEvent.Connected());
        assertThat(did).last().isEqualTo(new RtrAction.Send(new ResetQuery(), 0));
    }

    @Test
    void whoHangsUpOnAFirstQueryIsAskedInTheOtherVersionNext() {
        event(new RtrEvent.Start());
        event(new RtrEvent.Connected());
        event(new RtrEvent.Lost("hung up"));
        pass(Duration.ofSeconds(1));
        event(new RtrEvent.Connected());
        assertThat(did).last().isEqualTo(new RtrAction.Send(new ResetQuery(), 0));
        event(new RtrEvent.Lost("hung up"));
        pass(Duration.ofSeconds(2));
        event(new RtrEvent.Connected());
        assertThat(did).last().isEqualTo(new RtrAction.Send(new ResetQuery(), 1));
    }

    @Test
    void aNotifyBeforeTheVersionIsAgreedIsIgnoredWhateverItsVersion() {
        event(new RtrEvent.Start());
        event(new RtrEvent.Connected());
        hear(0, new SerialNotify(9, 9));
        assertThat(state.agreed()).isFalse();
        hear(1, new CacheResponse(5));
        assertThat(state.phase()).isInstanceOf(Phase.Receiving.class);
    }

    @Test
    void anotherSessionDropsTheDataAtOnce() {
        synchronise(7);
        hear(1, new SerialNotify(6, 8));
        assertThat(held()).isEmpty();
        assertThat(sent())
                .singleElement()
                .isInstanceOfSatisfying(
                        ErrorReport.class, report -> assertThat(report.code()).isZero());
        assertThat(state.phase()).isInstanceOf(Phase.Waiting.class);
    }

    @ParameterizedTest(name = "{0} in {1}: error {2}")
    @CsvSource({
        "another version,            current,   8, true",
        "withdrawal of the unknown,  receiving, 6, true",
        "doubled announcement,       receiving, 7, true",
        "payload before the answer,  asking,    0, true",
        "end before the answer,      asking,    0, true",
        "reset where all was asked,  asking,    0, false",
        "a query to us,              current,   3, true",
        "an answer to no question,   current,   0, true",
        "another session at the end, receiving, 0, false",
    })
    void whatIsWrongIsReportedOnceAndTheConnectionEnds(
            String what, String phase, int code, boolean keeps) {
        if (!what.equals("reset where all was asked")) {
            synchronise(7);
            if (!phase.equals("current")) {
                pass(Duration.ofSeconds(900));
            }
        } else {
            event(new RtrEvent.Start());
            event(new RtrEvent.Connected());
        }
        did.clear();
        switch (what) {
            case "another version" -> hear(0, new SerialNotify(5, 8));
            case "withdrawal of the unknown" ->
                    hear(
                            1,
                            new CacheResponse(5),
                            new Payload(false, vrp("10.0.0.0/8", 8, 1)),
                            new EndOfData(5, 8, TIMING));
            case "doubled announcement" ->
                    hear(
                            1,
                            new CacheResponse(5),
                            new Payload(true, ONE),
                            new EndOfData(5, 8, TIMING));
            case "payload before the answer" -> hear(1, new Payload(true, ONE));
            case "end before the answer" -> hear(1, new EndOfData(5, 8, TIMING));
            case "reset where all was asked" -> hear(1, new CacheReset());
            case "a query to us" -> hear(1, new ResetQuery());
            case "an answer to no question" -> hear(1, new CacheResponse(5));
            default -> hear(1, new CacheResponse(5), new EndOfData(6, 8, TIMING));
        }
        assertThat(did).as("closed after the report").contains(new RtrAction.Close());
        assertThat(sent())
                .singleElement()
                .isInstanceOfSatisfying(
                        ErrorReport.class, report -> assertThat(report.code()).isEqualTo(code));
        assertThat(state.phase()).isInstanceOf(Phase.Waiting.class);
        assertThat(held()).hasSize(keeps ? 2 : 0);
    }

    @Test
    void afterAContradictionAllIsAskedForAgain() {
        synchronise(7);
        hear(1, new SerialNotify(5, 8), new CacheResponse(5));
        hear(1, new Payload(true, ONE), new EndOfData(5, 8, TIMING));
        pass(Duration.ofSeconds(1));
        did.clear();
        event(new RtrEvent.Connected());
        assertThat(sent()).containsExactly(new ResetQuery());
    }

    @Test
    void anErrorReportIsNotAnsweredWithAnother() {
        synchronise(7);
        hear(1, ErrorReport.of(RtrError.INTERNAL_ERROR, Octets.NONE, "disk full"));
        assertThat(sent()).isEmpty();
        assertThat(state.lastError()).isEqualTo("it reports internal error (disk full)");
        assertThat(held()).hasSize(2);
    }

    @Test
    void aCacheThatFallsSilentInTheMidstIsGivenUpAfterAMinute() {
        event(new RtrEvent.Start());
        event(new RtrEvent.Connected());
        hear(1, new CacheResponse(5));
        pass(Duration.ofSeconds(50));
        hear(1, new Payload(true, ONE));
        pass(Duration.ofSeconds(50));
        assertThat(state.phase()).isInstanceOf(Phase.Receiving.class);
        pass(Duration.ofSeconds(10));
        assertThat(state.phase()).isInstanceOf(Phase.Waiting.class);
        assertThat(state.lastError()).isEqualTo("it said nothing for 60 s");
    }
}
