package fairlead.bgp.session;

import fairlead.bgp.session.SessionAction.Arm;
import fairlead.bgp.session.SessionAction.ArmRetry;
import fairlead.bgp.session.SessionAction.Close;
import fairlead.bgp.session.SessionAction.Deliver;
import fairlead.bgp.session.SessionAction.Dial;
import fairlead.bgp.session.SessionAction.Disarm;
import fairlead.bgp.session.SessionAction.DisarmRetry;
import fairlead.bgp.session.SessionAction.Down;
import fairlead.bgp.session.SessionAction.Retell;
import fairlead.bgp.session.SessionAction.Retold;
import fairlead.bgp.session.SessionAction.Send;
import fairlead.bgp.session.SessionAction.Timer;
import fairlead.bgp.session.SessionAction.Up;
import fairlead.bgp.session.SessionEvent.Connected;
import fairlead.bgp.session.SessionEvent.ConnectionLost;
import fairlead.bgp.session.SessionEvent.HoldExpired;
import fairlead.bgp.session.SessionEvent.KeepaliveDue;
import fairlead.bgp.session.SessionEvent.KeepaliveReceived;
import fairlead.bgp.session.SessionEvent.Leave;
import fairlead.bgp.session.SessionEvent.Malformed;
import fairlead.bgp.session.SessionEvent.NotificationReceived;
import fairlead.bgp.session.SessionEvent.OpenReceived;
import fairlead.bgp.session.SessionEvent.RefreshMarked;
import fairlead.bgp.session.SessionEvent.RefreshReceived;
import fairlead.bgp.session.SessionEvent.RetryDue;
import fairlead.bgp.session.SessionEvent.SendHoldExpired;
import fairlead.bgp.session.SessionEvent.Start;
import fairlead.bgp.session.SessionEvent.StartPassive;
import fairlead.bgp.session.SessionEvent.Stop;
import fairlead.bgp.session.SessionEvent.UpdateReceived;
import fairlead.bgp.session.SessionState.Active;
import fairlead.bgp.session.SessionState.Connect;
import fairlead.bgp.session.SessionState.Established;
import fairlead.bgp.session.SessionState.Idle;
import fairlead.bgp.session.SessionState.OpenConfirm;
import fairlead.bgp.session.SessionState.OpenSent;
import fairlead.bgp.wire.AddressFamily;
import fairlead.bgp.wire.BgpMessage.Keepalive;
import fairlead.bgp.wire.BgpMessage.Open;
import fairlead.bgp.wire.BgpMessage.RouteRefresh;
import fairlead.bgp.wire.Fault;
import fairlead.bgp.wire.Octets;
import fairlead.bgp.wire.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The session of one TCP connection as a function (RFC 4271 §8.2.2): one method per state, every
 * event named in each. It cannot block and knows no time.
 */
public final class SessionFsm {

    /** How long a peer may take over its OPEN: RFC 4271 §8.2.2 suggests four minutes. */
    private static final Duration LARGE_HOLD = Duration.ofMinutes(4);

    private SessionFsm() {}

    /** The step that {@code event} causes in {@code state}. */
    public static Step next(SessionState state, SessionEvent event, Terms terms) {
        return switch (state) {
            case Idle now -> fromIdle(now, event, terms);
            case Connect now -> fromConnect(now, event, terms);
            case Active now -> fromActive(now, event, terms);
            case OpenSent now -> fromOpenSent(now, event, terms);
            case OpenConfirm now -> fromOpenConfirm(now, event);
            case Established now -> fromEstablished(now, event);
        };
    }

    /** Whether this OPEN would be accepted, so that a collision is worth resolving for it. */
    public static boolean accepts(Open open, Terms terms) {
        return OpenCheck.of(open, terms) instanceof OpenCheck.Agreed;
    }

    private static Step fromIdle(Idle now, SessionEvent event, Terms terms) {
        return switch (event) {
            case Start() when terms.passive() -> Step.to(new Active());
            case Start() -> Step.to(new Connect(), new ArmRetry(), new Dial());
            case StartPassive() -> Step.to(new Active());
            case Stop _, Leave _, RetryDue _, HoldExpired _, KeepaliveDue _ -> Step.to(now);
            case SendHoldExpired _, Connected _, ConnectionLost _ -> Step.to(now);
            case OpenReceived _, KeepaliveReceived _, UpdateReceived _, RefreshReceived _ ->
                    Step.to(now);
            case RefreshMarked _, NotificationReceived _, Malformed _ -> Step.to(now);
        };
    }

    private static Step fromConnect(Connect now, SessionEvent event, Terms terms) {
        return switch (event) {
            case Start _, StartPassive _ -> Step.to(now);
            case Connected() -> opened(terms);
            case RetryDue() ->
                    Step.to(now, new Close("it does not answer"), new ArmRetry(), new Dial());
            case ConnectionLost(var reason) -> ended(reason);
            case Stop(var cease) -> ended("we stopped: " + cease.detail());
            case Leave(var cease) -> ended("we stopped: " + cease.detail());
            case Malformed(var problem) -> ended(problem.toString());
            case NotificationReceived(var notification) -> ended("it sent " + notification.text());
            case HoldExpired _, KeepaliveDue _, OpenReceived _, KeepaliveReceived _ ->
                    ended(outOfPlace(now, event));
            case SendHoldExpired _, UpdateReceived _, RefreshReceived _, RefreshMarked _ ->
                    ended(outOfPlace(now, event));
        };
    }

