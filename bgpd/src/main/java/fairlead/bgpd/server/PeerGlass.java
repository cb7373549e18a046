package fairlead.bgpd.server;

import fairlead.bgp.policy.Policy;
import fairlead.bgp.rib.RouteSlice;
import fairlead.bgp.rib.TableSizes;
import fairlead.bgp.rpki.Validity;
import fairlead.bgp.session.Negotiated;
import fairlead.bgp.session.PeerState;
import fairlead.bgp.speaker.Authentication;
import fairlead.bgp.speaker.FamilyOptions;
import fairlead.bgp.speaker.LastReset;
import fairlead.bgp.speaker.MessageCounts;
import fairlead.bgp.speaker.Neighbour;
import fairlead.bgp.speaker.NeighbourOptions;
import fairlead.bgp.speaker.Reach;
import fairlead.bgp.speaker.Readmission;
import fairlead.bgp.speaker.SessionDetail;
import fairlead.bgp.speaker.Speaker;
import fairlead.bgpd.control.Answers.Rows;
import fairlead.bgpd.control.JsonLine;
import fairlead.bgpd.control.Question.Which;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Answers all that is known of the session with one peer, as a single object. */
final class PeerGlass {

    private final Speaker speaker;
    private final RpkiGlass rpki;

    PeerGlass(Speaker speaker, RpkiGlass rpki) {
        this.speaker = speaker;
        this.rpki = rpki;
    }

    void answer(SessionDetail detail, JsonLine line, Rows rows) throws IOException {
        var now = Instant.now();
        var neighbour = detail.report().neighbour();
        var origins = origins(neighbour);
        line.begin();
        state(line, detail);
        IdleHoldJson.put(line, detail.report().idleHold(), now);
        detail.lastReset().ifPresent(reset -> line.object("lastReset", l -> reset(l, reset)));
        detail.connection()
                .ifPresent(one -> line.object("connection", l -> connection(l, detail, one)));
        line.object("timers", l -> timers(l, detail, now));
        line.object("protection", l -> protection(l, neighbour.options()));
        path(line, detail);
        line.objects(
                "capabilities",
                CapabilityRow.of(detail.offer(), detail.agreed()),
                PeerGlass::capability);
        line.object(
                "messages",
                l ->
                        l.object("received", in -> messages(in, detail.received()))
                                .object("sent", out -> messages(out, detail.sent())));
        var sizes =
                speaker.sizes().peers().stream()
                        .filter(one -> one.neighbour().equals(neighbour.name()))
                        .toList();
        line.objects(
                "prefixes",
                neighbour.options().families(),
                (JsonLine l, FamilyOptions family) -> prefixes(l, detail, family, sizes));
        if (!origins.isEmpty()) {
            line.object(
                    "rpki",
                    l -> origins.forEach((validity, count) -> l.put(validity.text(), count)));
        }
        rows.row(line.end());
    }

    private static void state(JsonLine line, SessionDetail detail) {
        var report = detail.report();
        var neighbour = report.neighbour();
        var options = neighbour.options();
        line.put("peer", neighbour.name())
                .put("address", neighbour.address().toString())
                .put("asn", neighbour.asn().value())
                .put("description", options.description())
                .put("relation", word(options.relation()))
                .put("passive", options.passive())
                .put("import", names(options.policies().imports()))
                .put("export", names(options.policies().exports()))
                .put("state", report.state().text())
                .put("since", report.since().toString())
                .put("established", report.counters().established())
                .put("flaps", report.flaps())
                .put("lastError", report.lastError());
    }

    private static void reset(JsonLine line, LastReset reset) {
        line.put("at", reset.at().toString())
                .put("by", word(reset.by()))
                .put("code", reset.code())
                .put("subcode", reset.subcode())
                .put("reason", reset.why());
    }

    private static void connection(
            JsonLine line, SessionDetail detail, SessionDetail.Connection connection) {
        var ends = connection.ends();
        line.put("localAddress", ends.local().toString())
                .put("localPort", ends.localPort())
                .put("remotePort", ends.remotePort())
                .put("dialledBy", connection.dialledByUs() ? "us" : "peer")
                .put(
                        "peerId",
                        detail.agreed().map(Negotiated::peerId).map(Object::toString).orElse(""))
                .put("longestMessage", detail.agreed().map(Negotiated::longest).orElse(0));
    }

