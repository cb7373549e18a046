package fairlead.cloud;

import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.Resource;
import fairlead.azure.arm.Resources;
import fairlead.azure.hub.Profile;
import fairlead.azure.hub.RouteServer;
import fairlead.azure.hub.Selection;
import fairlead.azure.hub.WantedSpeaker;
import fairlead.azure.types.Topologies;
import fairlead.azure.vnet.EffectiveRoutes;
import fairlead.azure.vnet.LearnedRoutes;
import fairlead.azure.vnet.Topology;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/** How packets are routed in one World: its topology, its Route Servers, and what those learned. */
public final class Routing {

    private final Observations seen;
    private final Topology topology;
    private final List<RouteServer> routeServers;
    private final LearnedRoutes learned;

    private Routing(Resources standing, Observations seen, Profile profile) {
        this.seen = seen;
        this.topology = Topologies.of(standing);
        this.routeServers =
                standing.ofType(KnownTypes.HUB)
                        .flatMap(hub -> routeServer(hub, standing, topology).stream())
                        .toList();
        var byVnet = new HashMap<ArmId, List<LearnedRoutes.Learned>>();
        routeServers.forEach(
                server -> byVnet.put(server.vnet(), selection(server, profile).learned()));
        this.learned = new LearnedRoutes(byVnet);
    }

    public static Routing of(World world, Profile profile) {
        return new Routing(new Standing(world.inventory()), world.seen(), profile);
    }

    public Topology topology() {
        return topology;
    }

    public List<RouteServer> routeServers() {
        return routeServers;
    }

    public Optional<RouteServer> routeServer(ArmId hub) {
        return routeServers.stream().filter(server -> server.id().equals(hub)).findFirst();
    }

    public EffectiveRoutes effective(ArmId subnet) {
        return EffectiveRoutes.of(subnet, topology, learned);
    }

    /** The choice of a Route Server among everything that its instances heard. */
    public Selection selection(RouteServer server, Profile profile) {
        return Selection.of(
                server,
                WantedSpeaker.imports(server, topology, profile),
                profile,
                seen.heardBy(server.id()));
    }

    /** A hub that has its subnet; one without is not there yet. */
    private static Optional<RouteServer> routeServer(
            Resource hub, Resources standing, Topology topology) {
        return standing.children(hub.id(), "ipConfigurations")
                .findFirst()
                .map(configuration ->
                        ArmId.parse(
                                configuration.properties().path("subnet").path("id").asString()))
                .flatMap(subnet -> Optional.ofNullable(topology.subnets().get(subnet)))
                .map(subnet -> {
                    var properties = hub.properties();
                    return new RouteServer(
                            hub.id(),
                            hub.serial(),
                            subnet.vnet(),
                            subnet.prefix(),
                            List.of(subnet.prefix().address(4), subnet.prefix().address(5)),
                            RouteServer.AZURE_ASN,
                            properties.path("allowBranchToBranchTraffic").asBoolean(false)
                                    ? RouteServer.BranchToBranch.ALLOWED
                                    : RouteServer.BranchToBranch.NOT_ALLOWED,
                            preference(
                                    properties
                                            .path("hubRoutingPreference")
                                            .asString("ExpressRoute")),
                            standing.children(hub.id(), "bgpConnections")
                                    .filter(peer -> Hidden.fault(peer).isEmpty())
                                    .map(Routing::peer)
                                    .toList());
                });
    }

    private static RouteServer.RoutingPreference preference(String azureName) {
        for (var preference : RouteServer.RoutingPreference.values()) {
            if (preference.azureName().equalsIgnoreCase(azureName)) {
                return preference;
            }
        }
        throw new IllegalStateException(
                "the stored routing preference '" + azureName + "' is none");
    }

    private static RouteServer.Peer peer(Resource peer) {
        return new RouteServer.Peer(
                peer.id(),
                peer.id().name(),
                new Asn(peer.properties().path("peerAsn").asLong()),
                IpAddress.parse(peer.properties().path("peerIp").asString()));
    }
}
