package fairlead.cloud;

import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.ProvisioningState;
import fairlead.azure.arm.Resources;
import fairlead.azure.hub.Profile;
import fairlead.azure.hub.RouteServer;
import fairlead.azure.hub.Selection;
import fairlead.azure.hub.WantedSpeaker;
import fairlead.azure.types.Topologies;
import fairlead.azure.types.Types;
import fairlead.azure.vnet.EffectiveRoutes;
import fairlead.azure.vnet.LearnedRoutes;
import fairlead.azure.vnet.Topology;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How packets are routed in one World: its topology, its Route Servers, and what those learned. */
public final class Routing {

    private final Observations seen;
    private final Profile profile;
    private final Topology topology;
    private final List<RouteServer> routeServers;
    private final Map<ArmId, Selection> selections = new HashMap<>();
    private final LearnedRoutes learned;

    private Routing(Resources standing, Observations seen, Profile profile) {
        this.seen = seen;
        this.profile = profile;
        this.topology = whole(Topologies.of(standing));
        this.routeServers =
                standing.ofType(Types.VIRTUAL_HUBS)
                        .flatMap(hub -> fairlead.azure.types.RouteServer.of(hub, standing).stream())
                        .filter(hub -> topology.subnets().containsKey(hub.subnet()))
                        .map(hub -> routeServer(hub, topology))
                        .toList();
        var byVnet = new HashMap<ArmId, List<LearnedRoutes.Learned>>();
        for (var server : routeServers) {
            var selection = select(server);
            selections.put(server.id(), selection);
            byVnet.put(server.vnet(), selection.learned());
        }
        this.learned = new LearnedRoutes(byVnet);
    }

    public static Routing of(World world, Profile profile) {
        return new Routing(InventoryView.standing(world.inventory()), world.seen(), profile);
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

    /**
     * The choice of a Route Server among everything that its instances heard; empty if there is no
     * such server.
     */
    public Optional<Selection> selection(ArmId hub) {
        return Optional.ofNullable(selections.get(hub));
    }

    /**
     * Without NICs whose subnet goes, and subnets whose network goes: they shape nothing any more.
     */
    private static Topology whole(Topology read) {
        var subnets = new HashMap<>(read.subnets());
        subnets.values().removeIf(subnet -> !read.vnets().containsKey(subnet.vnet()));
        var nics = new HashMap<>(read.nics());
        nics.values().removeIf(nic -> !subnets.containsKey(nic.subnet()));
        return new Topology(read.vnets(), subnets, nics, read.routeTables());
    }

    private Selection select(RouteServer server) {
        return Selection.of(
                server,
                WantedSpeaker.imports(server, topology, profile),
                profile,
                seen.heardBy(server.id()));
    }

    /** From the stored hub to the one that routes: a failed peering is no peer. */
    private static RouteServer routeServer(
            fairlead.azure.types.RouteServer hub, Topology topology) {
        return new RouteServer(
                hub.id(),
                hub.serial(),
                hub.vnet(),
                topology.subnet(hub.subnet()).prefix(),
                hub.addresses(),
                hub.asn(),
                switch (hub.branchToBranch()) {
                    case ALLOWED -> RouteServer.BranchToBranch.ALLOWED;
                    case REFUSED -> RouteServer.BranchToBranch.NOT_ALLOWED;
                },
                switch (hub.preference()) {
                    case EXPRESS_ROUTE -> RouteServer.RoutingPreference.EXPRESS_ROUTE;
                    case VPN_GATEWAY -> RouteServer.RoutingPreference.VPN_GATEWAY;
                    case AS_PATH -> RouteServer.RoutingPreference.AS_PATH;
                },
                hub.peers().stream()
                        .filter(peer -> peer.state() != ProvisioningState.FAILED)
                        .map(peer ->
                                new RouteServer.Peer(
                                        peer.id(), peer.id().name(), peer.asn(), peer.address()))
                        .toList());
    }
}
