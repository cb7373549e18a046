package fairlead.bgpd.server;

import fairlead.bgp.rib.RouteSlice;
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
        each(
                name,
                question,
                row -> {
                    route(line, name, row.prefix(), row.attributes());
                    if (!row.reason().isEmpty()) {
                        line.put("reason", row.reason());
                    }
                    rows.row(line.end());
                });
    }

    private void count(JsonLine line, SessionReport peer, Question question, Rows rows)
            throws IOException {
        var name = peer.neighbour().name();
        var counts = new TreeMap<String, Long>();
        if (question.subject() != Question.Subject.REJECTED) {
            counts.put("", 0L);
        }
        each(name, question, row -> counts.merge(row.kind(), 1L, Long::sum));
        for (var count : counts.entrySet()) {
            rows.row(
                    line.begin()
                            .put("peer", name)
                            .put("count", count.getValue())
                            .put("reason", count.getKey())
                            .end());
        }
    }

    private interface Take {
        void row(RouteSlice.Row row) throws IOException;
    }

    /** Slice by slice: between two of them the speaker does what it has to do. */
    private void each(String neighbour, Question question, Take take) throws IOException {
        var of = of(question);
        var prefixes = question.which().prefixes();
        long cursor = 0;
        while (cursor != RouteSlice.END) {
            var slice =
                    prefixes.isEmpty()
                            ? speaker.slice(neighbour, of, cursor)
                            : speaker.at(neighbour, of, prefixes);
            for (var row : slice.rows()) {
                take.row(row);
            }
            cursor = slice.next();
        }
    }

    private static RouteSlice.Of of(Question question) {
        return switch (question.subject()) {
            case PEERS, RPKI -> throw new IllegalArgumentException("these are no routes");
            case ROUTES -> question.received() ? RouteSlice.Of.HEARD : RouteSlice.Of.ACCEPTED;
            case REJECTED -> RouteSlice.Of.REJECTED;
            case ADVERTISED -> RouteSlice.Of.ADVERTISED;
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
