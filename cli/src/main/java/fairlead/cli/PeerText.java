package fairlead.cli;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** One session of a stand-alone route server with all its particulars, for people. */
final class PeerText {

    private static final int LABEL = 14;

    private static final Map<String, String> RESET_BY =
            Map.of("us", "by us", "peer", "by the peer", "connection", "without a word");

    private final StringBuilder text = new StringBuilder();
    private final JsonNode peer;
    private final boolean established;

    private PeerText(JsonNode peer) {
        this.peer = peer;
        this.established = said("state").equals("Established");
    }

    /** From what the server answers, which is one row. */
    static String of(JsonNode peer) {
        var one = new PeerText(peer);
        one.state();
        one.particulars();
        one.capabilities();
        one.messages();
        one.prefixes();
        return one.text.toString();
    }

    private void state() {
        text.append(said("peer"))
                .append(said("peer").equals(said("address")) ? "" : ", " + said("address"))
                .append(", AS " + said("asn"))
                .append(": " + said("state") + " for " + Age.since(said("since")))
                .append('\n');
        line("Description", said("description"));
        line("Relation", said("relation") + (yes(peer, "passive") ? "; it has to dial us" : ""));
        line("Policies", "import " + names("import") + "; export " + names("export"));
        if (!established) {
            line("Last error", said("lastError"));
            line("Kept out", keptOut(peer.path("idleHold")));
        }
        var reset = peer.path("lastReset");
        if (!reset.isMissingNode()) {
            line(
                    "Last reset",
                    Age.since(said(reset, "at"))
                            + " ago, "
                            + RESET_BY.getOrDefault(said(reset, "by"), said(reset, "by"))
                            + ": "
                            + said(reset, "reason"));
        }
        line("Sessions", said("established") + " so far");
    }

    private static String keptOut(JsonNode hold) {
        if (hold.isMissingNode()) {
            return "";
        }
        var time =
                hold.has("left")
                        ? "for " + seconds(hold.path("left")) + " more"
                        : "until it is let in";
        return said(hold, "reason").equals("prefix-limit")
                ? time + "; another 'prefixLimit' and a reload let it in at once"
                : time + ", since its sessions end one after the other";
    }

    private void particulars() {
        var connection = peer.path("connection");
        if (!connection.isMissingNode()) {
            line(
                    "Connection",
                    "from our "
                            + said(connection, "localAddress")
                            + " port "
                            + said(connection, "localPort")
                            + " to its port "
                            + said(connection, "remotePort")
                            + ", dialled by "
                            + (said(connection, "dialledBy").equals("us") ? "us" : "the peer")
                            + "; its router id is "
                            + said(connection, "peerId"));
            line("Messages", "of " + said(connection, "longestMessage") + " octets at most");
        }
        line("Timers", timers(peer.path("timers")));
        for (var kept : peer.path("timers").path("routesKeptFor").properties()) {
            line("Kept routes", kept.getKey() + " for " + seconds(kept.getValue()) + " more");
        }
        var protection = peer.path("protection");
        line(
                "Protection",
                (yes(protection, "md5") ? "MD5" : "no MD5")
                        + (yes(protection, "ttlSecurity")
                                ? "; TTL security, " + hops(protection) + " away at most"
                                : "; no TTL security, our packets go " + hops(protection)));
        var bfd = peer.path("bfd");
        if (!bfd.isMissingNode()) {
            line(
                    "BFD",
                    said(bfd, "state")
                            + "; every "
                            + said(bfd, "sendEveryMs")
                            + " ms, dead after "
                            + said(bfd, "detectAfterMs")
                            + " ms; lost "
                            + said(bfd, "downs")
                            + " times"
                            + (said(bfd, "downs").equals("0")
                                    ? ""
                                    : ", last for: " + said(bfd, "diagnostic")));
        }
        var rpki = peer.path("rpki");
        if (rpki.properties().stream().anyMatch(one -> one.getValue().asLong() > 0)) {
            line(
                    "RPKI",
                    said(rpki, "valid")
                            + " routes valid, "
                            + said(rpki, "invalid")
                            + " invalid, "
                            + said(rpki, "not-found")
                            + " not found");
        }
    }

