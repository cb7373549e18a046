package fairlead.cli;

import fairlead.bgpd.control.Question;
import fairlead.bgpd.control.Question.Subject;
import fairlead.bgpd.control.Question.Which;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * What {@code fairlead bgp show} is asked, whoever answers it.
 *
 * @param prefix a prefix or an address; empty for all
 * @param received whether rejected routes are asked for too
 * @param count how many instead of which
 */
record BgpQuestion(
        Subject subject, BgpFilter whose, String prefix, boolean received, boolean count) {

    /**
     * As a stand-alone server is asked.
     *
     * @throws Failure if it is a question that only a cloud can answer, or about no prefix
     */
    Question forStandAlone() {
        if (whose.routeServer != null || whose.instance != null) {
            throw new Failure(
                    Exit.USAGE,
                    "A stand-alone route server is one, with one instance: leave out"
                            + " --route-server and --instance.");
        }
        try {
            return new Question(
                    subject,
                    Optional.ofNullable(whose.peer),
                    prefix.isEmpty() ? new Which.All() : Which.parse(prefix),
                    received,
                    count);
        } catch (IllegalArgumentException e) {
            throw new Failure(
                    Exit.USAGE,
                    "'" + prefix + "' is neither a prefix nor an address: " + e.getMessage());
        }
    }

    /** Asks a cloud's daemon, and shows what it says. */
    void show(CloudApi api, Fairlead fairlead) {
        onlyOfStandAlone()
                .ifPresent(why -> {
                    throw new Failure(Exit.USAGE, why + " Name it with --control.");
                });
        var parameters = parameters();
        var answer = HostDocuments.bgp(api, subject.word(), parameters);
        if (count) {
            var table = new Table("Peer", "Instance", "Count");
            counts(answer.path("value"))
                    .forEach((whose, number) ->
                            table.row(whose.peer(), whose.instance(), Long.toString(number)));
            fairlead.screen().print(table.isEmpty() ? "None.\n" : table.toString());
            return;
        }
        if (fairlead.printed(answer)) {
            return;
        }
        var table = table(answer.path("value"));
        fairlead.screen().print(table.isEmpty() ? "None.\n" : table.toString());
        if (subject != Subject.PEERS) {
            parameters.remove("prefix");
            var peers = HostDocuments.bgp(api, "peers", parameters).path("value");
            BgpText.silent(peers)
                    .forEach(line -> fairlead.screen().line(fairlead.screen().bad("! ") + line));
        }
    }

    /** Why a cloud cannot be asked this; empty if it can. */
    private Optional<String> onlyOfStandAlone() {
        return switch (subject) {
            case PEERS, ROUTES, REJECTED, ADVERTISED -> Optional.empty();
            case STATUS ->
                    Optional.of(
                            "How a cloud is tells 'fairlead status'. This tells how a stand-alone"
                                    + " route server is.");
            case PEER ->
                    Optional.of(
                            "A cloud tells its peers in a table: fairlead bgp show peers --peer"
                                    + " PEER. All about one session tells a stand-alone route"
                                    + " server.");
            case WHY ->
                    Optional.of(
                            "Why a NIC has a route tells 'fairlead why NIC'. Why a peer hears one"
                                    + " tells a stand-alone route server.");
            case RPKI ->
                    Optional.of(
                            "Route Servers of a cloud validate no origins, as Azure's do not. A"
                                    + " stand-alone route server does.");
        };
    }

    private Map<String, String> parameters() {
        var parameters = whose.parameters();
        if (received) {
            parameters.put("received", "true");
        }
        if (!prefix.isEmpty()) {
            parameters.put("prefix", prefix);
        }
        return parameters;
    }

    private Table table(JsonNode value) {
        return switch (subject) {
            case PEERS -> BgpText.peers(value);
            case ROUTES, REJECTED -> BgpText.routes(value);
            case ADVERTISED -> BgpText.advertised(value);
            case STATUS, PEER, WHY, RPKI ->
                    throw new IllegalStateException("no cloud is asked this");
        };
    }

    private record Whose(String peer, String instance) implements Comparable<Whose> {
        @Override
        public int compareTo(Whose other) {
            return (peer + " " + instance).compareTo(other.peer + " " + other.instance);
        }
    }

    private static Map<Whose, Long> counts(JsonNode rows) {
        var counts = new TreeMap<Whose, Long>();
        for (var row : rows) {
            counts.merge(
                    new Whose(row.path("peer").asString(""), row.path("localAddress").asString("")),
                    1L,
                    Long::sum);
        }
        return counts;
    }
}
