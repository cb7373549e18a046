package fairlead.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine.TypeConversionException;
import tools.jackson.databind.node.ObjectNode;

/** The daemon's log as entries: a line that begins with a time, and the lines that belong to it. */
final class DaemonLog {

    private static final Pattern FIRST =
            Pattern.compile("(\\S+T\\S+) +([A-Z]+) +(\\S+) \\[([^\\]]*)\\] (.*)", Pattern.DOTALL);

    private DaemonLog() {}

    /**
     * One thing that the daemon said.
     *
     * @param time empty where the line has none, as of what Java itself says
     */
    record Entry(String time, String text) {

        ObjectNode json() {
            var json = CloudApi.JSON.createObjectNode();
            var found = FIRST.matcher(text);
            return found.matches()
                    ? json.put("time", found.group(1))
                            .put("level", found.group(2))
                            .put("source", found.group(3))
                            .put("thread", found.group(4))
                            .put("message", found.group(5))
                    : json.put("message", text);
        }
    }

    static List<Entry> entries(String text) {
        var entries = new ArrayList<Entry>();
        for (var line : text.lines().toList()) {
            var found = FIRST.matcher(line);
            if (found.matches()) {
                entries.add(new Entry(found.group(1), line));
            } else if (entries.isEmpty()) {
                entries.add(new Entry("", line));
            } else {
                var first = entries.removeLast();
                entries.add(new Entry(first.time(), first.text() + "\n" + line));
            }
        }
        return List.copyOf(entries);
    }

    /** Entries from a time on. */
    static List<Entry> since(List<Entry> entries, Instant time) {
        return entries.stream()
                .filter(entry -> !entry.time().isEmpty())
                .filter(entry -> !OffsetDateTime.parse(entry.time()).toInstant().isBefore(time))
                .toList();
    }

    /**
     * A point in time as people type it: so long ago, or the time itself.
     *
     * @throws IllegalArgumentException if it is neither
     */
    static Instant time(String text, Instant now) {
        try {
            return now.minus(TimeSpan.parse(text));
        } catch (TypeConversionException noSpan) {
            try {
                return OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeException noTime) {
                throw new IllegalArgumentException(
                        "'"
                                + text
                                + "' is neither a length of time such as 10m nor a time such as 2026-11-20T10:00:00Z",
                        noTime);
            }
        }
    }
}
