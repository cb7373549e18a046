package fairlead.bgp.rpki;

import fairlead.bgp.rpki.RtrPdu.CacheReset;
import fairlead.bgp.rpki.RtrPdu.CacheResponse;
import fairlead.bgp.rpki.RtrPdu.EndOfData;
import fairlead.bgp.rpki.RtrPdu.ErrorReport;
import fairlead.bgp.rpki.RtrPdu.Payload;
import fairlead.bgp.rpki.RtrPdu.ResetQuery;
import fairlead.bgp.rpki.RtrPdu.RouterKey;
import fairlead.bgp.rpki.RtrPdu.SerialNotify;
import fairlead.bgp.rpki.RtrPdu.SerialQuery;
import fairlead.bgp.rpki.RtrState.Holding;
import fairlead.bgp.rpki.RtrState.Phase.Asking;
import fairlead.bgp.rpki.RtrState.Phase.Current;
import fairlead.bgp.rpki.RtrState.Phase.Dialling;
import fairlead.bgp.rpki.RtrState.Phase.Off;
import fairlead.bgp.rpki.RtrState.Phase.Receiving;
import fairlead.bgp.rpki.RtrState.Phase.Waiting;
import fairlead.bgp.wire.Octets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Our side of one cache as a function (RFC 8210 §7, §8): it cannot block and knows no time but what
 * it is told. Data of a cache that fails stay until they expire; a session that differs drops them
 * at once (§5.1).
 */
public final class RtrFsm {

    /** How long a connection or a cache may say nothing where an answer is due. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private RtrFsm() {}

    /** The step that {@code event} causes in {@code state} at {@code now}. */
    public static RtrStep next(RtrState state, RtrEvent event, Instant now) {
        return switch (event) {
            case RtrEvent.Start() ->
                    state.phase() instanceof Off ? dial(state, now) : RtrStep.to(state);
            case RtrEvent.Stop() -> RtrStep.to(RtrState.OFF, new RtrAction.Close());
            case RtrEvent.Connected() ->
                    state.phase() instanceof Dialling ? ask(state, now) : RtrStep.to(state);
            case RtrEvent.Lost(var reason) -> lost(state, reason, now);
            case RtrEvent.Received(var what) -> received(state, what, now);
            case RtrEvent.Tick() -> tick(state, now);
        };
    }

    private static RtrStep dial(RtrState state, Instant now) {
        return RtrStep.to(state.in(new Dialling(now.plus(PATIENCE))), new RtrAction.Dial());
    }

    /** What is new, if the cache can know what we have; else all. */
    private static RtrStep ask(RtrState state, Instant now) {
        var known = state.holding().filter(h -> h.resumable() && h.version() == state.version());
        return known.isPresent()
                ? send(
                        state.in(new Asking(false, now.plus(PATIENCE))),
                        new SerialQuery(known.get().session(), known.get().serial()))
                : askForAll(state, now);
    }

    private static RtrStep askForAll(RtrState state, Instant now) {
        return send(state.in(new Asking(true, now.plus(PATIENCE))), new ResetQuery());
    }

    private static RtrStep send(RtrState state, RtrPdu pdu) {
        return RtrStep.to(state, new RtrAction.Send(pdu, state.version()));
    }

    /**
     * A cache that only has version 0 may hang up without a word (RFC 8210 §7): whoever hangs up on
     * a first query is asked in the other version next.
     */
    private static RtrStep lost(RtrState state, String reason, Instant now) {
        return switch (state.phase()) {
            case Off _, Waiting _ -> RtrStep.to(state);
            case Asking _ ->
                    failed(
                            state,
                            reason,
                            state.agreed() ? RtrCodec.VERSION : 1 - state.version(),
                            now);
            case Dialling _ -> failed(state, reason, state.version(), now);
            case Receiving _, Current _ -> failed(state, reason, RtrCodec.VERSION, now);
        };
    }

    private static RtrStep tick(RtrState state, Instant now) {
        if (state.holding().isPresent() && !now.isBefore(state.holding().get().expires())) {
            var step = tick(state.holding(Optional.empty()), now);
            return and(
                    step,
                    new RtrAction.Note(
                            "it has not answered for "
                                    + state.holding().get().timing().expire().toSeconds()
                                    + " s; what it said counts no more"));
        }
        return switch (state.phase()) {
            case Off _ -> RtrStep.to(state);
            case Waiting(var until) -> now.isBefore(until) ? RtrStep.to(state) : dial(state, now);
            case Dialling(var until) ->
                    now.isBefore(until)
                            ? RtrStep.to(state)
                            : failed(state, "no connection within 60 s", state.version(), now);
            case Asking(_, var until) ->
                    now.isBefore(until) ? RtrStep.to(state) : silent(state, now);
            case Receiving receiving ->
                    now.isBefore(receiving.until()) ? RtrStep.to(state) : silent(state, now);
            case Current(var refresh) ->
                    now.isBefore(refresh) ? RtrStep.to(state) : ask(state, now);
        };
    }