    private static Step fromActive(Active now, SessionEvent event, Terms terms) {
        return switch (event) {
            case Start _, StartPassive _ -> Step.to(now);
            case Connected() -> opened(terms);
            case RetryDue() when terms.passive() -> Step.to(now);
            case RetryDue() -> Step.to(new Connect(), new ArmRetry(), new Dial());
            case ConnectionLost(var reason) -> ended(reason);
            case Stop(var cease) -> ended("we stopped: " + cease.detail());
            case Leave(var cease) -> ended("we stopped: " + cease.detail());
            case Malformed(var problem) -> ended(problem.toString());
            case NotificationReceived(var notification) -> ended("it sent " + notification.text());
            case HoldExpired _, KeepaliveDue _, OpenReceived _, KeepaliveReceived _ ->
                    ended(outOfPlace(now, event));
            case SendHoldExpired _, UpdateReceived _, RefreshReceived _, RefreshMarked _ ->
                    ended(outOfPlace(now, event));
        };
    }

    private static Step fromOpenSent(OpenSent now, SessionEvent event, Terms terms) {
        return switch (event) {
            case Start _, StartPassive _ -> Step.to(now);
            case OpenReceived(var open) ->
                    switch (OpenCheck.of(open, terms)) {
                        case OpenCheck.Agreed(var session) -> confirmed(session);
                        case OpenCheck.Refused(var problem) -> refused(problem);
                    };
            // The peer may still dial us, or we it: Active, and the retry timer runs.
            case ConnectionLost(var reason) ->
                    terms.passive()
                            ? Step.to(new Active(), new Close(reason))
                            : Step.to(new Active(), new Close(reason), new ArmRetry());
            case HoldExpired() ->
                    refused(silent("no OPEN within " + LARGE_HOLD.toSeconds() + " s"));
            case Stop(var cease) -> refused(cease);
            case Leave(var cease) -> refused(cease);
            case Malformed(var problem) -> refused(problem);
            // Not answered with a NOTIFICATION, unlike event 25 in the RFC: the peer is gone
            // already.
            case NotificationReceived(var notification) -> ended("it sent " + notification.text());
            case RetryDue _, KeepaliveDue _, SendHoldExpired _, Connected _ ->
                    refused(unexpected(Fault.UNEXPECTED_IN_OPEN_SENT, now, event));
            case KeepaliveReceived _, UpdateReceived _, RefreshReceived _, RefreshMarked _ ->
                    refused(unexpected(Fault.UNEXPECTED_IN_OPEN_SENT, now, event));
        };
    }

    private static Step fromOpenConfirm(OpenConfirm now, SessionEvent event) {
        return switch (event) {
            case Start _, StartPassive _ -> Step.to(now);
            case KeepaliveReceived() ->
                    watched(new Established(now.session()), now.session(), new Up(now.session()));
            case KeepaliveDue() -> keptAlive(now, now.session());
            case HoldExpired() -> refused(silent("nothing heard for " + seconds(now.session())));
            case ConnectionLost(var reason) -> ended(reason);
            case Stop(var cease) -> refused(cease);
            case Leave(var cease) -> refused(cease);
            case Malformed(var problem) -> refused(problem);
            case NotificationReceived(var notification) -> ended("it sent " + notification.text());
            case RetryDue _, Connected _, OpenReceived _, UpdateReceived _ ->
                    refused(unexpected(Fault.UNEXPECTED_IN_OPEN_CONFIRM, now, event));
            case SendHoldExpired _, RefreshReceived _, RefreshMarked _ ->
                    refused(unexpected(Fault.UNEXPECTED_IN_OPEN_CONFIRM, now, event));
        };
    }

    private static Step fromEstablished(Established now, SessionEvent event) {
        return switch (event) {
            case Start _, StartPassive _ -> Step.to(now);
            case UpdateReceived(var update) -> watched(now, now.session(), new Deliver(update));
            case KeepaliveReceived() -> watched(now, now.session());
            case RefreshReceived(var family) -> Step.to(now, new Retell(family));
            case RefreshMarked(var family, var subtype) -> retold(now, family, subtype);
            case KeepaliveDue() -> keptAlive(now, now.session());
            case HoldExpired() -> down(now, silent("nothing heard for " + seconds(now.session())));
            case SendHoldExpired() -> down(now, unread());
            // RFC 4724 §4.2: whoever offered it may come back, and what it told stays so long.
            case ConnectionLost(var reason) ->
                    down(ended(reason), now.session().gracefulRestart().isPresent());
            case Stop(var cease) -> down(now, cease);
            case Leave(var cease) -> left(now, cease);
            case Malformed(var problem) -> down(now, problem);
            case NotificationReceived(var notification) ->
                    down(
                            ended("it sent " + notification.text()),
                            now.session().keepsOverNotification()
                                    && notification.hardReset().isEmpty());
            case RetryDue _, Connected _, OpenReceived _ ->
                    down(now, unexpected(Fault.UNEXPECTED_IN_ESTABLISHED, now, event));
        };
    }

