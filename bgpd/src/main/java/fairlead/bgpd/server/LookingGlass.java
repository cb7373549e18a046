package fairlead.bgpd.server;

import fairlead.bgp.rib.HeardRoute;
import fairlead.bgp.speaker.SessionReport;
import fairlead.bgp.speaker.Speaker;
import fairlead.bgp.wire.PathAttributes;
import fairlead.bgpd.control.Answers;
import fairlead.bgpd.control.JsonLine;
import fairlead.bgpd.control.Question;
import fairlead.net.Prefix;
import java.io.IOException;
import java.util.List;

/** Answers what a speaker knows, peer by peer. */
final class LookingGlass implements Answers {

    private final Speaker speaker;

    LookingGlass(Speaker speaker) {
        this.speaker = speaker;
    }

    @Override
    public void answer(Question question, Rows rows) throws IOException {
        for (var peer : asked(question)) {
            switch (question.subject()) {
                case PEERS -> rows.row(peer(peer));
                case ROUTES -> routes(peer, question, rows);
                case REJECTED -> rejected(peer, question, rows);
                case ADVERTISED -> advertised(peer, question, rows);
            }
        }
    }

    private List<SessionReport> asked(Question question) {
        var sessions = speaker.sessions();
        if (question.peer().isEmpty()) {
            return sessions;
        }
        var name = question.peer().get();
        var asked =
                sessions.stream()
                        .filter(session ->
                                session.neighbour().name().equals(name)
                                        || session.neighbour().address().toString().equals(name))
                        .toList();
        if (asked.isEmpty()) {
            throw new IllegalArgumentException(
                    "there is no peer '"
                            + name
                            + "'; there are "
                            + String.join(
                                    ", ",
                                    sessions.stream()
                                            .map(session -> session.neighbour().name())
                                            .toList()));
        }
        return asked;
    }

    private static String peer(SessionReport session) {
        var counters = session.counters();
        return new JsonLine()
                .begin()
                .put("peer", session.neighbour().name())
                .put("address", session.neighbour().address().toString())
                .put("asn", session.neighbour().asn().value())
                .put("state", session.state().text())
                .put("since", session.since().toString())
                .put("flaps", session.flaps())
                .put("received", counters.heldPrefixes())
                .put("accepted", counters.acceptedPrefixes())
                .put("rejected", counters.heldPrefixes() - counters.acceptedPrefixes())
                .put("advertised", counters.advertisedPrefixes())
                .put("lastError", session.lastError())
                .put("description", session.neighbour().options().description())
                .end();
    }

    private void routes(SessionReport peer, Question question, Rows rows) throws IOException {
        var name = peer.neighbour().name();
        var line = new JsonLine();
        for (var route : speaker.learned(name)) {
            if (question.which().holds(route.prefix())) {
                rows.row(heard(line, route).end());
            }
        }
    }

    private void rejected(SessionReport peer, Question question, Rows rows) throws IOException {
        var line = new JsonLine();
        for (var route : speaker.rejected(peer.neighbour().name())) {
            if (question.which().holds(route.route().prefix())) {
                rows.row(heard(line, route.route()).put("reason", route.text()).end());
            }
        }
    }

    private void advertised(SessionReport peer, Question question, Rows rows) throws IOException {
        var line = new JsonLine();
        var name = peer.neighbour().name();
        for (var route : speaker.advertised(name)) {
            if (question.which().holds(route.prefix())) {
                rows.row(route(line, name, route.prefix(), route.attributes()).end());
            }
        }
    }

    private static JsonLine heard(JsonLine line, HeardRoute route) {
        return route(line, route.neighbour(), route.prefix(), route.attributes());
    }

    private static JsonLine route(
            JsonLine line, String peer, Prefix prefix, PathAttributes attributes) {
        line.begin()
                .put("peer", peer)
                .put("prefix", prefix.toString())
                .put("nextHop", attributes.nextHop().map(Object::toString).orElse(""))
                .put("asPath", attributes.asPath().toString())
                .put("origin", attributes.origin().toString());
        attributes.med().ifPresent(med -> line.put("med", med));
        return line.put("communities", attributes.communities());
    }
}
