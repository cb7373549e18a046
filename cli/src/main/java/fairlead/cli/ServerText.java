package fairlead.cli;

import java.time.Duration;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** A stand-alone route server as a whole, for people. */
final class ServerText {

    private static final int LABEL = 14;

    private ServerText() {}

    /** From what the server answers, which is one row. */
    static String of(JsonNode server) {
        var text = new StringBuilder();
        line(text, "Running for", Age.since(server.path("since").asString("")));
        line(text, "File", file(server.path("file")));
        line(
                text,
                "Sessions",
                said(server, "established") + " of " + said(server, "peers") + " stand");
        server.path("prefixes")
                .properties()
                .forEach(family ->
                        line(text, "Prefixes", family.getValue().asLong() + " " + family.getKey()));
        line(
                text,
                "Paths",
                said(server, "paths")
                        + ", with "
                        + said(server, "attributeSets")
                        + " different sets of attributes");
        line(text, "Longest turn", turns(server.path("turns")));
        return text.toString();
    }

    private static String file(JsonNode file) {
        var read = "read " + Age.since(said(file, "read")) + " ago";
        var problems = file.path("problems");
        if (problems.isEmpty()) {
            return read + ", in force";
        }
        return read
                + (file.path("inForce").asBoolean(false)
                        ? ", in force but for this: "
                        : ", not put in force, what was before stays: ")
                + problems.path(0).asString("")
                + (problems.size() > 1 ? " (and " + (problems.size() - 1) + " more)" : "");
    }

    private static String turns(JsonNode turns) {
        return millis(turns.path("longestMicros"))
                + ", "
                + Age.text(Duration.ofSeconds(turns.path("longestAgo").asLong()))
                + " ago; "
                + millis(turns.path("recentLongestMicros"))
                + " lately";
    }

    private static String millis(JsonNode micros) {
        return String.format(Locale.ROOT, "%.1f ms", micros.asLong() / 1000.0);
    }

    private static void line(StringBuilder text, String label, String value) {
        text.append(label).append(" ".repeat(LABEL - label.length())).append(value).append('\n');
    }

    private static String said(JsonNode node, String name) {
        return node.path(name).asString("");
    }
}