    private static Step opened(Terms terms) {
        return Step.to(
                new OpenSent(),
                new DisarmRetry(),
                new Send(terms.open()),
                new Arm(Timer.HOLD, LARGE_HOLD));
    }

    private static Step confirmed(Negotiated session) {
        var keepalive = new Send(new Keepalive());
        return session.holdTime() == 0
                ? Step.to(new OpenConfirm(session), keepalive, new Disarm(Timer.HOLD))
                : Step.to(
                        new OpenConfirm(session),
                        keepalive,
                        new Arm(Timer.KEEPALIVE, session.keepalive()),
                        new Arm(Timer.HOLD, session.hold()));
    }

    /** The peer is alive: the hold timer starts anew, then {@code actions}. */
    private static Step watched(SessionState state, Negotiated session, SessionAction... actions) {
        var all = new ArrayList<SessionAction>();
        if (session.holdTime() != 0) {
            all.add(new Arm(Timer.HOLD, session.hold()));
        }
        all.addAll(List.of(actions));
        return new Step(state, all);
    }

    private static Step keptAlive(SessionState state, Negotiated session) {
        return Step.to(
                state, new Send(new Keepalive()), new Arm(Timer.KEEPALIVE, session.keepalive()));
    }

    private static Step ended(String why) {
        return Step.to(new Idle(), new Close(why));
    }

    /** A NOTIFICATION always ends the connection (RFC 4271 §4.5). */
    private static Step refused(Problem problem) {
        return Step.to(
                new Idle(), new Send(problem.notification()), new Close("we sent " + problem));
    }

    /**
     * The end that we put to a session, with a hard reset where the peer would keep our routes
     * otherwise and we do not come back by ourselves (RFC 8538 §3).
     */
    private static Step down(Established now, Problem problem) {
        boolean kept = now.session().keepsOverNotification();
        boolean forGood =
                switch (problem.fault()) {
                    // RFC 9384 §4: nobody is to forward along a dead path.
                    case BFD_DOWN -> true;
                    case ADMINISTRATIVE_SHUTDOWN, PEER_DECONFIGURED, TOO_MANY_PREFIXES -> true;
                    default -> false;
                };
        return down(refused(kept && forGood ? problem.asHardReset() : problem), kept && !forGood);
    }

    /**
     * The end by one who comes back soon. A NOTIFICATION would take our routes away from a peer
     * that keeps them only if the connection just breaks (RFC 4724 §4.2).
     */
    private static Step left(Established now, Problem cease) {
        var session = now.session();
        boolean silently = session.peerKeepsRoutes() && !session.keepsOverNotification();
        return down(silently ? ended("we left: " + cease.detail()) : refused(cease), false);
    }

    private static Step down(Step step, boolean graceful) {
        var actions = new ArrayList<>(step.actions());
        actions.add(new Down(graceful));
        return new Step(step.state(), actions);
    }

    /** Markers count if both offered them; unknown subtypes never do (RFC 7313 §4, §5). */
    private static Step retold(Established now, AddressFamily family, int subtype) {
        boolean marker = subtype == RouteRefresh.BEGIN || subtype == RouteRefresh.END;
        return marker && now.session().marksRefreshes() && now.session().speaks(family)
                ? Step.to(now, new Retold(family, subtype == RouteRefresh.BEGIN))
                : Step.to(now);
    }

    private static Problem silent(String detail) {
        return Problem.of(Fault.HOLD_TIMER_EXPIRED, detail);
    }

    private static Problem unread() {
        return Problem.of(
                Fault.SEND_HOLD_TIMER_EXPIRED,
                "it has not read what we say for too long; is it overloaded, or is something on the"
                        + " way that drops long packets?");
    }

    private static String seconds(Negotiated session) {
        return session.holdTime() + " s; is it running, and do packets reach it?";
    }

    /** RFC 6608 §3: the data is the type of the message that came at the wrong time. */
    private static Problem unexpected(Fault fault, SessionState now, SessionEvent event) {
        byte type =
                switch (event) {
                    case OpenReceived _ -> 1;
                    case UpdateReceived _ -> 2;
                    case NotificationReceived _ -> 3;
                    case KeepaliveReceived _ -> 4;
                    case RefreshReceived _, RefreshMarked _ -> 5;
                    case Start _, StartPassive _, Stop _, Leave _, RetryDue _ -> 0;
                    case HoldExpired _, KeepaliveDue _, Connected _, ConnectionLost _ -> 0;
                    case SendHoldExpired _, Malformed _ -> 0;
                };
        return new Problem(
                fault, outOfPlace(now, event), type == 0 ? Octets.NONE : Octets.of(type));
    }

    private static String outOfPlace(SessionState now, SessionEvent event) {
        return event.getClass().getSimpleName() + " in " + now.name().text();
    }
}
