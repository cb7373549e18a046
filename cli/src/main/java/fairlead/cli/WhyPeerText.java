package fairlead.cli;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Why a peer of a stand-alone route server is told what it is told of a prefix, for people. */
final class WhyPeerText {

    private static final int LABEL = 14;

    private final StringBuilder text = new StringBuilder();
    private final JsonNode answer;

    private WhyPeerText(JsonNode answer) {
        this.answer = answer;
    }

    /** From what the server answers, which is one row. */
    static String of(JsonNode answer) {
        var why = new WhyPeerText(answer);
        why.text.append(said(answer, "answer")).append(".\n");
        for (var path : answer.path("paths")) {
            why.path(path);
        }
        why.nobody();
        return why.text.toString();
    }

    private void path(JsonNode path) {
        var from = said(path, "from");
        text.append('\n');
        line(
                from.isEmpty() ? "Our own path" : "Path of " + from + identifier(path),
                attributes(path));
        if (path.has("rpki")) {
            var payloads = new ArrayList<String>();
            path.path("payloads").forEach(one -> payloads.add(one.asString("")));
            line(
                    "  RPKI",
                    said(path, "rpki")
                            + (payloads.isEmpty()
                                    ? ": no payload covers it"
                                    : ": payloads for it say " + String.join("; ", payloads)));
        }
        if (path.path("stale").asBoolean(false)) {
            line("  stale", "kept from before; " + from + " has not told it again yet");
        }
        switch (said(path, "state")) {
            case "rejected" -> line("  import", "rejected: " + reason(path));
            case "best" -> {
                line("  import", "accepted");
                line("  selection", "best");
            }
            default -> {
                line("  import", "accepted");
                line("  selection", "not the best: " + reason(path));
            }
        }
        var export = path.path("export");
        line("  to " + said(answer, "peer"), export(path, export));
    }

    private static String export(JsonNode path, JsonNode export) {
        var heard = attributes(path);
        var told = attributes(export);
        var as = heard.equals(told) ? "as it came" : "with " + told;
        return switch (said(export, "state")) {
            case "told" -> "told" + identifier(export) + ", " + as;
            case "waits" -> "to be told" + identifier(export) + " when it reads again, " + as;
            case "kept-out" -> "not told: what is rejected is told to nobody";
            case "no-session" -> "not told: no session stands that speaks this family";
            case "refused" -> "not told: its export policy says: " + reason(export);
            default -> "not told: " + reason(export);
        };
    }

    private static String identifier(JsonNode path) {
        return path.has("pathId") ? " (path " + said(path, "pathId") + ")" : "";
    }

    private static String attributes(JsonNode route) {
        var text = new StringBuilder();
        var asPath = said(route, "asPath");
        text.append(asPath.isEmpty() ? "empty AS path" : "AS path " + asPath);
        text.append(", next hop ").append(said(route, "nextHop"));
        for (var name : List.of("localPref", "med")) {
            if (route.has(name)) {
                text.append(", ").append(name.equals("med") ? "MED " : "local preference ");
                text.append(said(route, name));
            }
        }
        var communities = RouteText.communities(route);
        return text.append(communities.isEmpty() ? "" : ", communities " + communities).toString();
    }

    private static String reason(JsonNode one) {
        return StandAloneText.why(one);
    }

    /** Where to look on when nobody tells the prefix. */
    private void nobody() {
        var covering = RouteText.words(answer.path("covering"));
        if (!covering.isEmpty()) {
            text.append("\nWhat is held and covers it: ").append(covering).append('\n');
        }
        var silent = answer.path("silent");
        if (!silent.isEmpty()) {
            text.append("\nWho tells nothing, since no session stands:\n");
            for (var peer : silent) {
                var error = said(peer, "lastError");
                line(
                        "  " + said(peer, "peer"),
                        said(peer, "state")
                                + " for "
                                + Age.since(said(peer, "since"))
                                + (error.isEmpty() ? "" : ": " + error));
            }
        }
    }

    private void line(String label, String value) {
        text.append(label)
                .append(" ".repeat(Math.max(2, LABEL - label.length())))
                .append(value)
                .append('\n');
    }

    private static String said(JsonNode node, String name) {
        return node.path(name).asString("");
    }
}
