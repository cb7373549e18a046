package fairlead.bgpd.server;

import fairlead.bgp.rib.RejectedRoute;
import fairlead.bgp.speaker.SessionReport;
import fairlead.bgp.speaker.Speaker;
import fairlead.bgp.wire.PathAttributes;
import fairlead.bgpd.control.Answers;
import fairlead.bgpd.control.JsonLine;
import fairlead.bgpd.control.Question;
import fairlead.net.Prefix;
import java.io.IOException;
import java.util.List;
import java.util.TreeMap;

/** Answers what a speaker knows, peer by peer. */
final class LookingGlass implements Answers {

    private final Speaker speaker;
    private final RpkiGlass rpki;

    LookingGlass(Speaker speaker, RpkiGlass rpki) {
        this.speaker = speaker;
        this.rpki = rpki;
    }

    @Override
    public void answer(Question question, Rows rows) throws IOException {
        var line = new JsonLine();
        if (question.subject() == Question.Subject.RPKI) {
            rpki.answer(question.which(), line, rows);
            return;
        }
        for (var peer : asked(question)) {
            if (question.subject() == Question.Subject.PEERS) {
                rows.row(peer(line, peer, path(peer)));
            } else if (question.count()) {
                count(line, peer, question, rows);
            } else {
                routes(line, peer, question, rows);
            }
        }
    }

    private void routes(JsonLine line, SessionReport peer, Question question, Rows rows)
            throws IOException {
        var name = peer.neighbour().name();
        var which = question.which();
        if (question.subject() == Question.Subject.ADVERTISED) {
            for (var route : speaker.advertised(name)) {
                if (which.holds(route.prefix())) {
                    rows.row(route(line, name, route.prefix(), route.attributes()).end());
                }
            }
            return;
        }
        if (question.subject() == Question.Subject.ROUTES) {
            for (var route : speaker.learned(name)) {
                if (which.holds(route.prefix())) {
                    rows.row(route(line, name, route.prefix(), route.attributes()).end());
                }
            }
        }
        if (question.subject() == Question.Subject.REJECTED || question.received()) {
            for (var rejected : speaker.rejected(name)) {
                var route = rejected.route();
                if (which.holds(route.prefix())) {
                    rows.row(
                            route(line, name, route.prefix(), route.attributes())
                                    .put("reason", rejected.text())
                                    .end());
                }
            }
        }
    }

    private void count(JsonLine line, SessionReport peer, Question question, Rows rows)
            throws IOException {
        var name = peer.neighbour().name();
        var counts = new TreeMap<String, Integer>();
        if (question.subject() == Question.Subject.ADVERTISED) {
            counts.put("", 0);
            speaker.advertised(name).stream()
                    .filter(route -> question.which().holds(route.prefix()))
                    .forEach(_ -> counts.merge("", 1, Integer::sum));
        }
        if (question.subject() == Question.Subject.ROUTES) {
            counts.put("", 0);
            speaker.learned(name).stream()
                    .filter(route -> question.which().holds(route.prefix()))
                    .forEach(_ -> counts.merge("", 1, Integer::sum));
        }
        if (question.subject() == Question.Subject.REJECTED || question.received()) {
            speaker.rejected(name).stream()
                    .filter(route -> question.which().holds(route.route().prefix()))
                    .forEach(route -> counts.merge(kind(route), 1, Integer::sum));
        }
        for (var count : counts.entrySet()) {
            rows.row(
                    line.begin()
                            .put("peer", name)
                            .put("count", count.getValue())
                            .put("reason", count.getKey())
                            .end());
        }
    }

    /** A reason without the particulars of one route. */
    private static String kind(RejectedRoute rejected) {
        return switch (rejected.reason()) {
            case OWN_AS_IN_PATH -> "our own AS is in its AS path";
            case IGNORED_PREFIX -> "a prefix that nobody may tell us";
            case NEXT_HOP_OUTSIDE -> "its next hop is none that packets can be sent to";
            case POLICY -> rejected.text();
        };
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

    /** How BFD stands with the peer; empty without it. */
    private String path(SessionReport session) {
        return speaker.paths().stream()
                .filter(path -> path.peer().remote().equals(session.neighbour().address()))
                .map(path -> path.state().text())
                .findFirst()
                .orElse("");
    }

    private static String peer(JsonLine line, SessionReport session, String bfd) {
        var counters = session.counters();
        return line.begin()
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
                .put("bfd", bfd)
                .put("lastError", session.lastError())
                .put("description", session.neighbour().options().description())
                .end();
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
