package fairlead.bgp.speaker;

import fairlead.bgp.policy.OnlyToCustomer;
import fairlead.bgp.policy.RoutePolicies;
import fairlead.bgp.rib.Family;
import fairlead.bgp.rib.Ladder;
import fairlead.bgp.rib.PeerKind;
import fairlead.bgp.rib.PeerTerms;
import fairlead.bgp.rib.RibTerms;
import fairlead.bgp.session.Negotiated;
import fairlead.net.IpAddress;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** From a speaker's configuration and what was agreed on, to what the tables have to know. */
final class RibTermsOf {

    private RibTermsOf() {}

    static RibTerms config(SpeakerConfig config) {
        var local = config.local();
        return new RibTerms(
                local.asn(),
                local.routerId(),
                local.address(IpAddress.Family.V4).orElse(local.routerId()),
                local.address(IpAddress.Family.V6),
                ladder(config.profile()),
                config.imports(),
                config.exports());
    }

    static PeerTerms peer(Neighbour neighbour, Negotiated session, Profile profile) {
        var families = families(session, profile);
        return new PeerTerms(
                neighbour.name(),
                neighbour.address(),
                neighbour.asn(),
                session.peerId(),
                kind(neighbour.options().relation()),
                session.asWidth(),
                session.longest(),
                families,
                those(families, family -> session.receivesPaths(family.onTheWire())),
                those(families, family -> session.sendsPaths(family.onTheWire())),
                policies(neighbour.options()));
    }

    /** The neighbour's own, inside of what our role in the session demands (RFC 9234 §5). */
    static RoutePolicies policies(NeighbourOptions options) {
        var own = options.policies();
        if (options.relation().internal()) {
            return own;
        }
        return switch (options.role()) {
            case NONE -> own;
            case PROVIDER, ROUTE_SERVER -> within(OnlyToCustomer.TO_CUSTOMER, own);
            case CUSTOMER, ROUTE_SERVER_CLIENT -> within(OnlyToCustomer.TO_PROVIDER, own);
            case PEER -> within(OnlyToCustomer.TO_PEER, own);
        };
    }

    private static RoutePolicies within(OnlyToCustomer roles, RoutePolicies own) {
        return own.within(roles.imports(), roles.exports());
    }

    /** What is kept and told: Azure's Route Server knows IPv4 only, whatever it offers. */
    static Set<Family> families(Negotiated session, Profile profile) {
        return switch (profile) {
            case AZURE -> Set.of(Family.IPV4_UNICAST);
            case ROUTE_SERVER ->
                    Stream.of(Family.values())
                            .filter(family -> session.speaks(family.onTheWire()))
                            .collect(Collectors.toSet());
        };
    }

    private static Ladder ladder(Profile profile) {
        return switch (profile) {
            case AZURE -> Ladder.AZURE;
            case ROUTE_SERVER -> Ladder.STANDARD;
        };
    }

    private static PeerKind kind(Relation relation) {
        return switch (relation) {
            case EXTERNAL -> PeerKind.EXTERNAL;
            case ROUTE_SERVER_CLIENT -> PeerKind.TRANSPARENT;
            case INTERNAL -> PeerKind.INTERNAL;
            case REFLECTOR_CLIENT -> PeerKind.REFLECTOR_CLIENT;
        };
    }

    private static Set<Family> those(Set<Family> families, Predicate<Family> which) {
        return families.stream().filter(which).collect(Collectors.toSet());
    }
}
