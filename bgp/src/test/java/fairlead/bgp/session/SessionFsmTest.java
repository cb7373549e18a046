package fairlead.bgp.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import fairlead.bgp.wire.AddressFamily;
import fairlead.bgp.wire.AsWidth;
import fairlead.bgp.wire.BgpMessage;
import fairlead.bgp.wire.BgpMessage.Keepalive;
import fairlead.bgp.wire.BgpMessage.Notification;
import fairlead.bgp.wire.BgpMessage.Open;
import fairlead.bgp.wire.BgpMessage.Update;
import fairlead.bgp.wire.Capability;
import fairlead.bgp.wire.Fault;
import fairlead.bgp.wire.Octets;
import fairlead.bgp.wire.Problem;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SessionFsmTest {

    private static final Terms TERMS =
            new Terms(new Asn(65515), IpAddress.parse("10.1.1.4"), 180, new Asn(65001));
    private static final Open OPEN = open(65001, 240, "10.1.2.5");
    private static final Negotiated SESSION = Negotiated.of(OPEN, TERMS);

    private static final SessionState IDLE = new SessionState.Idle();
    private static final SessionState CONNECT = new SessionState.Connect();
    private static final SessionState ACTIVE = new SessionState.Active();
    private static final SessionState OPEN_SENT = new SessionState.OpenSent();
    private static final SessionState OPEN_CONFIRM = new SessionState.OpenConfirm(SESSION);
    private static final SessionState ESTABLISHED = new SessionState.Established(SESSION);
    private static final List<SessionState> STATES =
            List.of(IDLE, CONNECT, ACTIVE, OPEN_SENT, OPEN_CONFIRM, ESTABLISHED);

    private static final SessionEvent START = new SessionEvent.Start();
    private static final SessionEvent PASSIVE = new SessionEvent.StartPassive();
    private static final SessionEvent STOP =
            new SessionEvent.Stop(Problem.of(Fault.ADMINISTRATIVE_SHUTDOWN, "stop"));
    private static final SessionEvent LEAVE =
            new SessionEvent.Leave(Problem.of(Fault.ADMINISTRATIVE_RESET, "back soon"));
    private static final SessionEvent RETRY = new SessionEvent.RetryDue();
    private static final SessionEvent HOLD = new SessionEvent.HoldExpired();
    private static final SessionEvent SEND_HOLD = new SessionEvent.SendHoldExpired();
    private static final SessionEvent KEEP = new SessionEvent.KeepaliveDue();
    private static final SessionEvent CONNECTED = new SessionEvent.Connected();
    private static final SessionEvent LOST = new SessionEvent.ConnectionLost("broken");
    private static final SessionEvent OPENED = new SessionEvent.OpenReceived(OPEN);
    private static final SessionEvent ALIVE = new SessionEvent.KeepaliveReceived();
    private static final SessionEvent UPDATE = new SessionEvent.UpdateReceived(Update.END_OF_RIB);
    private static final SessionEvent REFRESH =
            new SessionEvent.RefreshReceived(AddressFamily.IPV4_UNICAST);
    private static final SessionEvent MARKED =
            new SessionEvent.RefreshMarked(AddressFamily.IPV4_UNICAST, 1);
    private static final SessionEvent NOTIFIED =
            new SessionEvent.NotificationReceived(new Notification(6, 2, Octets.NONE));
    private static final SessionEvent MALFORMED =
            new SessionEvent.Malformed(Problem.of(Fault.BAD_MESSAGE_TYPE, "type 9"));
    private static final List<SessionEvent> EVENTS =
            List.of(
                    START, PASSIVE, STOP, LEAVE, RETRY, HOLD, SEND_HOLD, KEEP, CONNECTED, LOST,
                    OPENED, ALIVE, UPDATE, REFRESH, MARKED, NOTIFIED, MALFORMED);

    /** RFC 4271 §8.2.2 as a table: where each event leads from each state, and what it says. */
    static Stream<Arguments> table() {
        return Stream.of(
                row(IDLE, START, PeerState.CONNECT, ""),
                row(IDLE, PASSIVE, PeerState.ACTIVE, ""),
                row(CONNECT, CONNECTED, PeerState.OPEN_SENT, "OPEN"),
                row(CONNECT, RETRY, PeerState.CONNECT, ""),
                row(CONNECT, LOST, PeerState.IDLE, ""),
                row(CONNECT, STOP, PeerState.IDLE, ""),
                row(CONNECT, LEAVE, PeerState.IDLE, ""),
                row(CONNECT, OPENED, PeerState.IDLE, ""),
                row(CONNECT, MALFORMED, PeerState.IDLE, ""),
                row(ACTIVE, CONNECTED, PeerState.OPEN_SENT, "OPEN"),
                row(ACTIVE, RETRY, PeerState.CONNECT, ""),
                row(ACTIVE, LOST, PeerState.IDLE, ""),
                row(ACTIVE, STOP, PeerState.IDLE, ""),
                row(ACTIVE, LEAVE, PeerState.IDLE, ""),
                row(OPEN_SENT, START, PeerState.OPEN_SENT, ""),
                row(OPEN_SENT, OPENED, PeerState.OPEN_CONFIRM, "KEEPALIVE"),
                row(OPEN_SENT, LOST, PeerState.ACTIVE, ""),
                row(OPEN_SENT, HOLD, PeerState.IDLE, "4/0"),
                row(OPEN_SENT, STOP, PeerState.IDLE, "6/2"),
                row(OPEN_SENT, LEAVE, PeerState.IDLE, "6/4"),
                row(OPEN_SENT, MALFORMED, PeerState.IDLE, "1/3"),
                row(OPEN_SENT, NOTIFIED, PeerState.IDLE, ""),
                row(OPEN_SENT, ALIVE, PeerState.IDLE, "5/1"),
                row(OPEN_SENT, UPDATE, PeerState.IDLE, "5/1"),
                row(OPEN_SENT, REFRESH, PeerState.IDLE, "5/1"),
                row(OPEN_SENT, MARKED, PeerState.IDLE, "5/1"),
                row(OPEN_CONFIRM, ALIVE, PeerState.ESTABLISHED, ""),
                row(OPEN_CONFIRM, KEEP, PeerState.OPEN_CONFIRM, "KEEPALIVE"),
                row(OPEN_CONFIRM, HOLD, PeerState.IDLE, "4/0"),
                row(OPEN_CONFIRM, STOP, PeerState.IDLE, "6/2"),
                row(OPEN_CONFIRM, LEAVE, PeerState.IDLE, "6/4"),
                row(OPEN_CONFIRM, LOST, PeerState.IDLE, ""),
                row(OPEN_CONFIRM, NOTIFIED, PeerState.IDLE, ""),
                row(OPEN_CONFIRM, MALFORMED, PeerState.IDLE, "1/3"),
                row(OPEN_CONFIRM, OPENED, PeerState.IDLE, "5/2"),
                row(OPEN_CONFIRM, UPDATE, PeerState.IDLE, "5/2"),
                row(OPEN_CONFIRM, REFRESH, PeerState.IDLE, "5/2"),
                row(OPEN_CONFIRM, MARKED, PeerState.IDLE, "5/2"),
                row(ESTABLISHED, UPDATE, PeerState.ESTABLISHED, ""),
                row(ESTABLISHED, ALIVE, PeerState.ESTABLISHED, ""),
                row(ESTABLISHED, REFRESH, PeerState.ESTABLISHED, ""),
                row(ESTABLISHED, MARKED, PeerState.ESTABLISHED, ""),
                row(ESTABLISHED, KEEP, PeerState.ESTABLISHED, "KEEPALIVE"),
                row(ESTABLISHED, HOLD, PeerState.IDLE, "4/0"),
                row(OPEN_SENT, SEND_HOLD, PeerState.IDLE, "5/1"),
                row(OPEN_CONFIRM, SEND_HOLD, PeerState.IDLE, "5/2"),
                row(ESTABLISHED, SEND_HOLD, PeerState.IDLE, "8/0"),
                row(ESTABLISHED, STOP, PeerState.IDLE, "6/2"),
                row(ESTABLISHED, LEAVE, PeerState.IDLE, "6/4"),
                row(ESTABLISHED, LOST, PeerState.IDLE, ""),
                row(ESTABLISHED, NOTIFIED, PeerState.IDLE, ""),
                row(ESTABLISHED, MALFORMED, PeerState.IDLE, "1/3"),
                row(ESTABLISHED, OPENED, PeerState.IDLE, "5/3"));
    }

    @ParameterizedTest(name = "{0} {1} -> {2} {3}")
    @MethodSource("table")
    void eachEventLeadsWhereTheRfcSays(
            SessionState from, SessionEvent event, PeerState to, String said) {
        var step = SessionFsm.next(from, event, TERMS);
        assertThat(step.state().name()).isEqualTo(to);
        assertThat(step.actions())
                .filteredOn(action -> action instanceof SessionAction.Send)
                .extracting(action -> said(((SessionAction.Send) action).message()))
                .isEqualTo(said.isEmpty() ? List.of() : List.of(said));
    }

    @Test
    void whateverEndsASessionClosesItAndIdleIgnoresTheRest() {
        for (var state : STATES) {
            for (var event : EVENTS) {
                var step = SessionFsm.next(state, event, TERMS);
                boolean ended = step.state() instanceof SessionState.Idle && !state.equals(IDLE);
                boolean refused =
                        step.actions().stream()
                                .anyMatch(a ->
                                        a instanceof SessionAction.Send(var message)
                                                && message instanceof Notification);
                assertThat(has(step, SessionAction.Close.class))
                        .as("%s %s closes", state, event)
                        .isEqualTo(
                                ended
                                        || (state.equals(CONNECT) && event.equals(RETRY))
                                        || (state.equals(OPEN_SENT) && event.equals(LOST)));
                assertThat(has(step, SessionAction.Down.class))
                        .as("%s %s takes routes away", state, event)
                        .isEqualTo(ended && state.equals(ESTABLISHED));
                assertThat(!refused || ended).as("%s %s: RFC 4271 §4.5", state, event).isTrue();
            }
        }
    }

    @Test
    void anIdleMachineDoesNothingUntilItIsStarted() {
        for (var event : EVENTS) {
            if (!event.equals(START) && !event.equals(PASSIVE)) {
                assertThat(SessionFsm.next(IDLE, event, TERMS))
                        .isEqualTo(new Step(IDLE, List.of()));
            }
        }
    }

    @ParameterizedTest(name = "ours 180, theirs {0}: {1}")
    @CsvSource({"240, 180", "180, 180", "30, 30", "3, 3", "0, 0"})
    void theSmallerHoldTimeIsAgreedAndZeroSwitchesWatchingOff(int theirs, int agreed) {
        var step =
                SessionFsm.next(
                        OPEN_SENT,
                        new SessionEvent.OpenReceived(open(65001, theirs, "10.1.2.5")),
                        TERMS);
        assertThat(step.state())
                .isInstanceOfSatisfying(
                        SessionState.OpenConfirm.class,
                        state -> assertThat(state.session().holdTime()).isEqualTo(agreed));
        var hold = new SessionAction.Arm(SessionAction.Timer.HOLD, Duration.ofSeconds(agreed));
        if (agreed == 0) {
            assertThat(step.actions())
                    .contains(new SessionAction.Disarm(SessionAction.Timer.HOLD))
                    .noneMatch(SessionAction.Arm.class::isInstance);
        } else {
            assertThat(step.actions())
                    .contains(
                            hold,
                            new SessionAction.Arm(
                                    SessionAction.Timer.KEEPALIVE,
                                    Duration.ofMillis(agreed * 1000L / 3)));
        }
    }

    @ParameterizedTest(name = "AS {0}, hold {1}, id {2}: {3}")
    @CsvSource({
        "65002, 180, 10.1.2.5, BAD_PEER_AS",
        "0,     180, 10.1.2.5, BAD_PEER_AS",
        "65001, 1,   10.1.2.5, UNACCEPTABLE_HOLD_TIME",
        "65001, 2,   10.1.2.5, UNACCEPTABLE_HOLD_TIME",
        "65001, 180, 0.0.0.0,  BAD_BGP_IDENTIFIER"
    })
    void anOpenThatCannotBeAcceptedIsAnsweredWithWhy(long asn, int hold, String id, Fault fault) {
        var open = open(asn, hold, id);
        var step = SessionFsm.next(OPEN_SENT, new SessionEvent.OpenReceived(open), TERMS);
        assertThat(step.state()).isEqualTo(IDLE);
        assertThat(step.actions())
                .contains(
                        new SessionAction.Send(
                                new Notification(fault.code(), fault.subcode(), Octets.NONE)));
        assertThat(SessionFsm.accepts(open, TERMS)).isFalse();
        assertThat(SessionFsm.accepts(OPEN, TERMS)).isTrue();
    }

    @Test
    void aPeerWithoutWideNumbersIsSpokenToInNarrowOnes() {
        var narrow = new Open(new Asn(65001), 180, OPEN.id(), List.of());
        var step = SessionFsm.next(OPEN_SENT, new SessionEvent.OpenReceived(narrow), TERMS);
        assertThat(((SessionState.OpenConfirm) step.state()).session().asWidth())
                .isEqualTo(AsWidth.TWO);
    }

    @Test
    void aMessageAtTheWrongTimeIsNamedInTheNotification() {
        var step = SessionFsm.next(OPEN_CONFIRM, UPDATE, TERMS);
        assertThat(step.actions())
                .contains(new SessionAction.Send(new Notification(5, 2, Octets.of((byte) 2))));
    }

    /** Whoever waits to be dialled never dials, whatever happens to the connection. */
    @Test
    void aPassiveMachineNeverDials() {
        var terms =
                new Terms(
                        TERMS.localAsn(),
                        TERMS.localId(),
                        180,
                        TERMS.peerAsn(),
                        TERMS.offer(),
                        false,
                        true);
        for (var state : List.of(IDLE, ACTIVE, OPEN_SENT, OPEN_CONFIRM, ESTABLISHED)) {
            for (var event : EVENTS) {
                var step = SessionFsm.next(state, event, terms);
                assertThat(has(step, SessionAction.Dial.class))
                        .as("%s %s dials", state, event)
                        .isFalse();
                assertThat(has(step, SessionAction.ArmRetry.class))
                        .as("%s %s means to dial", state, event)
                        .isFalse();
            }
        }
        assertThat(SessionFsm.next(IDLE, START, terms).state()).isEqualTo(ACTIVE);
    }

    @Test
    void aShutdownTellsTheOtherOperatorWhy() {
        var step = SessionFsm.next(ESTABLISHED, STOP, TERMS);
        assertThat(step.actions())
                .contains(
                        new SessionAction.Send(
                                new Notification(6, 2, Octets.ofHex("04" + "73746f70"))));
    }

    @ParameterizedTest(name = "we {0} {1}, they {2} {3}: {4}")
    @CsvSource({
        "10.1.1.4, 65515, 10.1.2.5, 65001, KEEP_THEIRS",
        "10.1.1.4, 65515, 10.1.0.9, 65001, KEEP_OURS",
        "200.0.0.1, 65515, 10.1.2.5, 65001, KEEP_OURS",
        "10.1.1.4, 65515, 10.1.1.4, 65001, KEEP_OURS",
        "10.1.1.4, 65515, 10.1.1.4, 65600, KEEP_THEIRS"
    })
    void theConnectionOfTheHigherIdentifierStays(
            String ours, long asn, String theirs, long peerAsn, Collision kept) {
        var here = new Terms(new Asn(asn), IpAddress.parse(ours), 180, new Asn(peerAsn));
        var there = new Terms(new Asn(peerAsn), IpAddress.parse(theirs), 180, new Asn(asn));
        assertThat(Collision.resolve(here, there.localId())).isEqualTo(kept);
        assertThat(Collision.resolve(there, here.localId()))
                .as("the other side decides for the same connection")
                .isEqualTo(
                        kept == Collision.KEEP_OURS ? Collision.KEEP_THEIRS : Collision.KEEP_OURS);
    }

    private static boolean has(Step step, Class<? extends SessionAction> kind) {
        return step.actions().stream().anyMatch(kind::isInstance);
    }

    private static Arguments row(SessionState from, SessionEvent event, PeerState to, String said) {
        return arguments(from, event, to, said);
    }

    private static String said(BgpMessage message) {
        return switch (message) {
            case Open _ -> "OPEN";
            case Keepalive _ -> "KEEPALIVE";
            case Notification(var code, var subcode, _) -> code + "/" + subcode;
            case Update _ -> "UPDATE";
            case BgpMessage.RouteRefresh _ -> "ROUTE-REFRESH";
        };
    }

    private static Open open(long asn, int hold, String id) {
        return new Open(
                new Asn(asn),
                hold,
                IpAddress.parse(id),
                List.of(new Capability.FourOctetAsn(new Asn(asn))));
    }
}
