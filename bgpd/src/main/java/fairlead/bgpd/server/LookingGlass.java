package fairlead.bgpd.server;

import fairlead.bgp.bfd.BfdReport;
import fairlead.bgp.rib.RouteFate;
import fairlead.bgp.rib.RouteSlice;
import fairlead.bgp.speaker.Neighbour;
import fairlead.bgp.speaker.SessionReport;
import fairlead.bgp.speaker.Speaker;
import fairlead.bgpd.control.Answers;
import fairlead.bgpd.control.JsonLine;
import fairlead.bgpd.control.Question;
import fairlead.net.IpAddress;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Answers what a speaker knows, peer by peer. */
final class LookingGlass implements Answers {

    private final Speaker speaker;
    private final RpkiGlass rpki;
    private final StatusGlass status;
    private final PeerGlass peers;
    private final WhyGlass why;

    LookingGlass(Speaker speaker, RpkiGlass rpki, ServerLife life) {
        this.speaker = speaker;
        this.rpki = rpki;
        this.status = new StatusGlass(speaker, life);
        this.peers = new PeerGlass(speaker, rpki);
        this.why = new WhyGlass(speaker, rpki);
    }

    @Override
    public void answer(Question question, Rows rows) throws IOException {
        var line = new JsonLine();
        switch (question.subject()) {
            case STATUS -> {
                silence(rows);
                status.answer(line, rows);
            }
            case RPKI -> rpki.answer(question.which(), line, rows);
            case PEERS -> {
                silence(rows);
                sessions(asked(question), line, rows);
            }
            case PEER -> {
                silence(rows);
                for (var peer : asked(question)) {
                    var detail = speaker.session(peer.neighbour().name());
                    if (detail.isPresent()) { // A reload may just have taken it away.
                        peers.answer(detail.get(), line, rows);
                    }
                }
            }
            case WHY -> {
                for (var peer : asked(question)) {
                    why.answer(peer, question.which(), line, rows);
                }
            }
            case ADVERTISED -> {
                silence(rows);
                routes(line, question, rows);
            }
            case ROUTES -> {
                if (isInParticular(question)) {
                    silence(rows);
                }
                routes(line, question, rows);
            }
            case REJECTED -> routes(line, question, rows);
        }
    }

    /** Whether it is said of each path who has been told it. */
    private static boolean isInParticular(Question question) {
        return !question.which().prefixes().isEmpty();
    }

    /** Where little is said of what peers are told, why that is. */
    private void silence(Rows rows) {
        speaker.deferral()
                .ifPresent(one ->
                        rows.remark("nobody is told anything yet: " + RestartSentence.of(one)));
    }

    private void sessions(List<SessionReport> asked, JsonLine line, Rows rows) throws IOException {
        var paths = states(speaker.paths());
        for (var peer : asked) {
            rows.row(peer(line, peer, paths.getOrDefault(peer.neighbour().address(), "")));
        }
    }

    private void routes(JsonLine line, Question question, Rows rows) throws IOException {
        for (var peer : asked(question)) {
            if (question.count()) {
                count(line, peer, question, rows);
            } else {
                routes(line, peer, question, rows);
            }
        }
    }

    private void routes(JsonLine line, SessionReport peer, Question question, Rows rows)
            throws IOException {
        var name = peer.neighbour().name();
        PeerRoutes.each(
                speaker,
                name,
                of(question),
                question.which(),
                row -> rows.row(route(line, peer.neighbour(), row, isInParticular(question))));
    }

    private void count(JsonLine line, SessionReport peer, Question question, Rows rows)
            throws IOException {
        var name = peer.neighbour().name();
        var counts = new TreeMap<String, Long>();
        if (question.subject() != Question.Subject.REJECTED) {
            counts.put("", 0L);
        }
        PeerRoutes.each(
                speaker,
                name,
                of(question),
                question.which(),
                row -> counts.merge(kind(row.fate()), 1L, Long::sum));
        for (var count : counts.entrySet()) {
            rows.row(
                    line.begin()
                            .put("peer", name)
                            .put("count", count.getValue())
                            .put("reason", count.getKey())
                            .end());
        }
    }

    private static String kind(RouteFate fate) {
        return switch (fate) {
            case RouteFate.Rejected(_, var kind) -> kind;
            case RouteFate.Best _, RouteFate.Lost _, RouteFate.Told _ -> "";
        };
    }

    /** What is said of a prefix in particular is too much for each row of a whole table. */
    private String route(JsonLine line, Neighbour peer, RouteSlice.Row row, boolean inParticular) {
        line.begin().put("peer", peer.name()).put("prefix", row.prefix().toString());
        if (row.pathId() != 0) {
            line.put("pathId", row.pathId());
        }
        RouteJson.attributes(line, row.attributes());
        RouteJson.fate(line, row.fate(), row.stale());
        if (!(row.fate() instanceof RouteFate.Told)) {
            if (rpki.hasPayloads()) {
                line.put("rpki", rpki.validity(row, peer.asn()).text());
            }
            if (inParticular) {
                line.put("toldTo", row.toldTo());
            }
        }
        return line.end();
    }

    private static RouteSlice.Of of(Question question) {
        return switch (question.subject()) {
            case STATUS, PEERS, PEER, WHY, RPKI ->
                    throw new IllegalArgumentException("these are no routes");
            case ROUTES -> question.received() ? RouteSlice.Of.HEARD : RouteSlice.Of.ACCEPTED;
            case REJECTED -> RouteSlice.Of.REJECTED;
            case ADVERTISED -> RouteSlice.Of.ADVERTISED;
        };
    }

    private List<SessionReport> asked(Question question) {
        var sessions = speaker.sessions();
        if (question.peer().isEmpty()) {
            if (question.subject() == Question.Subject.PEER
                    || question.subject() == Question.Subject.WHY) {
                throw new IllegalArgumentException("say which peer: " + names(sessions));
            }
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
                    "there is no peer '" + name + "'; there are " + names(sessions));
        }
        return asked;
    }

    private static String names(List<SessionReport> sessions) {
        return sessions.stream()
                .map(session -> session.neighbour().name())
                .collect(Collectors.joining(", "));
    }

    /** How BFD stands with those whose paths it watches, by address. */
    private static Map<IpAddress, String> states(List<BfdReport> paths) {
        return paths.stream()
                .collect(
                        Collectors.toMap(
                                path -> path.peer().remote(),
                                path -> path.state().text(),
                                (first, _) -> first));
    }

    private static String peer(JsonLine line, SessionReport session, String bfd) {
        var counters = session.counters();
        line.begin()
                .put("peer", session.neighbour().name())
                .put("address", session.neighbour().address().toString())
                .put("asn", session.neighbour().asn().value())
                .put("state", session.state().text())
                .put("since", session.since().toString())
                .put("flaps", session.flaps());
        IdleHoldJson.put(line, session.idleHold(), Instant.now());
        return line.put("received", counters.heldPrefixes())
                .put("accepted", counters.acceptedPrefixes())
                .put("rejected", counters.heldPrefixes() - counters.acceptedPrefixes())
                .put("advertised", counters.advertisedPrefixes())
                .put("bfd", bfd)
                .put("lastError", session.lastError())
                .put("description", session.neighbour().options().description())
                .end();
    }
}
