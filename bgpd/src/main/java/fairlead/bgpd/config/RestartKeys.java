package fairlead.bgpd.config;

import static fairlead.bgpd.config.Key.optional;
import static fairlead.bgpd.config.Key.required;

import fairlead.bgp.speaker.Restarts;
import fairlead.bgp.speaker.Restarts.Mode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The members of {@code gracefulRestart}. */
final class RestartKeys {

    private static final Map<String, Mode> MODES =
            Map.of("off", Mode.OFF, "helper", Mode.HELPER, "restarting", Mode.RESTARTING);

    /** What we ask for unless something else is said; others ask for as much. */
    private static final Duration TIME = Duration.ofSeconds(120);

    private static final class Draft {
        @Nullable Mode mode;
        Duration time = TIME;
        Duration longLived = Duration.ZERO;

        /** A helper's own routes need not be kept, so it asks for no time. */
        Restarts made() {
            return switch (mode) {
                case null -> Restarts.NONE;
                case OFF -> Restarts.NONE;
                case HELPER -> new Restarts(mode, Duration.ZERO, longLived);
                case RESTARTING -> new Restarts(mode, time, longLived);
            };
        }
    }

    private static final List<Key<Draft>> KEYS =
            List.of(
                    required(
                            "mode",
                            "`off`, `helper` or `restarting`",
                            (draft, value) -> draft.mode = value.word(MODES)),
                    optional(
                            "time",
                            "how long a peer shall keep our routes: `0` to `4095s`",
                            (draft, value) -> {
                                if (draft.mode == Mode.OFF || draft.mode == Mode.HELPER) {
                                    throw value.wrong(
                                            "only 'mode: restarting' asks a peer to wait; leave"
                                                    + " 'time' out");
                                }
                                draft.time = value.time();
                                draft.made();
                            }),
                    optional(
                            "longLived",
                            "how long stale routes are kept after that; `0` for not at all",
                            (draft, value) -> {
                                if (draft.mode == Mode.OFF) {
                                    throw value.wrong(
                                            "with 'mode: off' nothing is kept; leave 'longLived'"
                                                    + " out");
                                }
                                draft.longLived = value.time();
                                draft.made();
                            }));

    private RestartKeys() {}

    /** A word, or a mapping of what is not usual. */
    static Restarts read(Value value) {
        var draft = new Draft();
        if (value.isMapping()) {
            value.into(draft, KEYS);
        } else {
            draft.mode = value.word(MODES);
        }
        return draft.made();
    }
}
