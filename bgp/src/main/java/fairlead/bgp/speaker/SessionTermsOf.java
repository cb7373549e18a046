package fairlead.bgp.speaker;

import fairlead.bgp.session.Offer;
import fairlead.bgp.session.Terms;
import fairlead.bgp.wire.Capability;
import fairlead.bgp.wire.SessionRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** From a neighbour's options to what we bring to its sessions. */
final class SessionTermsOf {

    private SessionTermsOf() {}

    /**
     * @param restarting whether we have started anew, and have not told our routes again yet
     */
    static Terms neighbour(Neighbour neighbour, SpeakerConfig config, boolean restarting) {
        var options = neighbour.options();
        var local = config.local();
        return new Terms(
                local.asn(),
                local.routerId(),
                (int) options.hold().in(config.timing()).toSeconds(),
                neighbour.asn(),
                offer(options, config, restarting),
                options.roleStrict(),
                options.passive());
    }

    /**
     * In Azure's profile just what its instances offer, and restarts if they are asked for, which
     * Azure does not; else all that we can.
     */
    private static Offer offer(NeighbourOptions options, SpeakerConfig config, boolean restarting) {
        var families = options.families().stream().map(FamilyOptions::family).toList();
        var offer = Offer.usual(config.local().asn()).forFamilies(families);
        if (!options.fourOctetAs()) {
            offer = offer.without(Capability.FourOctetAsn.class);
        }
        var more =
                switch (config.profile()) {
                    case AZURE -> restarts(options, restarting);
                    case ROUTE_SERVER -> more(options, restarting);
                };
        return offer.with(more.toArray(Capability[]::new));
    }

    private static List<Capability> more(NeighbourOptions options, boolean restarting) {
        var more = new ArrayList<Capability>();
        more.add(new Capability.ExtendedMessage());
        more.add(new Capability.EnhancedRouteRefresh());
        addPath(options).ifPresent(more::add);
        more.addAll(restarts(options, restarting));
        role(options.role()).ifPresent(role -> more.add(new Capability.Role(role)));
        return more;
    }

    private static List<Capability> restarts(NeighbourOptions options, boolean restarting) {
        var offered = new ArrayList<Capability>();
        restart(options, restarting).ifPresent(offered::add);
        if (options.restarts().mode() != Restarts.Mode.OFF
                && options.restarts().longLived().isPositive()) {
            offered.add(new Capability.LongLivedGracefulRestart(longLived(options)));
        }
        return offered;
    }

    private static Optional<Capability> addPath(NeighbourOptions options) {
        var families =
                options.families().stream()
                        .filter(one -> one.addPath() != FamilyOptions.AddPath.NONE)
                        .map(one ->
                                new Capability.AddPath.Family(
                                        one.family(),
                                        one.addPath().receives(),
                                        one.addPath().sends()))
                        .toList();
        return families.isEmpty()
                ? Optional.empty()
                : Optional.of(new Capability.AddPath(families));
    }

    /**
     * As a helper we name no family: our own routes need not be kept (RFC 4724 §3). Else each has
     * its F bit: packets go where our clients' next hops are and never pass here, so nothing about
     * forwarding changes when we start anew.
     */
    private static Optional<Capability> restart(NeighbourOptions options, boolean restarting) {
        var restarts = options.restarts();
        var families =
                options.families().stream()
                        .map(one -> new Capability.GracefulRestart.Family(one.family(), true))
                        .toList();
        return switch (restarts.mode()) {
            case OFF -> Optional.empty();
            case HELPER -> Optional.of(new Capability.GracefulRestart(false, true, 0, List.of()));
            case RESTARTING ->
                    Optional.of(
                            new Capability.GracefulRestart(
                                    restarting, true, (int) restarts.time().toSeconds(), families));
        };
    }

    private static List<Capability.LongLivedGracefulRestart.Family> longLived(
            NeighbourOptions options) {
        int seconds = (int) options.restarts().longLived().toSeconds();
        return options.restarts().mode() == Restarts.Mode.RESTARTING
                ? options.families().stream()
                        .map(one ->
                                new Capability.LongLivedGracefulRestart.Family(
                                        one.family(), true, seconds))
                        .toList()
                : List.of();
    }

    private static Optional<SessionRole> role(LocalRole role) {
        return switch (role) {
            case NONE -> Optional.empty();
            case PROVIDER -> Optional.of(SessionRole.PROVIDER);
            case ROUTE_SERVER -> Optional.of(SessionRole.ROUTE_SERVER);
            case ROUTE_SERVER_CLIENT -> Optional.of(SessionRole.ROUTE_SERVER_CLIENT);
            case CUSTOMER -> Optional.of(SessionRole.CUSTOMER);
            case PEER -> Optional.of(SessionRole.PEER);
        };
    }
}