    private String timers(JsonNode timers) {
        var hold = timers.path("hold");
        var line = new StringBuilder(established ? "hold time " : "we propose a hold time of ");
        line.append(seconds(hold));
        if (timers.has("holdLeft")) {
            line.append(", " + seconds(timers.path("holdLeft")) + " left");
        }
        if (timers.has("keepalive") && timers.path("keepalive").asLong() > 0) {
            line.append("; KEEPALIVE every " + seconds(timers.path("keepalive")));
        }
        if (timers.has("keepaliveIn")) {
            line.append(", next in " + seconds(timers.path("keepaliveIn")));
        }
        if (timers.has("dialIn")) {
            line.append("; dialled in " + seconds(timers.path("dialIn")));
        }
        return line.toString();
    }

    private void capabilities() {
        var table = new Table("Capability", "Family", "Ours", "Theirs", "Agreed");
        for (var one : peer.path("capabilities")) {
            table.row(
                    said(one, "name"),
                    said(one, "family"),
                    dash(said(one, "ours")),
                    dash(said(one, "theirs")),
                    dash(said(one, "agreed")));
        }
        text.append(
                established
                        ? "\n"
                        : said("established").equals("0")
                                ? "\nNo session stood yet: this is what we offer.\n"
                                : "\nNo session stands: what is theirs and agreed is of the last one.\n");
        text.append(table);
    }

    private void messages() {
        var table = new Table("Messages", "Received", "Sent");
        var received = peer.path("messages").path("received");
        var sent = peer.path("messages").path("sent");
        for (var kind :
                List.of("open", "update", "notification", "keepalive", "routeRefresh", "all")) {
            table.row(word(kind), said(received, kind), said(sent, kind));
        }
        text.append('\n').append(table);
    }

    private void prefixes() {
        var table =
                new Table("Prefixes", "Received", "Accepted", "Rejected", "Advertised", "Limit");
        for (var family : peer.path("prefixes")) {
            var exceeded = said(family, "exceeded");
            table.row(
                    said(family, "family"),
                    dash(said(family, "received")),
                    dash(said(family, "accepted")),
                    dash(said(family, "rejected")),
                    dash(said(family, "advertised")),
                    exceeded.isEmpty() ? "-" : limit(family, exceeded));
        }
        text.append('\n').append(table);
    }

    private static String limit(JsonNode family, String exceeded) {
        var restart = said(family, "restart");
        return said(family, "limit")
                + ", then "
                + exceeded
                + switch (restart) {
                    case "" -> "";
                    case "never" -> " for good";
                    default -> " for " + restart;
                };
    }

    private void line(String label, String value) {
        if (!value.isEmpty()) {
            text.append(label)
                    .append(" ".repeat(Math.max(1, LABEL - label.length())))
                    .append(value)
                    .append('\n');
        }
    }

    private String names(String list) {
        return dash(String.join(", ", RouteText.words(peer.path(list)).split(" ")));
    }

    private String said(String name) {
        return said(peer, name);
    }

    private static String said(JsonNode node, String name) {
        return node.path(name).asString("");
    }

    private static boolean yes(JsonNode node, String name) {
        return node.path(name).asBoolean(false);
    }

    private static String hops(JsonNode protection) {
        var hops = said(protection, "hops");
        return hops + (hops.equals("1") ? " hop" : " hops");
    }

    private static String seconds(JsonNode number) {
        return Age.text(Duration.ofSeconds(number.asLong()));
    }

    private static String word(String kind) {
        return kind.equals("routeRefresh") ? "route refresh" : kind;
    }

    private static String dash(String value) {
        return value.isEmpty() ? "-" : value;
    }
}
