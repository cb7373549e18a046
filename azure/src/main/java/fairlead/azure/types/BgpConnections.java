package fairlead.azure.types;

import fairlead.azure.arm.ArmError;
import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.ProvisioningState;
import fairlead.azure.arm.RefusedException;
import fairlead.azure.arm.Resource;
import fairlead.azure.arm.ResourceType;
import fairlead.azure.arm.Resources;
import fairlead.azure.hub.PeerWrites;
import fairlead.azure.hub.Profile;
import fairlead.azure.vnet.Topology.Peering;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A peer of a Route Server. A PUT replaces; nothing is merged. */
final class BgpConnections implements TypeRow {

    private static final Shape SHAPE =
            Shape.empty()
                    .number("peerAsn", 0, 0xffff_ffffL)
                    .text("peerIp")
                    .opaque("hubVirtualNetworkConnection", "routingConfiguration")
                    .readOnly("connectionState", "provisioningState")
                    .later("2024-05-01", "routingConfiguration");

    private final Profile profile;

    BgpConnections(Profile profile) {
        this.profile = profile;
    }

    @Override
    public ResourceType type() {
        return Types.BGP_CONNECTIONS;
    }

    @Override
    public Shape shape() {
        return SHAPE;
    }

    @Override
    public Admission admit(Wanted wanted, Resources cloud) throws RefusedException {
        var hub = wanted.id().parent().orElseThrow();
        if (!VirtualHubs.routes(hub, cloud)) {
            throw RefusedException.badRequest(
                    "HubBgpConnectionParentHubMustHaveProvisionedRoutingState",
                    "Peer "
                            + wanted.id()
                            + " needs a Route Server whose routingState is Provisioned; it is "
                            + VirtualHubs.routingState(hub, cloud)
                            + ". Give it an IP configuration and wait until that is there.");
        }
        refuseReserved(wanted, profile);
        var text =
                wanted.fields()
                        .text("peerIp")
                        .orElseThrow(() -> Refusal.missing("properties.peerIp"));
        var address = Prefixes.address(text, "properties.peerIp");
        refuseUnreachable(hub, address, cloud);
        wanted.properties().put("peerIp", address.toString());
        var others =
                cloud.children(hub, "bgpConnections")
                        .filter(other -> !other.id().equals(wanted.id()))
                        .toList();
        refuseDouble(address, others);
        return new Admission(wanted.body(), overLimit(wanted.id(), others), List.of());
    }

    /** Refuses an AS number that no peer may have. */
    static void refuseReserved(Wanted wanted, Profile profile) throws RefusedException {
        long asn =
                wanted.fields()
                        .number("peerAsn")
                        .orElseThrow(() -> Refusal.missing("properties.peerAsn"));
        var reserved = PeerWrites.judgeAsn(new Asn(asn), profile);
        if (reserved.isPresent()) {
            throw new RefusedException(400, reserved.get());
        }
    }

    private static void refuseUnreachable(ArmId hub, IpAddress address, Resources cloud)
            throws RefusedException {
        var subnet = VirtualHubs.subnet(hub, cloud).orElseThrow();
        var own = subnet.parent().orElseThrow();
        if (Subnets.prefix(cloud.find(subnet).orElseThrow()).contains(address)) {
            throw RefusedException.badRequest(
                    "InvalidPeerIp",
                    "Peer address " + address + " is in " + subnet + ", the Route Server's own.");
        }
        var peered =
                cloud.children(own, "virtualNetworkPeerings")
                        .filter(one -> Peerings.state(one, cloud) == Peering.State.CONNECTED)
                        .map(Peerings::remote);
        boolean reachable =
                Stream.concat(Stream.of(own), peered)
                        .flatMap(vnet -> cloud.find(vnet).stream())
                        .flatMap(vnet -> VirtualNetworks.addressSpace(vnet).stream())
                        .anyMatch(prefix -> prefix.contains(address));
        if (!reachable) {
            throw RefusedException.badRequest(
                    "InvalidPeerIp",
                    "Peer address "
                            + address
                            + " is neither in virtual network "
                            + own
                            + " nor in one that is directly peered with it.");
        }
    }

    private static void refuseDouble(IpAddress address, List<Resource> others)
            throws RefusedException {
        for (var other : others) {
            if (Fields.of(other).address("peerIp").equals(Optional.of(address))) {
                throw RefusedException.badRequest(
                        "PeerIpAlreadyInUse",
                        "Peer address " + address + " is already used by " + other.id() + ".");
            }
        }
    }

    /** Those that failed before hold no place. */
    private Optional<ArmError> overLimit(ArmId peer, List<Resource> others) {
        return PeerWrites.judgeRoom(
                peer,
                others.stream()
                        .filter(one -> one.state() != ProvisioningState.FAILED)
                        .map(Resource::id)
                        .collect(Collectors.toSet()),
                profile);
    }
}