    private static RtrStep silent(RtrState state, Instant now) {
        return failed(state, "it said nothing for 60 s", RtrCodec.VERSION, now);
    }

    private static RtrStep received(RtrState state, RtrDecoded what, Instant now) {
        return switch (state.phase()) {
            case Off _, Waiting _, Dialling _ -> RtrStep.to(state);
            case Asking _, Receiving _, Current _ ->
                    switch (what) {
                        case RtrDecoded.Ok(_, ErrorReport report) -> reported(state, report, now);
                        case RtrDecoded.Ok(int version, var pdu) ->
                                versioned(state, version, pdu, now);
                        case RtrDecoded.Bad(_, var report) -> refused(state, report, now);
                    };
        };
    }

    private static RtrStep reported(RtrState state, ErrorReport report, Instant now) {
        boolean tooNew = report.code() == RtrError.UNSUPPORTED_PROTOCOL_VERSION.code();
        if (tooNew && !state.agreed() && state.version() > 0) {
            var step = dial(state.speaking(0, false), now);
            return new RtrStep(step.state(), List.of(new RtrAction.Close(), new RtrAction.Dial()));
        }
        return failed(state, "it reports " + report, RtrCodec.VERSION, now);
    }

    /** RFC 8210 §7: the first answer settles the version, and what differs later is an error. */
    private static RtrStep versioned(RtrState state, int version, RtrPdu pdu, Instant now) {
        if (state.agreed()) {
            return version == state.version()
                    ? spoken(state, pdu, now)
                    : refused(
                            state,
                            report(
                                    RtrError.UNEXPECTED_PROTOCOL_VERSION,
                                    pdu,
                                    version,
                                    "version " + version + " after " + state.version()),
                            now);
        }
        if (pdu instanceof SerialNotify) {
            return RtrStep.to(state);
        }
        if (version > state.version()) {
            return refused(
                    state,
                    report(
                            RtrError.UNEXPECTED_PROTOCOL_VERSION,
                            pdu,
                            version,
                            "version " + version + " to a query in " + state.version()),
                    now);
        }
        boolean serialsDiffer =
                version < state.version()
                        && state.phase() instanceof Asking(boolean whole, _)
                        && !whole;
        if (serialsDiffer) {
            // The serial we asked about was of another version (§5.1): ask anew in this one.
            var step = dial(state.speaking(version, false), now);
            return new RtrStep(step.state(), List.of(new RtrAction.Close(), new RtrAction.Dial()));
        }
        return spoken(state.speaking(version, true), pdu, now);
    }

    private static RtrStep spoken(RtrState state, RtrPdu pdu, Instant now) {
        return switch (state.phase()) {
            case Asking asking -> answered(state, asking, pdu, now);
            case Receiving receiving -> filled(state, receiving, pdu, now);
            case Current _ -> notified(state, pdu, now);
            case Off _, Waiting _, Dialling _ -> RtrStep.to(state);
        };
    }

    private static RtrStep answered(RtrState state, Asking asking, RtrPdu pdu, Instant now) {
        return switch (pdu) {
            case CacheResponse(int session) ->
                    !asking.whole() && session != sessionOf(state)
                            ? otherSession(state, pdu, session, now)
                            : RtrStep.to(
                                    state.in(
                                            new Receiving(
                                                    asking.whole(),
                                                    session,
                                                    new VrpDelta(),
                                                    Optional.empty(),
                                                    now.plus(PATIENCE))));
            case CacheReset() ->
                    asking.whole() ? outOfPlace(state, pdu, now) : askForAll(state, now);
            case SerialNotify _ -> RtrStep.to(state);
            case Payload _, EndOfData _, RouterKey _, ErrorReport _ -> outOfPlace(state, pdu, now);
            case SerialQuery _, ResetQuery _ -> outOfPlace(state, pdu, now);
        };
    }

    private static RtrStep filled(RtrState state, Receiving now0, RtrPdu pdu, Instant now) {
        var later = now.plus(PATIENCE);
        return switch (pdu) {
            case Payload(boolean announced, var vrp) -> {
                now0.delta().add(announced, vrp);
                yield RtrStep.to(state.in(moved(now0, now0.notified(), later)));
            }
            case RouterKey _ -> RtrStep.to(state.in(moved(now0, now0.notified(), later)));
            case SerialNotify(_, int serial) ->
                    RtrStep.to(state.in(moved(now0, Optional.of(serial), now0.until())));
            case EndOfData end ->
                    end.session() == now0.session()
                            ? completed(state, now0, end, now)
                            : otherSession(state, pdu, end.session(), now);
            case CacheResponse _, CacheReset _, ErrorReport _ -> outOfPlace(state, pdu, now);
            case SerialQuery _, ResetQuery _ -> outOfPlace(state, pdu, now);
        };
    }

