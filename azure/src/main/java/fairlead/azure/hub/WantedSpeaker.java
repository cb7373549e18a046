package fairlead.azure.hub;

import fairlead.azure.arm.ArmId;
import fairlead.azure.vnet.Topology;
import fairlead.azure.vnet.Topology.Peering.Flag;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.util.ArrayList;
import java.util.List;

/**
 * One instance of a Route Server as a BGP speaker: everything it needs to run, and nothing that it
 * finds out.
 *
 * @param instance 0 or 1
 * @param name {@code RouteServiceRole_IN_0}
 * @param vnet the network in which its socket is
 * @param routerId its own address, so that two instances differ
 * @param sessions it dials and listens; whoever is not here is refused
 * @param restarts what its peers are asked to do while it is away
 */
public record WantedSpeaker(
        ArmId routeServer,
        int serial,
        int instance,
        String name,
        ArmId vnet,
        IpAddress address,
        IpAddress routerId,
        Asn asn,
        List<RouteServer.Peer> sessions,
        List<Origination> originated,
        ImportRules imports,
        ExportRules exports,
        Profile.Restarts restarts) {

    /** Seconds that are offered for the hold timer; a peer may offer less. */
    public static final int HOLD_SECONDS = 180;

    /** Seconds between keepalives at the offered hold time. */
    public static final int KEEPALIVE_SECONDS = 60;

    /** A prefix that the instance itself announces to every peer, path and next hop its own. */
    public record Origination(Prefix prefix, List<Community> communities) {
        public Origination {
            communities = List.copyOf(communities);
        }
    }

    public WantedSpeaker {
        sessions = List.copyOf(sessions);
        originated = List.copyOf(originated);
    }

    /** The speakers of a Route Server, one per instance. */
    public static List<WantedSpeaker> of(RouteServer server, Topology topology, Profile profile) {
        var originated = originated(server, topology);
        var imports = imports(server, topology, profile);
        var speakers = new ArrayList<WantedSpeaker>();
        for (int i = 0; i < server.instances().size(); i++) {
            var address = server.instances().get(i);
            speakers.add(
                    new WantedSpeaker(
                            server.id(),
                            server.serial(),
                            i,
                            RouteServer.roleName(i),
                            server.vnet(),
                            address,
                            address,
                            server.asn(),
                            server.peers(),
                            originated,
                            imports,
                            new ExportRules(profile.reflection(), Community.LEARNED),
                            profile.restarts()));
        }
        return List.copyOf(speakers);
    }

    /** What the instances of a Route Server take from its peers. */
    public static ImportRules imports(RouteServer server, Topology topology, Profile profile) {
        return new ImportRules(
                server.asn(),
                server.subnet(),
                topology.directSpace(topology.vnet(server.vnet())),
                profile.routesPerPeer());
    }

    /**
     * Whole prefixes of the own network, machines or none; those of a peered one only if it uses
     * our gateways and we share them.
     */
    private static List<Origination> originated(RouteServer server, Topology topology) {
        var vnet = topology.vnet(server.vnet());
        var originated = new ArrayList<Origination>();
        vnet.addressSpace().forEach(p -> originated.add(new Origination(p, List.of())));
        for (var peering : topology.connectedPeerings(vnet)) {
            boolean uses =
                    topology.otherSide(vnet, peering)
                            .filter(back -> back.has(Flag.USE_REMOTE_GATEWAYS))
                            .isPresent();
            if (uses && peering.has(Flag.ALLOW_GATEWAY_TRANSIT)) {
                topology.vnet(peering.remote())
                        .addressSpace()
                        .forEach(p ->
                                originated.add(new Origination(p, List.of(Community.PEERED_VNET))));
            }
        }
        return originated;
    }
}
