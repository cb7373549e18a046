package fairlead.bgpd.server;

import fairlead.bgp.rib.ExportFate;
import fairlead.bgp.rib.ExportTrace;
import fairlead.bgp.rib.HeardRoute;
import fairlead.bgp.rib.RouteSlice;
import fairlead.bgp.session.PeerState;
import fairlead.bgp.speaker.SessionReport;
import fairlead.bgp.speaker.Speaker;
import fairlead.bgp.wire.CanonicalAttributes;
import fairlead.bgpd.control.Answers.Rows;
import fairlead.bgpd.control.JsonLine;
import fairlead.bgpd.control.Question.Which;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Answers why one peer is told what it is told of one prefix: a sentence, then path by path. */
final class WhyGlass {

    private final Speaker speaker;
    private final RpkiGlass rpki;

    WhyGlass(Speaker speaker, RpkiGlass rpki) {
        this.speaker = speaker;
        this.rpki = rpki;
    }

    /**
     * Of an address the most specific prefix is meant that holds it and that anybody tells.
     *
     * @throws IllegalArgumentException if no prefix was asked about
     */
    void answer(SessionReport to, Which which, JsonLine line, Rows rows) throws IOException {
        var trace =
                switch (which) {
                    case Which.All() ->
                            throw new IllegalArgumentException("say about which prefix or address");
                    case Which.Exactly(var prefix) -> trace(to, prefix);
                    case Which.Covering(var address) -> mostSpecific(to, address);
                };
        var name = to.neighbour().name();
        line.begin()
                .put("peer", name)
                .put("prefix", trace.prefix().toString())
                .put("told", !trace.told().isEmpty())
                .put("answer", sentence(to, trace).text())
                .objects("paths", trace.paths(), this::path);
        if (trace.paths().isEmpty()) {
            line.put("covering", covering(trace.prefix()))
                    .objects("silent", silent(), WhyGlass::silent);
        }
        rows.row(line.end());
    }

    private WhySentence sentence(SessionReport to, ExportTrace trace) {
        var detail = speaker.session(to.neighbour().name());
        return new WhySentence(to, detail, trace, speaker.deferral());
    }

    private ExportTrace trace(SessionReport to, Prefix prefix) {
        return speaker.trace(to.neighbour().name(), prefix);
    }

    private ExportTrace mostSpecific(SessionReport to, IpAddress address) {
        var all = new Which.Covering(address).prefixes();
        return all.reversed().stream()
                .map(prefix -> trace(to, prefix))
                .filter(trace -> !trace.paths().isEmpty())
                .findFirst()
                .orElseGet(() -> new ExportTrace(Prefix.host(address), false, List.of()));
    }

    private void path(JsonLine line, ExportTrace.Path path) {
        var from = path.route().neighbour();
        line.put("from", from);
        if (path.pathId() != 0) {
            line.put("pathId", path.pathId());
        }
        RouteJson.attributes(line, path.route().attributes());
        RouteJson.fate(line, path.fate(), path.stale());
        if (rpki.hasPayloads() && !from.isEmpty()) {
            origin(line, path.route());
        }
        line.object("export", l -> export(l, path.export()));
    }

    private void origin(JsonLine line, HeardRoute route) {
        var peer =
                speaker.sessions().stream()
                        .map(SessionReport::neighbour)
                        .filter(one -> one.name().equals(route.neighbour()))
                        .findFirst();
        peer.ifPresent(one -> {
            var octets = CanonicalAttributes.write(route.attributes());
            line.put("rpki", rpki.validity(route.prefix(), octets, one.asn()).text())
                    .put("payloads", rpki.payloads(route.prefix()));
        });
    }

    private static void export(JsonLine line, ExportFate fate) {
        switch (fate) {
            case ExportFate.Told(var attributes, var pathId, var owed) -> {
                line.put("state", owed ? "waits" : "told");
                if (pathId != 0) {
                    line.put("pathId", pathId);
                }
                RouteJson.attributes(line, attributes);
            }
            case ExportFate.KeptOut() -> line.put("state", "kept-out");
            case ExportFate.Own() ->
                    line.put("state", "own").put("reason", "nobody hears of a path of his own");
            case ExportFate.Held(var hold) -> line.put("state", "held").put("reason", hold.text());
            case ExportFate.Refused(var why) -> {
                line.put("state", "refused");
                RouteJson.refusal(line, why);
            }
            case ExportFate.TooLong(var longest) ->
                    line.put("state", "too-long")
                            .put("reason", "no message of " + longest + " octets can hold it");
            case ExportFate.Behind() ->
                    line.put("state", "behind")
                            .put(
                                    "reason",
                                    "a better path stands before it, and only the best is told");
            case ExportFate.NoSession() -> line.put("state", "no-session");
        }
    }

    /** Accepted routes of anybody to shorter prefixes, the longest first. */
    private List<Prefix> covering(Prefix prefix) {
        var network = prefix.network();
        var shorter =
                IntStream.range(0, prefix.length())
                        .mapToObj(length -> new Prefix(network.masked(length), length))
                        .toList();
        var held = new ArrayList<Prefix>();
        for (var session : speaker.sessions()) {
            speaker.at(session.neighbour().name(), RouteSlice.Of.ACCEPTED, shorter).rows().stream()
                    .map(RouteSlice.Row::prefix)
                    .forEach(held::add);
        }
        return held.stream().distinct().sorted((a, b) -> b.length() - a.length()).toList();
    }

    private List<SessionReport> silent() {
        return speaker.sessions().stream()
                .filter(session -> session.state() != PeerState.ESTABLISHED)
                .toList();
    }

    private static void silent(JsonLine line, SessionReport session) {
        line.put("peer", session.neighbour().name())
                .put("state", session.state().text())
                .put("since", session.since().toString())
                .put("lastError", session.lastError());
    }
}
