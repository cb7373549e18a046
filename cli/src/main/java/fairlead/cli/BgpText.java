package fairlead.cli;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The tables of {@code fairlead bgp show}. */
final class BgpText {

    private BgpText() {}

    static Table peers(JsonNode peers) {
        var table =
                new Table(
                        "RouteServer",
                        "Instance",
                        "Peer",
                        "Address",
                        "Asn",
                        "State",
                        "For",
                        "Flaps",
                        "Received",
                        "Accepted",
                        "Advertised",
                        "LastError");
        for (var peer : peers) {
            table.row(
                    peer.path("routeServer").asString(""),
                    peer.path("localAddress").asString(""),
                    peer.path("peer").asString(""),
                    peer.path("address").asString(""),
                    peer.path("asn").asString(""),
                    peer.path("state").asString(""),
                    Age.since(peer.path("since").asString("")),
                    peer.path("flaps").asString(""),
                    peer.path("received").asString(""),
                    peer.path("accepted").asString(""),
                    peer.path("advertised").asString(""),
                    peer.path("lastError").asString(""));
        }
        return table;
    }

    static Table routes(JsonNode routes) {
        var table =
                new Table(
                        "Prefix",
                        "State",
                        "Next Hop",
                        "AS Path",
                        "Med",
                        "Communities",
                        "Peer",
                        "Instance",
                        "Why");
        for (var route : routes) {
            table.row(
                    route.path("prefix").asString(""),
                    route.path("best").asBoolean(false)
                                    && route.path("state").asString("").equals("used")
                            ? "best"
                            : route.path("state").asString(""),
                    route.path("nextHop").asString(""),
                    route.path("asPath").asString(""),
                    route.path("med").asString(""),
                    RouteText.words(route.path("communities")),
                    route.path("peer").asString(""),
                    route.path("localAddress").asString(""),
                    route.path("reason").asString(""));
        }
        return table;
    }

    static Table advertised(JsonNode routes) {
        var table = new Table("Prefix", "Next Hop", "AS Path", "Communities", "Peer", "Instance");
        for (var route : routes) {
            table.row(
                    route.path("prefix").asString(""),
                    route.path("nextHop").asString(""),
                    route.path("asPath").asString(""),
                    RouteText.words(route.path("communities")),
                    route.path("peer").asString(""),
                    route.path("localAddress").asString(""));
        }
        return table;
    }

    /** Peers that tell nothing since no session stands, and why. */
    static List<String> silent(JsonNode peers) {
        var lines = new ArrayList<String>();
        for (var peer : peers) {
            if (!peer.path("state").asString("").equals("Established")) {
                var why = peer.path("lastError").asString("");
                lines.add(
                        peer.path("peer").asString("")
                                + " is "
                                + peer.path("state").asString("")
                                + " with "
                                + peer.path("localAddress").asString("")
                                + " for "
                                + Age.since(peer.path("since").asString(""))
                                + (why.isEmpty() ? "" : ": " + why));
            }
        }
        return lines;
    }
}
