package fairlead.cli;

import fairlead.bgpd.control.Question;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * The tables of {@code fairlead bgp show} about a stand-alone route server.
 *
 * @param cells a row of the answer as cells under the headings
 */
record StandAloneText(List<String> headings, Function<JsonNode, List<String>> cells) {

    private static final int MOST_HEARERS = 3;

    private static final StandAloneText PEERS =
            new StandAloneText(
                    List.of(
                            "Peer",
                            "Address",
                            "Asn",
                            "State",
                            "Bfd",
                            "For",
                            "Flaps",
                            "Received",
                            "Accepted",
                            "Rejected",
                            "Advertised",
                            "LastError"),
                    row ->
                            List.of(
                                    text(row, "peer"),
                                    text(row, "address"),
                                    text(row, "asn"),
                                    text(row, "state") + keptOut(row.path("idleHold")),
                                    text(row, "bfd"),
                                    Age.since(text(row, "since")),
                                    text(row, "flaps"),
                                    text(row, "received"),
                                    text(row, "accepted"),
                                    text(row, "rejected"),
                                    text(row, "advertised"),
                                    text(row, "lastError")));

    private static final StandAloneText ROUTES = routes("State", "Why");

    /** Of one prefix it is said besides who has been told each path. */
    private static final StandAloneText ROUTES_OF_PREFIX = routes("State", "Told To", "Why");

    private static final StandAloneText REJECTED = routes("Why");

    private static final StandAloneText ADVERTISED = routes("Path Id");

    private static final StandAloneText CACHES =
            new StandAloneText(
                    List.of(
                            "Cache",
                            "State",
                            "Version",
                            "Serial",
                            "Payloads",
                            "Age",
                            "Failures",
                            "LastError"),
                    row ->
                            List.of(
                                    text(row, "cache"),
                                    text(row, "state"),
                                    text(row, "version"),
                                    text(row, "serial"),
                                    text(row, "vrps"),
                                    Age.since(text(row, "since")),
                                    text(row, "failures"),
                                    text(row, "lastError")));

    private static final StandAloneText PAYLOADS =
            new StandAloneText(
                    List.of("Prefix", "Max Length", "Asn"),
                    row -> List.of(text(row, "prefix"), text(row, "maxLength"), text(row, "asn")));

    private static final StandAloneText COUNTS =
            new StandAloneText(
                    List.of("Peer", "Count", "Why"),
                    row -> List.of(text(row, "peer"), text(row, "count"), text(row, "reason")));

    /** The table of an answer. */
    static StandAloneText of(Question question) {
        if (question.count()) {
            return COUNTS;
        }
        return switch (question.subject()) {
            case PEERS -> PEERS;
            case STATUS, PEER, WHY -> throw new IllegalArgumentException("the answer is no table");
            case ROUTES ->
                    question.which() instanceof Question.Which.All ? ROUTES : ROUTES_OF_PREFIX;
            case ADVERTISED -> ADVERTISED;
            case REJECTED -> REJECTED;
            case RPKI -> question.which() instanceof Question.Which.All ? CACHES : PAYLOADS;
        };
    }

    /** A table of routes that says besides the usual what these headings ask for. */
    private static StandAloneText routes(String... more) {
        var headings =
                new ArrayList<>(
                        List.of("Prefix", "Next Hop", "AS Path", "Med", "Communities", "Peer"));
        headings.addAll(List.of(more));
        return new StandAloneText(
                List.copyOf(headings),
                row -> headings.stream().map(heading -> cell(row, heading)).toList());
    }

    private static String cell(JsonNode row, String heading) {
        return switch (heading) {
            case "Prefix" -> text(row, "prefix");
            case "Next Hop" -> text(row, "nextHop");
            case "AS Path" -> text(row, "asPath");
            case "Med" -> text(row, "med");
            case "Communities" -> RouteText.communities(row);
            case "Peer" -> text(row, "peer");
            case "State" ->
                    text(row, "state") + (row.path("stale").asBoolean(false) ? ", stale" : "");
            case "Path Id" -> text(row, "pathId");
            case "Told To" -> hearers(row.path("toldTo"));
            case "Why" -> why(row);
            default -> throw new IllegalArgumentException("no column is called " + heading);
        };
    }

    private static String keptOut(JsonNode hold) {
        if (hold.isMissingNode()) {
            return "";
        }
        return hold.has("left")
                ? ", back in " + Age.text(Duration.ofSeconds(hold.path("left").asLong()))
                : ", kept out";
    }

    /** What is said instead of a table without rows. */
    String none() {
        return this == PAYLOADS ? "None: a route to it is 'not-found'." : "None.";
    }

    private static String hearers(JsonNode names) {
        return names.size() <= MOST_HEARERS ? RouteText.words(names) : names.size() + " peers";
    }

    /** A reason, with the rule that gives it. */
    static String why(JsonNode row) {
        var policy = text(row, "policy");
        return text(row, "reason")
                + (policy.isEmpty()
                        ? ""
                        : " (policy " + policy + ", rule " + text(row, "rule") + ")");
    }

    private static String text(JsonNode row, String name) {
        return row.path(name).asString("");
    }
}
