package fairlead.azure.types;

import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.RefusedException;
import fairlead.azure.arm.Resource;
import fairlead.azure.arm.ResourceType;
import fairlead.azure.arm.Resources;
import fairlead.azure.vnet.Topology.Peering;
import fairlead.net.Prefix;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * One side of a peering. It is {@code Initiated} alone, {@code Connected} when the other network
 * has one that points back, and {@code Disconnected} when that one is gone again.
 */
final class Peerings implements TypeRow {

    /** Kept once the other side was seen; its absence then means that it was deleted. */
    private static final String MET = "met";

    private static final Shape SHAPE =
            Shape.empty()
                    .reference("remoteVirtualNetwork", Types.VIRTUAL_NETWORKS)
                    .flag("allowVirtualNetworkAccess", "allowForwardedTraffic")
                    .flag("allowGatewayTransit", "useRemoteGateways", "doNotVerifyRemoteGateways")
                    .flag("peerCompleteVnets", "enableOnlyIPv6Peering")
                    .texts("localSubnetNames", "remoteSubnetNames")
                    .opaque("remoteBgpCommunities")
                    .readOnly("localAddressSpace", "localVirtualNetworkAddressSpace")
                    .readOnly("remoteAddressSpace", "remoteVirtualNetworkAddressSpace")
                    .readOnly("remoteVirtualNetworkEncryption", "peeringState", "peeringSyncLevel")
                    .readOnly("provisioningState", "resourceGuid")
                    .later("2022-01-01", "peerCompleteVnets", "enableOnlyIPv6Peering")
                    .later("2022-01-01", "localSubnetNames", "remoteSubnetNames")
                    .later("2022-01-01", "localAddressSpace", "localVirtualNetworkAddressSpace");

    @Override
    public ResourceType type() {
        return Types.PEERINGS;
    }

    @Override
    public Shape shape() {
        return SHAPE;
    }

    @Override
    public Admission admit(Wanted wanted, Resources cloud) throws RefusedException {
        var fields = wanted.fields();
        var remote =
                fields.reference("remoteVirtualNetwork")
                        .orElseThrow(() -> Refusal.missing("properties.remoteVirtualNetwork.id"));
        refuseWrongRemote(wanted, remote, cloud);
        var properties = wanted.properties();
        if (fields.node().path("peerCompleteVnets").isBoolean()
                && !fields.flag("peerCompleteVnets")) {
            throw Refusal.lacking("properties.peerCompleteVnets", "Peering of single subnets");
        }
        properties.put("peerCompleteVnets", true);
        if (!properties.has("allowVirtualNetworkAccess")) {
            properties.put("allowVirtualNetworkAccess", true);
        }
        for (var flag :
                List.of(
                        "allowForwardedTraffic",
                        "allowGatewayTransit",
                        "useRemoteGateways",
                        "doNotVerifyRemoteGateways")) {
            properties.put(flag, fields.flag(flag));
        }
        var back = back(wanted.id().parent().orElseThrow(), remote, cloud);
        if (fields.flag("useRemoteGateways")) {
            refuseUselessGateways(wanted, remote, back, cloud);
        }
        return meet(wanted, back);
    }

    private static void refuseWrongRemote(Wanted wanted, ArmId remote, Resources cloud)
            throws RefusedException {
        var own = wanted.id().parent().orElseThrow();
        if (remote.equals(own)) {
            throw Refusal.parameter(
                    "properties.remoteVirtualNetwork.id", "A network cannot peer with itself.");
        }
        if (wanted.before()
                .reference("remoteVirtualNetwork")
                .filter(old -> !old.equals(remote))
                .isPresent()) {
            throw RefusedException.badRequest(
                    "ChangingRemoteVirtualNetworkNotAllowed",
                    "The remote network of peering " + wanted.id() + " cannot be changed.");
        }
        var rival =
                cloud.children(own, "virtualNetworkPeerings")
                        .filter(one -> !one.id().equals(wanted.id()) && remote(one).equals(remote))
                        .findFirst();
        if (rival.isPresent()) {
            throw RefusedException.badRequest(
                    "AnotherPeeringAlreadyReferencesRemoteVnet",
                    "Peering " + rival.get().id() + " already references network " + remote + ".");
        }
        var ours = VirtualNetworks.addressSpace(cloud.find(own).orElseThrow());
        var theirs = VirtualNetworks.addressSpace(cloud.find(remote).orElseThrow());
        if (overlap(ours, theirs)) {
            throw RefusedException.badRequest(
                    "VnetAddressSpacesOverlap",
                    "Cannot create or update peering "
                            + wanted.id()
                            + ": the address spaces "
                            + ours
                            + " and "
                            + theirs
                            + " overlap.");
        }
    }

