package fairlead.bgp.rpki;

import fairlead.bgp.rpki.RtrState.Holding;
import fairlead.bgp.rpki.RtrState.Phase;
import java.time.Instant;
import java.util.Optional;

/**
 * How a cache stands, for people.
 *
 * @param state {@code off}, {@code waiting}, {@code dialling}, {@code asking}, {@code receiving} or
 *     {@code current}
 * @param version of RTR, as spoken or as asked for
 * @param serial the serial that its data have, unsigned; -1 without data
 * @param vrps payloads held from it
 * @param since when they were complete
 * @param failures in a row; 0 while it is well
 * @param lastError empty if it never failed
 */
public record CacheReport(
        RtrCache cache,
        String state,
        int version,
        long serial,
        int vrps,
        Optional<Instant> since,
        int failures,
        String lastError) {

    /** The state in which its data are complete and its session stands. */
    public static final String CURRENT = "current";

    static CacheReport of(RtrCache cache, RtrState state) {
        return new CacheReport(
                cache,
                text(state.phase()),
                state.version(),
                state.holding().map(h -> Integer.toUnsignedLong(h.serial())).orElse(-1L),
                state.holding().map(h -> h.vrps().size()).orElse(0),
                state.holding().map(Holding::since),
                state.failures(),
                state.lastError());
    }

    private static String text(Phase phase) {
        return switch (phase) {
            case Phase.Off _ -> "off";
            case Phase.Waiting _ -> "waiting";
            case Phase.Dialling _ -> "dialling";
            case Phase.Asking _ -> "asking";
            case Phase.Receiving _ -> "receiving";
            case Phase.Current _ -> CURRENT;
        };
    }
}
