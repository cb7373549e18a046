package fairlead.cli;

import fairlead.bgpd.control.Answers;
import fairlead.bgpd.control.JsonLine;
import fairlead.bgpd.control.Question;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The answers of a route server with two peers: most subjects have two rows. */
final class StandAloneAnswers implements Answers {

    private final List<String> asked = new ArrayList<>();

    /** The lines that were asked, in their order. */
    List<String> asked() {
        return asked;
    }

    @Override
    public void answer(Question question, Rows rows) throws IOException {
        asked.add(question.line());
        var line = new JsonLine();
        if (question.count()) {
            rows.row(row(line, "r1").put("count", 7).put("reason", "too long").end());
            return;
        }
        switch (question.subject()) {
            case STATUS -> rows.row(status(line));
            case PEER -> rows.row(detail(line));
            case WHY -> rows.row(why(line, question.peer().orElseThrow()));
            case PEERS -> {
                rows.row(peer(line, "r1", "Established", "").end());
                rows.row(peer(line, "r2", "Active", "it refuses connections").end());
                rows.row(keptOut(peer(line, "r3", "Idle", "it told too much"), 1800));
            }
            case ROUTES, REJECTED, ADVERTISED -> {
                rows.row(
                        route(line, "r1", "10.0.0.0/8")
                                .put("med", 50)
                                .put("state", "best")
                                .put("toldTo", List.of("r2", "r3", "r4", "r5"))
                                .end());
                rows.row(
                        route(line, "r2", "2001:db8::/32")
                                .put("largeCommunities", List.of("64500:1:2"))
                                .put("pathId", 7)
                                .put("stale", true)
                                .put("state", "rejected")
                                .put("reason", "no")
                                .put("policy", "sane")
                                .put("rule", 3)
                                .put("toldTo", List.of())
                                .end());
            }
            case RPKI -> {
                if (question.which() instanceof Question.Which.All) {
                    rows.row(cache(line).end());
                } else {
                    rows.row(payload(line).end());
                }
            }
        }
    }

    private static String status(JsonLine line) {
        return line.begin()
                .put("since", Instant.now().minus(Duration.ofHours(52)).toString())
                .object(
                        "file",
                        file ->
                                file.put(
                                                "read",
                                                Instant.now()
                                                        .minus(Duration.ofMinutes(90))
                                                        .toString())
                                        .put("inForce", false)
                                        .put("problems", List.of("rs.yaml:1:6: no", "more")))
                .put("peers", 2)
                .put("established", 1)
                .object(
                        "prefixes",
                        prefixes -> prefixes.put("ipv4-unicast", 1_000_000).put("ipv6-unicast", 9))
                .put("paths", 2_000_000)
                .put("attributeSets", 150_000)
                .object(
                        "turns",
                        turns ->
                                turns.put("count", 123_456)
                                        .put("longestMicros", 12_345)
                                        .put("longestAgo", 7200)
                                        .put("recentLongestMicros", 789))
                .end();
    }

    private static JsonLine row(JsonLine line, String peer) {
        return line.begin().put("peer", peer);
    }

    private static JsonLine peer(JsonLine line, String name, String state, String lastError) {
        var since = Instant.now().minus(Duration.ofHours(52).plusMinutes(30));
        return row(line, name)
                .put("address", "192.0.2.11")
                .put("asn", 64511)
                .put("state", state)
                .put("since", since.toString())
                .put("flaps", 2)
                .put("received", 1_000_000)
                .put("accepted", 999_999)
                .put("rejected", 1)
                .put("advertised", 12)
                .put("lastError", lastError);
    }

    private static String keptOut(JsonLine line, int seconds) {
        return line.object(
                        "idleHold", hold -> hold.put("reason", "prefix-limit").put("left", seconds))
                .end();
    }

