package fairlead.box;

import fairlead.azure.arm.RefusedException;
import fairlead.azure.hub.AsPath;
import fairlead.azure.hub.HeardRoute;
import fairlead.azure.hub.RouteServer;
import fairlead.azure.hub.Selection;
import fairlead.bgp.rib.RejectedRoute;
import fairlead.bgp.wire.PathAttributes;
import fairlead.net.Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the instances of Route Servers hold, told and refused, with the reason of each: the
 * documents below {@code Fairlead.Bgp}. Azure shows less: no communities, no refused route, no
 * reason.
 */
record LookingGlass(BgpQuestion question, List<View> views) {

    /**
     * One Route Server.
     *
     * @param selection its choice among what both instances heard, which its network follows
     */
    record View(RouteServer server, Selection selection, List<SessionTable> tables) {
        View {
            tables = List.copyOf(tables);
        }
    }

    /** What {@code question} asks of these Route Servers. */
    static LookingGlass of(BgpQuestion question, List<View> all) throws RefusedException {
        var servers = question.among(all.stream().map(View::server).toList());
        var asked = all.stream().filter(view -> servers.contains(view.server())).toList();
        question.check(servers, asked.stream().flatMap(view -> view.tables().stream()).toList());
        return new LookingGlass(
                question,
                asked.stream()
                        .map(view ->
                                new View(
                                        view.server(),
                                        view.selection(),
                                        question.among(view.server(), view.tables())))
                        .toList());
    }

    /** Every session. */
    ObjectNode peers() {
        return value(sessions().map(LookingGlass::session).toList());
    }

    /** What the peers told and the import rules let in; all that they told if so asked. */
    ObjectNode routes() {
        return value(
                sessions()
                        .flatMap(session -> {
                            var rows = new ArrayList<>(accepted(session));
                            if (question.received()) {
                                rows.addAll(rejected(session));
                            }
                            return rows.stream();
                        })
                        .filter(row -> question.wants(row.prefix()))
                        .sorted((one, other) -> one.prefix().compareTo(other.prefix()))
                        .map(Row::json)
                        .toList());
    }

    /** What the peers told and the import rules keep out, each with its reason. */
    ObjectNode rejected() {
        return value(
                sessions()
                        .flatMap(session -> rejected(session).stream())
                        .filter(row -> question.wants(row.prefix()))
                        .map(Row::json)
                        .toList());
    }

    /** What the peers have been told. */
    ObjectNode advertised() {
        return value(
                sessions()
                        .flatMap(session ->
                                session.table().advertised().stream()
                                        .filter(route -> question.wants(route.prefix()))
                                        .map(route ->
                                                attributes(
                                                        whose(session),
                                                        route.prefix(),
                                                        route.attributes())))
                        .toList());
    }

    private record Session(View view, SessionTable table) {}

    private record Row(Prefix prefix, ObjectNode json) {}

    private Stream<Session> sessions() {
        return views.stream()
                .flatMap(view -> view.tables().stream().map(table -> new Session(view, table)));
    }

    private static ObjectNode value(List<ObjectNode> rows) {
        var json = JsonNodeFactory.instance.objectNode();
        rows.forEach(json.putArray("value")::add);
        return json;
    }

    private static ObjectNode session(Session session) {
        var report = session.table().report();
        var counters = report.counters();
        return whose(session)
                .put("asn", report.neighbour().asn().value())
                .put("state", report.state().text())
                .put("since", report.since().toString())
                .put("holdSeconds", report.hold().toSeconds())
                .put("flaps", report.flaps())
                .put("lastError", report.lastError())
                .put("received", counters.heldPrefixes())
                .put("accepted", counters.acceptedPrefixes())
                .put("rejected", counters.heldPrefixes() - counters.acceptedPrefixes())
                .put("advertised", counters.advertisedPrefixes())
                .put("messagesReceived", counters.messagesReceived())
                .put("messagesSent", counters.messagesSent())
                .put("updatesReceived", counters.updatesReceived())
                .put("updatesSent", counters.updatesSent());
    }

