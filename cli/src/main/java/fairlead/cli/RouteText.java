package fairlead.cli;

import java.util.ArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Routes as tables. */
final class RouteText {

    private RouteText() {}

    /** The rows of {@code Fairlead.Network/routes}. */
    static Table withReasons(JsonNode rows) {
        var table =
                new Table(
                        "Source",
                        "State",
                        "Address Prefix",
                        "Next Hop Type",
                        "Next Hop IP",
                        "Name",
                        "Reason");
        for (var row : rows) {
            table.row(
                    row.path("source").asString(""),
                    row.path("state").asString(""),
                    row.path("prefix").asString(""),
                    row.path("nextHopType").asString(""),
                    words(row.path("nextHops")),
                    row.path("name").asString(""),
                    row.path("reason").asString(""));
        }
        return table;
    }

    /** Azure's {@code effectiveRouteTable} answer, as {@code az ... -o table} prints it. */
    static Table effective(JsonNode answer) {
        var table = new Table("Source", "State", "Address Prefix", "Next Hop Type", "Next Hop IP");
        for (var route : answer.path("value")) {
            table.row(
                    route.path("source").asString(""),
                    route.path("state").asString(""),
                    words(route.path("addressPrefix")),
                    route.path("nextHopType").asString(""),
                    words(route.path("nextHopIpAddress")));
        }
        return table;
    }

    /** Communities of all three kinds (RFC 1997, RFC 8092, RFC 4360), parted by blanks. */
    static String communities(JsonNode route) {
        return Stream.of("communities", "largeCommunities", "extendedCommunities")
                .map(kind -> words(route.path(kind)))
                .filter(words -> !words.isEmpty())
                .collect(Collectors.joining(" "));
    }

    /** All texts of a list, parted by blanks. */
    static String words(JsonNode list) {
        var words = new ArrayList<String>();
        list.forEach(word -> words.add(word.asString("")));
        return String.join(" ", words);
    }
}
