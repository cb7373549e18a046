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

    static Terms neighbour(Neighbour neighbour, SpeakerConfig config) {
        var options = neighbour.options();
        var local = config.local();
        return new Terms(
                local.asn(),
                local.routerId(),
                (int) options.hold().in(config.timing()).toSeconds(),
                neighbour.asn(),
                offer(options, config),
                options.roleStrict(),
                options.passive());
    }

    /** In Azure's profile just what its instances offer; else all that we can. */
    private static Offer offer(NeighbourOptions options, SpeakerConfig config) {
        var families = options.families().stream().map(FamilyOptions::family).toList();
        var offer = Offer.usual(config.local().asn()).forFamilies(families);
        if (!options.fourOctetAs()) {
            offer = offer.without(Capability.FourOctetAsn.class);
        }
        if (config.profile() == Profile.AZURE) {
            return offer;
        }
        var more = new ArrayList<Capability>();
        more.add(new Capability.ExtendedMessage());
        more.add(new Capability.EnhancedRouteRefresh());
        addPath(options).ifPresent(more::add);
        restart(options).ifPresent(more::add);
        if (options.restarts().mode() != Restarts.Mode.OFF
                && options.restarts().longLived().isPositive()) {
            more.add(new Capability.LongLivedGracefulRestart(longLived(options)));
        }
        role(options.role()).ifPresent(role -> more.add(new Capability.Role(role)));
        return offer.with(more.toArray(Capability[]::new));
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

    /** As a helper we name no family: our own routes need not be kept (RFC 4724 §3). */
    private static Optional<Capability> restart(NeighbourOptions options) {
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
                                    false, true, (int) restarts.time().toSeconds(), families));
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