    private static void refuseUselessGateways(
            Wanted wanted, ArmId remote, Optional<Resource> back, Resources cloud)
            throws RefusedException {
        var own = wanted.id().parent().orElseThrow();
        if (HubIpConfigurations.in(own, cloud).isPresent()) {
            throw RefusedException.badRequest(
                    "VnetHasGatewaysAndCannotUseRemoteGateways",
                    "Network " + own + " has a Route Server and cannot use remote gateways.");
        }
        var other =
                cloud.children(own, "virtualNetworkPeerings")
                        .filter(one -> !one.id().equals(wanted.id()))
                        .filter(one -> Fields.of(one).flag("useRemoteGateways"))
                        .findFirst();
        if (other.isPresent()) {
            throw RefusedException.badRequest(
                    "VnetCannotHaveMultiplePeeringsWithUseRemoteGateways",
                    "Peering " + other.get().id() + " already uses remote gateways.");
        }
        boolean refusedThere =
                back.isPresent() && !Fields.of(back.get()).flag("allowGatewayTransit");
        boolean nothingThere = HubIpConfigurations.in(remote, cloud).isEmpty();
        if (!wanted.fields().flag("doNotVerifyRemoteGateways") && (refusedThere || nothingThere)) {
            throw RefusedException.badRequest(
                    "RemoteVnetHasNoGateways",
                    "Peering "
                            + wanted.id()
                            + " cannot use the gateways of "
                            + remote
                            + (nothingThere
                                    ? ": it has none."
                                    : ": its own peering does not allow gateway transit."));
        }
    }

    private static Admission meet(Wanted wanted, Optional<Resource> back) throws RefusedException {
        if (back.isEmpty()) {
            return new Admission(wanted.body());
        }
        boolean known = wanted.existing().filter(Peerings::hasMet).isPresent();
        if (!known && hasMet(back.get())) {
            throw RefusedException.badRequest(
                    "RemotePeeringIsDisconnected",
                    "Cannot create or update peering "
                            + wanted.id()
                            + ": remote peering "
                            + back.get().id()
                            + " is Disconnected. Update or re-create it first.");
        }
        wanted.body().putObject(Envelope.KEPT).put(MET, true);
        if (hasMet(back.get())) {
            return new Admission(wanted.body());
        }
        var other = back.get().body().deepCopy();
        other.putObject(Envelope.KEPT).put(MET, true);
        return new Admission(wanted.body(), List.of(new Change.Put(back.get().id(), other)));
    }

    /**
     * Refuses an address space that overlaps a peered network's.
     *
     * @throws RefusedException {@code VnetAddressSpaceOverlapsWithAlreadyPeeredVnet}
     */
    static void refuseOverlap(ArmId vnet, List<Prefix> space, Resources cloud)
            throws RefusedException {
        for (var peering : cloud.children(vnet, "virtualNetworkPeerings").toList()) {
            var remote = cloud.find(remote(peering));
            if (remote.isPresent() && overlap(space, VirtualNetworks.addressSpace(remote.get()))) {
                throw RefusedException.badRequest(
                        "VnetAddressSpaceOverlapsWithAlreadyPeeredVnet",
                        "The address space "
                                + space
                                + " of "
                                + vnet
                                + " overlaps that of the peered network "
                                + remote.get().id()
                                + ".");
            }
        }
    }

    private static boolean overlap(List<Prefix> one, List<Prefix> other) {
        return one.stream().anyMatch(prefix -> other.stream().anyMatch(prefix::overlaps));
    }

    @Override
    public ObjectNode computed(Resource peering, Resources cloud) {
        var computed = peering.body().objectNode();
        var state = state(peering, cloud);
        var text = state.name().charAt(0) + state.name().substring(1).toLowerCase(Locale.ROOT);
        computed.put("peeringState", text);
        computed.put(
                "peeringSyncLevel",
                state == Peering.State.CONNECTED ? "FullyInSync" : "RemoteNotInSync");
        computed.put("resourceGuid", Derived.guid(peering));
        cloud.find(remote(peering))
                .ifPresent(vnet -> {
                    var space = Fields.of(vnet).object("addressSpace").node();
                    computed.set("remoteAddressSpace", space.deepCopy());
                    computed.set("remoteVirtualNetworkAddressSpace", space.deepCopy());
                });
        return computed;
    }

    /** The network on the other side. */
    static ArmId remote(Resource peering) {
        return Fields.of(peering).reference("remoteVirtualNetwork").orElseThrow();
    }

    /** Where a peering stands. */
    static Peering.State state(Resource peering, Resources cloud) {
        if (!hasMet(peering)) {
            return Peering.State.INITIATED;
        }
        var own = peering.id().parent().orElseThrow();
        return back(own, remote(peering), cloud).filter(Peerings::hasMet).isPresent()
                ? Peering.State.CONNECTED
                : Peering.State.DISCONNECTED;
    }

    private static boolean hasMet(Resource peering) {
        return peering.body().path(Envelope.KEPT).path(MET).asBoolean(false);
    }

    private static Optional<Resource> back(ArmId own, ArmId remote, Resources cloud) {
        return cloud.children(remote, "virtualNetworkPeerings")
                .filter(peering -> remote(peering).equals(own))
                .findFirst();
    }
}