    /** Seconds; what is not waited for is left out. */
    private static void timers(JsonLine line, SessionDetail detail, Instant now) {
        line.put("hold", detail.report().hold().toSeconds());
        if (detail.report().state() == PeerState.ESTABLISHED) {
            detail.agreed()
                    .ifPresent(agreed -> line.put("keepalive", agreed.keepalive().toSeconds()));
        }
        left(line, "holdLeft", detail.timers().holdExpires(), now);
        left(line, "keepaliveIn", detail.timers().keepaliveDue(), now);
        left(line, "dialIn", detail.timers().dialDue(), now);
        if (!detail.keptUntil().isEmpty()) {
            line.object(
                    "routesKeptFor",
                    l ->
                            detail.keptUntil()
                                    .forEach((family, until) ->
                                            left(
                                                    l,
                                                    family.onTheWire().toString(),
                                                    Optional.of(until),
                                                    now)));
        }
    }

    private static void left(JsonLine line, String name, Optional<Instant> due, Instant now) {
        due.ifPresent(at -> line.put(name, Math.max(0, Duration.between(now, at).toSeconds())));
    }

    private static void protection(JsonLine line, NeighbourOptions options) {
        line.put("md5", options.authentication() instanceof Authentication.Md5);
        switch (options.reach()) {
            case Reach.Hops(var hops) -> line.put("ttlSecurity", false).put("hops", hops);
            case Reach.Secured(var hops) -> line.put("ttlSecurity", true).put("hops", hops);
        }
    }

    private void path(JsonLine line, SessionDetail detail) {
        speaker.paths().stream()
                .filter(path -> path.peer().remote().equals(detail.report().neighbour().address()))
                .findFirst()
                .ifPresent(path ->
                        line.object(
                                "bfd",
                                l ->
                                        l.put("state", path.state().text())
                                                .put("diagnostic", path.diagnostic().text())
                                                .put("sendEveryMs", path.transmitMicros() / 1000)
                                                .put("detectAfterMs", path.detectionMicros() / 1000)
                                                .put("downs", path.downs())));
    }

    private static void capability(JsonLine line, CapabilityRow row) {
        line.put("code", row.code())
                .put("name", row.name())
                .put("family", row.family())
                .put("ours", row.ours())
                .put("theirs", row.theirs())
                .put("agreed", row.agreed());
    }

    private static void messages(JsonLine line, MessageCounts counts) {
        line.put("open", counts.opens())
                .put("update", counts.updates())
                .put("notification", counts.notifications())
                .put("keepalive", counts.keepalives())
                .put("routeRefresh", counts.routeRefreshes())
                .put("all", counts.all());
    }

    private static void prefixes(
            JsonLine line,
            SessionDetail detail,
            FamilyOptions options,
            List<TableSizes.OfPeer> sizes) {
        var family = options.family();
        boolean spoken = detail.report().state() == PeerState.ESTABLISHED;
        spoken &= detail.agreed().filter(agreed -> agreed.speaks(family)).isPresent();
        var size = sizes.stream().filter(one -> one.family().equals(family)).findFirst();
        line.put("family", family.toString()).put("spoken", spoken);
        size.ifPresent(one ->
                line.put("received", one.held())
                        .put("accepted", one.held() - one.rejected())
                        .put("rejected", one.rejected())
                        .put("advertised", one.advertised()));
        if (options.prefixLimit() != FamilyOptions.UNLIMITED) {
            line.put("limit", options.prefixLimit()).put("exceeded", word(options.whenExceeded()));
            if (options.whenExceeded() == FamilyOptions.Exceeding.CEASE) {
                line.put("restart", restart(detail.report().neighbour().options().readmission()));
            }
        }
    }

    private static String restart(Readmission readmission) {
        return switch (readmission) {
            case Readmission.Never() -> "never";
            case Readmission.After(var time) -> time.toSeconds() + "s";
        };
    }

    /** How many of its routes are valid and so on; nothing without any payload. */
    private Map<Validity, Long> origins(Neighbour peer) throws IOException {
        var counts = new EnumMap<Validity, Long>(Validity.class);
        if (!rpki.hasPayloads()) {
            return counts;
        }
        for (var validity : Validity.values()) {
            counts.put(validity, 0L);
        }
        PeerRoutes.each(
                speaker,
                peer.name(),
                RouteSlice.Of.HEARD,
                new Which.All(),
                row -> counts.merge(rpki.validity(row, peer.asn()), 1L, Long::sum));
        return counts;
    }

    private static List<String> names(List<Policy> policies) {
        return policies.stream().map(Policy::name).toList();
    }

    private static String word(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
