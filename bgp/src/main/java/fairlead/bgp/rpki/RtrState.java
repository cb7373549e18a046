package fairlead.bgp.rpki;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How we stand with one cache.
 *
 * @param version the version that the connection is spoken in: ours, until {@code agreed}
 * @param agreed whether the cache has answered in that version (RFC 8210 §7)
 * @param holding what it told us last, connected or not, until it expires
 * @param failures how often in a row it could not be asked to the end; 0 while all is well
 * @param lastError why it failed last; empty if it never did
 */
public record RtrState(
        Phase phase,
        int version,
        boolean agreed,
        Optional<Holding> holding,
        int failures,
        String lastError) {

    /** Not wanted. */
    public static final RtrState OFF =
            new RtrState(new Phase.Off(), RtrCodec.VERSION, false, Optional.empty(), 0, "");

    /** Where a connection is. */
    public sealed interface Phase {

        /** Not wanted, not connected. */
        record Off() implements Phase {}

        /** Not connected; dialled at {@code until}. */
        record Waiting(Instant until) implements Phase {}

        /** Given up at {@code until}. */
        record Dialling(Instant until) implements Phase {}

        /**
         * A query is out; given up at {@code until}.
         *
         * @param whole whether all was asked for, and not only what is new
         */
        record Asking(boolean whole, Instant until) implements Phase {}

        /**
         * Payloads arrive; given up at {@code until}, which each of them moves on.
         *
         * @param delta grows in place
         * @param notified a serial that the cache announced meanwhile
         */
        record Receiving(
                boolean whole,
                int session,
                VrpDelta delta,
                Optional<Integer> notified,
                Instant until)
                implements Phase {}

        /** All that the cache had is here; asked again at {@code refresh}. */
        record Current(Instant refresh) implements Phase {}
    }

    /**
     * What a cache told us, complete as of its serial.
     *
     * @param resumable whether the cache may be asked for what is new since then
     * @param since when it was complete
     */
    public record Holding(
            int version,
            int session,
            int serial,
            boolean resumable,
            VrpSet vrps,
            RtrTiming timing,
            Instant since) {

        /** When it counts no more (RFC 8210 §6). */
        public Instant expires() {
            return since.plus(timing.expire());
        }

        Holding notResumable() {
            return new Holding(version, session, serial, false, vrps, timing, since);
        }
    }

    /** When to tell this machine that time has passed; none if it waits for nothing. */
    public Optional<Instant> deadline() {
        Optional<Instant> ofPhase =
                switch (phase) {
                    case Phase.Off() -> Optional.empty();
                    case Phase.Waiting(var until) -> Optional.of(until);
                    case Phase.Dialling(var until) -> Optional.of(until);
                    case Phase.Asking(_, var until) -> Optional.of(until);
                    case Phase.Receiving receiving -> Optional.of(receiving.until());
                    case Phase.Current(var refresh) -> Optional.of(refresh);
                };
        var ofHolding = holding.map(Holding::expires);
        return ofPhase.isPresent() && ofHolding.isPresent()
                ? Optional.of(
                        ofPhase.get().isBefore(ofHolding.get()) ? ofPhase.get() : ofHolding.get())
                : ofPhase.or(() -> ofHolding);
    }

    RtrState in(Phase next) {
        return new RtrState(next, version, agreed, holding, failures, lastError);
    }

    RtrState speaking(int newVersion, boolean isAgreed) {
        return new RtrState(phase, newVersion, isAgreed, holding, failures, lastError);
    }

    RtrState holding(Optional<Holding> newHolding) {
        return new RtrState(phase, version, agreed, newHolding, failures, lastError);
    }

    RtrState completed(Holding newHolding, Instant now) {
        return new RtrState(
                new Phase.Current(now.plus(newHolding.timing().refresh())),
                version,
                agreed,
                Optional.of(newHolding),
                0,
                lastError);
    }

    /** Waits twice as long after each failure, from a second to the cache's retry interval. */
    RtrState failed(String why, int nextVersion, Instant now) {
        var longest = holding.map(Holding::timing).orElse(RtrTiming.DEFAULT).retry();
        var pause = Duration.ofSeconds(1L << Math.min(failures, 13));
        var until = now.plus(pause.compareTo(longest) < 0 ? pause : longest);
        return new RtrState(
                new Phase.Waiting(until), nextVersion, false, holding, failures + 1, why);
    }
}