    private static List<Row> accepted(Session session) {
        var verdicts = verdicts(session);
        var live = session.table().accepted();
        var rows = new ArrayList<Row>();
        for (var route : live) {
            var verdict = Optional.ofNullable(verdicts.remove(route.prefix()));
            var json = attributes(whose(session), route.prefix(), route.attributes());
            json.put("state", verdict.map(LookingGlass::state).orElse("new"))
                    .put("best", session.table().best().contains(route.prefix()))
                    .put("rung", verdict.map(v -> v.rung().title()).orElse(""))
                    .put(
                            "reason",
                            verdict.map(Selection.Verdict::reason)
                                    .orElse("heard this moment, not decided yet"));
            rows.add(new Row(route.prefix(), json));
        }
        verdicts.values().stream()
                .filter(verdict -> verdict.route().freshness() == HeardRoute.Freshness.STALE)
                .forEach(verdict -> rows.add(stale(session, verdict)));
        return rows;
    }

    /** A route of an earlier daemon counts until its session has told all again. */
    private static Row stale(Session session, Selection.Verdict verdict) {
        var route = verdict.route();
        var json =
                attributes(
                        whose(session),
                        route.prefix(),
                        route.nextHop().toString(),
                        route.asPath(),
                        route.origin().name(),
                        route.communities());
        json.put("state", state(verdict))
                .put("best", false)
                .put("stale", true)
                .put("rung", verdict.rung().title())
                .put("reason", "stale, heard before the daemon started; " + verdict.reason());
        return new Row(route.prefix(), json);
    }

    private static List<Row> rejected(Session session) {
        return session.table().rejected().stream()
                .map(rejected -> {
                    var route = rejected.route();
                    var json = attributes(whose(session), route.prefix(), route.attributes());
                    json.put("state", "rejected")
                            .put("best", false)
                            .put("rung", Selection.Rung.IMPORT.title())
                            .put("reason", reason(rejected, session.view().server()));
                    return new Row(route.prefix(), json);
                })
                .toList();
    }

    /** What the network makes of this session's routes. */
    private static Map<Prefix, Selection.Verdict> verdicts(Session session) {
        var verdicts = new TreeMap<Prefix, Selection.Verdict>();
        session.view().selection().choices().stream()
                .flatMap(choice -> choice.verdicts().stream())
                .filter(verdict -> isOf(verdict.route(), session.table()))
                .forEach(verdict -> verdicts.put(verdict.route().prefix(), verdict));
        return verdicts;
    }

    private static boolean isOf(HeardRoute route, SessionTable table) {
        return route.instance() == table.instance() && route.peer().equals(table.peer());
    }

    private static String state(Selection.Verdict verdict) {
        return switch (verdict.outcome()) {
            case MEMBER -> "used";
            case LOST -> "lost";
            case REFUSED -> "rejected";
        };
    }

    /** In Azure's nouns, which the speaker does not know. */
    private static String reason(RejectedRoute rejected, RouteServer server) {
        var route = rejected.route();
        return switch (rejected.reason()) {
            case REFLECTED_BY_US -> "reflected by us";
            case OWN_AS_IN_PATH -> "AS_PATH contains " + server.asn();
            case IGNORED_PREFIX -> "is the RouteServerSubnet";
            case NEXT_HOP_OUTSIDE ->
                    "next hop " + route.nextHop() + " is not in the VNet or a peered VNet";
            case POLICY -> rejected.text();
        };
    }

    private static ObjectNode whose(Session session) {
        var server = session.view().server();
        var table = session.table();
        return JsonNodeFactory.instance
                .objectNode()
                .put("routeServer", server.id().name())
                .put("group", BgpQuestion.group(server.id()))
                .put("instance", table.instance())
                .put("localAddress", server.instances().get(table.instance()).toString())
                .put("peer", table.peer().name())
                .put("address", table.report().neighbour().address().toString());
    }

    private static ObjectNode attributes(
            ObjectNode json, Prefix prefix, PathAttributes attributes) {
        attributes(
                json,
                prefix,
                attributes.nextHop().map(Object::toString).orElse(""),
                SpeakerConfigs.path(attributes.asPath()),
                attributes.origin().name(),
                attributes.communities());
        attributes.med().ifPresent(med -> json.put("med", med));
        return json;
    }

    private static ObjectNode attributes(
            ObjectNode json,
            Prefix prefix,
            String nextHop,
            AsPath asPath,
            String origin,
            List<?> communities) {
        json.put("prefix", prefix.toString())
                .put("nextHop", nextHop)
                .put("asPath", asPath.toString())
                .put("origin", origin);
        var words = json.putArray("communities");
        communities.forEach(community -> words.add(community.toString()));
        return json;
    }
}