    private static Receiving moved(Receiving from, Optional<Integer> notified, Instant until) {
        return new Receiving(from.whole(), from.session(), from.delta(), notified, until);
    }

    private static RtrStep completed(RtrState state, Receiving from, EndOfData end, Instant now) {
        if (!from.whole() && state.holding().isEmpty()) {
            // What this is news to has expired while it was told.
            return askForAll(state, now);
        }
        var base =
                from.whole() ? VrpSet.NONE : state.holding().map(Holding::vrps).orElse(VrpSet.NONE);
        var applied = from.delta().applyTo(base);
        if (applied.contradiction().isPresent()) {
            var wrong = applied.contradiction().get();
            return refused(
                    state.holding(state.holding().map(Holding::notResumable)),
                    report(
                            wrong.announced()
                                    ? RtrError.DUPLICATE_ANNOUNCEMENT_RECEIVED
                                    : RtrError.WITHDRAWAL_OF_UNKNOWN_RECORD,
                            new Payload(wrong.announced(), wrong.vrp()),
                            state.version(),
                            wrong.vrp().toString()),
                    now);
        }
        var done =
                state.completed(
                        new Holding(
                                state.version(),
                                end.session(),
                                end.serial(),
                                true,
                                applied.set(),
                                end.timing(),
                                now),
                        now);
        boolean behind = from.notified().filter(serial -> serial != end.serial()).isPresent();
        return behind ? ask(done, now) : RtrStep.to(done);
    }

    private static RtrStep notified(RtrState state, RtrPdu pdu, Instant now) {
        return switch (pdu) {
            case SerialNotify(int session, int serial) -> {
                if (session != sessionOf(state)) {
                    yield otherSession(state, pdu, session, now);
                }
                boolean isNew = state.holding().filter(h -> h.serial() == serial).isEmpty();
                yield isNew ? ask(state, now) : RtrStep.to(state);
            }
            case CacheResponse _, CacheReset _, Payload _, EndOfData _, RouterKey _ ->
                    outOfPlace(state, pdu, now);
            case ErrorReport _, SerialQuery _, ResetQuery _ -> outOfPlace(state, pdu, now);
        };
    }

    private static int sessionOf(RtrState state) {
        return state.holding().map(Holding::session).orElse(-1);
    }

    private static RtrStep otherSession(RtrState state, RtrPdu pdu, int session, Instant now) {
        return refused(
                state.holding(Optional.empty()),
                report(
                        RtrError.CORRUPT_DATA,
                        pdu,
                        state.version(),
                        "session " + session + " where another was agreed"),
                now);
    }

    private static RtrStep outOfPlace(RtrState state, RtrPdu pdu, Instant now) {
        boolean asksUs = pdu instanceof SerialQuery || pdu instanceof ResetQuery;
        return refused(
                state,
                report(
                        asksUs ? RtrError.INVALID_REQUEST : RtrError.CORRUPT_DATA,
                        pdu,
                        state.version(),
                        pdu.getClass().getSimpleName()
                                + " in "
                                + state.phase().getClass().getSimpleName()),
                now);
    }

    private static ErrorReport report(RtrError error, RtrPdu pdu, int version, String text) {
        return ErrorReport.of(error, Octets.of(RtrCodec.encode(pdu, version)), text);
    }

    private static RtrStep refused(RtrState state, ErrorReport report, Instant now) {
        var step = failed(state, "we report " + report, RtrCodec.VERSION, now);
        var actions = new ArrayList<RtrAction>();
        actions.add(new RtrAction.Send(report, state.version()));
        actions.addAll(step.actions());
        return new RtrStep(step.state(), actions);
    }

    private static RtrStep failed(RtrState state, String why, int nextVersion, Instant now) {
        var next = state.failed(why, nextVersion, now);
        var actions = new ArrayList<RtrAction>(List.of(new RtrAction.Close()));
        if (state.failures() == 0 || !state.lastError().equals(why)) {
            actions.add(new RtrAction.Note(why));
        }
        return new RtrStep(next, actions);
    }

    private static RtrStep and(RtrStep step, RtrAction action) {
        var actions = new ArrayList<>(step.actions());
        actions.add(action);
        return new RtrStep(step.state(), actions);
    }
}
