package fairlead.cli;

import fairlead.bgpd.control.Question;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * The tables of {@code fairlead bgp show} about a stand-alone route server.
 *
 * @param cells a row of the answer as cells under the headings
 */
record StandAloneText(List<String> headings, Function<JsonNode, List<String>> cells) {

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
                                    text(row, "state"),
                                    text(row, "bfd"),
                                    Age.since(text(row, "since")),
                                    text(row, "flaps"),
                                    text(row, "received"),
                                    text(row, "accepted"),
                                    text(row, "rejected"),
                                    text(row, "advertised"),
                                    text(row, "lastError")));

    private static final StandAloneText ROUTES =
            new StandAloneText(
                    List.of("Prefix", "Next Hop", "AS Path", "Med", "Communities", "Peer"),
                    StandAloneText::route);

    private static final StandAloneText REJECTED =
            new StandAloneText(
                    List.of("Prefix", "Next Hop", "AS Path", "Med", "Communities", "Peer", "Why"),
                    row -> {
                        var cells = new java.util.ArrayList<>(route(row));
                        cells.add(text(row, "reason"));
                        return cells;
                    });

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
            case ROUTES -> question.received() ? REJECTED : ROUTES;
            case ADVERTISED -> ROUTES;
            case REJECTED -> REJECTED;
            case RPKI -> question.which() instanceof Question.Which.All ? CACHES : PAYLOADS;
        };
    }

    private static List<String> route(JsonNode row) {
        return List.of(
                text(row, "prefix"),
                text(row, "nextHop"),
                text(row, "asPath"),
                text(row, "med"),
                RouteText.words(row.path("communities")),
                text(row, "peer"));
    }

    private static String text(JsonNode row, String name) {
        return row.path(name).asString("");
    }
}