    private static String detail(JsonLine line) {
        var since = Instant.now().minus(Duration.ofHours(52).plusMinutes(30));
        return row(line, "r1")
                .put("address", "192.0.2.11")
                .put("asn", 64511)
                .put("description", "a port in hall 3")
                .put("relation", "route-server-client")
                .put("passive", true)
                .put("import", List.of("sane", "reject-rpki-invalid"))
                .put("export", List.of())
                .put("state", "Established")
                .put("since", since.toString())
                .put("established", 2)
                .put("lastError", "it sent cease: administrative shutdown (6/2)")
                .object(
                        "lastReset",
                        reset ->
                                reset.put("at", since.minusSeconds(60).toString())
                                        .put("by", "peer")
                                        .put("code", 6)
                                        .put("subcode", 2)
                                        .put(
                                                "reason",
                                                "it sent cease: administrative shutdown (6/2), it"
                                                        + " says: back at ten"))
                .object(
                        "connection",
                        connection ->
                                connection
                                        .put("localAddress", "192.0.2.1")
                                        .put("localPort", 179)
                                        .put("remotePort", 41234)
                                        .put("dialledBy", "peer")
                                        .put("peerId", "192.0.2.11")
                                        .put("longestMessage", 65535))
                .object(
                        "timers",
                        timers ->
                                timers.put("hold", 90)
                                        .put("keepalive", 30)
                                        .put("holdLeft", 71)
                                        .put("keepaliveIn", 12))
                .object(
                        "protection",
                        one -> one.put("md5", true).put("ttlSecurity", true).put("hops", 1))
                .object(
                        "bfd",
                        bfd ->
                                bfd.put("state", "Up")
                                        .put("diagnostic", "no diagnostic")
                                        .put("sendEveryMs", 300)
                                        .put("detectAfterMs", 900)
                                        .put("downs", 0))
                .objects(
                        "capabilities",
                        List.of("multiprotocol", "add-path"),
                        (JsonLine one, String name) ->
                                one.put("name", name)
                                        .put("family", "ipv4-unicast")
                                        .put("ours", "yes")
                                        .put("theirs", name.startsWith("m") ? "yes" : "")
                                        .put("agreed", name.startsWith("m") ? "yes" : "no"))
                .object(
                        "messages",
                        messages ->
                                messages.object("received", StandAloneAnswers::messages)
                                        .object("sent", StandAloneAnswers::messages))
                .objects(
                        "prefixes",
                        List.of("ipv4-unicast", "ipv6-unicast"),
                        (JsonLine one, String family) -> {
                            one.put("family", family);
                            if (family.startsWith("ipv4")) {
                                one.put("received", 1000)
                                        .put("accepted", 999)
                                        .put("rejected", 1)
                                        .put("advertised", 12)
                                        .put("limit", 2000)
                                        .put("exceeded", "cease")
                                        .put("restart", "1800s");
                            }
                        })
                .object(
                        "rpki",
                        rpki -> rpki.put("not-found", 400).put("valid", 600).put("invalid", 0))
                .end();
    }

    private static void messages(JsonLine line) {
        line.put("open", 2)
                .put("update", 31)
                .put("notification", 1)
                .put("keepalive", 100)
                .put("routeRefresh", 0)
                .put("all", 134);
    }

    private static String why(JsonLine line, String peer) {
        line.begin().put("peer", peer).put("prefix", "10.0.0.0/8");
        if (peer.equals("r2")) {
            return line.put("answer", "r2 is not told 10.0.0.1/32: nobody tells it to us")
                    .put("covering", List.of("8.0.0.0/5", "0.0.0.0/0"))
                    .objects(
                            "silent",
                            List.of("r9"),
                            (JsonLine one, String name) ->
                                    one.put("peer", name)
                                            .put("state", "Active")
                                            .put("since", "")
                                            .put("lastError", "it refuses connections"))
                    .end();
        }
        return line.put("answer", "r1 is told 10.0.0.0/8 by the path of r3; not that of r2, secret")
                .objects(
                        "paths",
                        List.of("r2", "r3", "r4", ""),
                        (JsonLine one, String from) -> path(one, from))
                .end();
    }

    private static void path(JsonLine line, String from) {
        line.put("from", from)
                .put("nextHop", "192.0.2.12")
                .put("asPath", from.isEmpty() ? "" : "64512")
                .put("communities", List.of("64500:1"))
                .put("rpki", "valid")
                .put("payloads", List.of("10.0.0.0/8 to /24 of AS 64512", "10.0.0.0/8 of AS 0"));
        switch (from) {
            case "r2" ->
                    line.put("state", "best")
                            .object(
                                    "export",
                                    export ->
                                            export.put("state", "refused")
                                                    .put("reason", "secret")
                                                    .put("policy", "out")
                                                    .put("rule", 2));
            case "r3" ->
                    line.put("state", "lost")
                            .put("reason", "MED 7 against MED 0")
                            .object(
                                    "export",
                                    export ->
                                            export.put("state", "told")
                                                    .put("nextHop", "192.0.2.12")
                                                    .put("asPath", "64512 64512"));
            case "r4" ->
                    line.put("stale", true)
                            .put("state", "rejected")
                            .put("reason", "no")
                            .object("export", export -> export.put("state", "kept-out"));
            default ->
                    line.put("state", "lost")
                            .put("reason", "worse")
                            .object(
                                    "export",
                                    export ->
                                            export.put("state", "behind")
                                                    .put("reason", "another is better"));
        }
    }

    private static JsonLine cache(JsonLine line) {
        return line.begin()
                .put("cache", "192.0.2.9:323")
                .put("state", "current")
                .put("version", 1)
                .put("vrps", 500_000)
                .put("serial", 17)
                .put("since", "12m30s")
                .put("failures", 0)
                .put("lastError", "");
    }

    private static JsonLine payload(JsonLine line) {
        return line.begin().put("prefix", "203.0.113.0/24").put("maxLength", 24).put("asn", 64511);
    }

    static JsonLine route(JsonLine line, String peer, String prefix) {
        return row(line, peer)
                .put("prefix", prefix)
                .put("nextHop", "192.0.2.11")
                .put("asPath", "64511 64512")
                .put("communities", List.of("64500:1", "65535:65281"));
    }
}
