package fairlead.bgpd.config;

import static fairlead.bgpd.config.Key.optional;
import static fairlead.bgpd.config.Key.required;
import static java.util.Objects.requireNonNull;

import fairlead.bgp.monitor.FilePattern;
import fairlead.bgpd.config.Monitoring.MrtFiles;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The members of {@code mrt}. */
final class MrtKeys {

    private static final String FILE =
            "the file; `%Y %m %d %H %M %S` in it become the time, in UTC, and one that ends in"
                    + " `.gz` is packed.";

    /** A series of files while its keys are read. */
    private static final class Draft {
        @Nullable FilePattern file;
        Duration span = Duration.ZERO;

        List<MrtFiles> made() {
            return List.of(new MrtFiles(requireNonNull(file), span));
        }
    }

    private static final List<Key<Draft>> DUMP =
            List.of(
                    required("file", FILE, (draft, value) -> draft.file = pattern(value)),
                    required(
                            "every",
                            "how often, such as `2h`.",
                            (draft, value) -> draft.span = span(value)));

    private static final List<Key<Draft>> UPDATES =
            List.of(
                    required("file", FILE, (draft, value) -> draft.file = pattern(value)),
                    optional(
                            "rotate",
                            "when the next file is begun, such as `15m`.",
                            (draft, value) -> {
                                draft.span = span(value);
                                if (draft.file != null && !draft.file.hasFields()) {
                                    throw value.wrong(
                                            "the name of the file has to say when it was begun,"
                                                    + " such as updates.%Y%m%d.%H%M.mrt");
                                }
                            }));

    static final List<Key<MonitoringDraft>> ALL =
            List.of(
                    optional(
                            "dump",
                            "tables",
                            (monitoring, value) -> {
                                var draft = new Draft();
                                if (value.into(draft, DUMP)) {
                                    monitoring.dumps = draft.made();
                                }
                            }),
                    optional(
                            "updates",
                            "messages",
                            (monitoring, value) -> {
                                var draft = new Draft();
                                if (value.into(draft, UPDATES)) {
                                    monitoring.updates = draft.made();
                                }
                            }));

    private MrtKeys() {}

    private static FilePattern pattern(Value value) {
        try {
            return new FilePattern(value.text());
        } catch (IllegalArgumentException e) {
            throw value.wrong(String.valueOf(e.getMessage()));
        }
    }

    private static Duration span(Value value) {
        var span = value.time();
        if (span.isZero()) {
            throw value.wrong("at least 1s is wanted");
        }
        return span;
    }
}
