package fairlead.bgpd.server;

import fairlead.bgp.session.Negotiated;
import fairlead.bgp.session.Offer;
import fairlead.bgp.wire.AddressFamily;
import fairlead.bgp.wire.Capability;
import fairlead.bgp.wire.Capability.GracefulRestart;
import fairlead.bgp.wire.Capability.LongLivedGracefulRestart;
import fairlead.bgp.wire.SessionRole;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A capability as both sides said it, and what came of that.
 *
 * @param code IANA's
 * @param family empty for one that is not about a family
 * @param ours empty if we did not offer it
 * @param theirs empty if the peer did not offer it
 * @param agreed {@code no} if nothing came of it; empty before the first session
 */
record CapabilityRow(
        int code, String name, String family, String ours, String theirs, String agreed) {

    private static final String YES = "yes";
    private static final String NO = "no";

    /** One side's word, and what becomes of it. */
    private record Said(
            int code,
            String name,
            String family,
            String value,
            Function<Negotiated, String> agreed) {

        boolean isAbout(Said other) {
            return code == other.code && family.equals(other.family);
        }
    }

    /** In the order of our offer; what only the peer offered comes last. */
    static List<CapabilityRow> of(Offer offer, Optional<Negotiated> session) {
        var ours = said(offer);
        var theirs = session.map(agreed -> said(agreed.theirs())).orElse(List.of());
        var all = new ArrayList<>(ours);
        theirs.stream().filter(one -> ours.stream().noneMatch(one::isAbout)).forEach(all::add);
        return all.stream()
                .map(one ->
                        new CapabilityRow(
                                one.code(),
                                one.name(),
                                one.family(),
                                value(ours, one),
                                value(theirs, one),
                                session.map(one.agreed()).orElse("")))
                .toList();
    }

    private static String value(List<Said> side, Said about) {
        return side.stream().filter(about::isAbout).map(Said::value).findFirst().orElse("");
    }

    /** One for each capability and family; of two about the same the last counts (RFC 4724 §3). */
    private static List<Said> said(Offer offer) {
        var byWhat = new LinkedHashMap<String, Said>();
        offer.capabilities().stream()
                .flatMap(CapabilityRow::said)
                .forEach(one -> byWhat.put(one.code() + " " + one.family(), one));
        return List.copyOf(byWhat.values());
    }

    private static Stream<Said> said(Capability capability) {
        return switch (capability) {
            case Capability.MultiProtocol(var family) ->
                    of(1, "multiprotocol", family, YES, n -> yes(n.speaks(family)));
            case Capability.RouteRefresh() ->
                    of(2, "route-refresh", YES, n -> both(n, capability.getClass()));
            case Capability.ExtendedMessage() ->
                    of(6, "extended-message", YES, n -> both(n, capability.getClass()));
            case Capability.Role role -> of(9, "role", role(role), CapabilityRow::roles);
            case GracefulRestart restart ->
                    of(64, "graceful-restart", restart(restart), CapabilityRow::restarts);
            case Capability.FourOctetAsn(var asn) ->
                    of(
                            65,
                            "four-octet-as",
                            asn.toString(),
                            n -> both(n, Capability.FourOctetAsn.class));
            case Capability.AddPath(var families) ->
                    families.stream()
                            .flatMap(one ->
                                    of(
                                            69,
                                            "add-path",
                                            one.family(),
                                            ways(one.receives(), one.sends()),
                                            n ->
                                                    ways(
                                                            n.receivesPaths(one.family()),
                                                            n.sendsPaths(one.family()))));
            case Capability.EnhancedRouteRefresh() ->
                    of(70, "enhanced-route-refresh", YES, n -> yes(n.marksRefreshes()));
            case LongLivedGracefulRestart(var families) ->
                    families.stream()
                            .flatMap(one ->
                                    of(
                                            71,
                                            "long-lived-graceful-restart",
                                            one.family(),
                                            one.staleTime() + " s" + kept(one.forwarding()),
                                            n -> longLived(n, one.family())));
            case Capability.Other(var code, var value) ->
                    of(code, "capability-" + code, value.hex(), _ -> NO);
        };
    }

    private static Stream<Said> of(
            int code, String name, String value, Function<Negotiated, String> agreed) {
        return Stream.of(new Said(code, name, "", value.isEmpty() ? YES : value, agreed));
    }

    private static Stream<Said> of(
            int code,
            String name,
            AddressFamily family,
            String value,
            Function<Negotiated, String> agreed) {
        return Stream.of(new Said(code, name, family.toString(), value, agreed));
    }

    private static String yes(boolean agreed) {
        return agreed ? YES : NO;
    }

    private static String both(Negotiated session, Class<? extends Capability> kind) {
        return yes(session.ours().has(kind) && session.theirs().has(kind));
    }

    /** Seen from whoever says it. */
    private static String ways(boolean receives, boolean sends) {
        return receives && sends ? "receive, send" : receives ? "receive" : sends ? "send" : NO;
    }

    private static String role(Capability.Role role) {
        return role.role().map(SessionRole::text).orElse("role " + role.value());
    }

    private static String roles(Negotiated session) {
        return yes(session.role().isPresent() && session.theirs().has(Capability.Role.class));
    }

    private static String restart(GracefulRestart restart) {
        var families =
                restart.families().stream()
                        .map(one -> one.family() + kept(one.forwarding()))
                        .collect(Collectors.joining(", "));
        return (families.isEmpty() ? "as helper" : restart.time() + " s for " + families)
                + (restart.restarted() ? "; it restarts" : "")
                + (restart.notification() ? "; over NOTIFICATIONs too" : "");
    }

    private static String kept(boolean forwarding) {
        return forwarding ? " (kept)" : "";
    }

    /** What each does for the other: whoever is a helper only has nothing kept. */
    private static String restarts(Negotiated session) {
        var kept = new ArrayList<String>();
        session.gracefulRestart()
                .filter(theirs -> !theirs.families().isEmpty())
                .ifPresent(theirs -> kept.add("we keep its routes for " + theirs.time() + " s"));
        session.ours()
                .find(GracefulRestart.class)
                .filter(_ -> session.peerKeepsRoutes())
                .ifPresent(ours -> kept.add("it keeps ours for " + ours.time() + " s"));
        return kept.isEmpty() ? NO : String.join(", ", kept);
    }

    private static String longLived(Negotiated session, AddressFamily family) {
        var ours = staleTime(session.ours().find(LongLivedGracefulRestart.class), family);
        var theirs = staleTime(session.longLivedGracefulRestart(), family);
        return ours.isPresent() && theirs.isPresent()
                ? "we keep its routes for " + Math.min(ours.get(), theirs.get()) + " s more"
                : NO;
    }

    private static Optional<Integer> staleTime(
            Optional<LongLivedGracefulRestart> capability, AddressFamily family) {
        return capability.stream()
                .flatMap(one -> one.families().stream())
                .filter(one -> one.family().equals(family))
                .map(LongLivedGracefulRestart.Family::staleTime)
                .findFirst();
    }
}
