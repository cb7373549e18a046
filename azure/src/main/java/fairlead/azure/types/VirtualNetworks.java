package fairlead.azure.types;

import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.RefusedException;
import fairlead.azure.arm.Resource;
import fairlead.azure.arm.ResourceType;
import fairlead.azure.arm.Resources;
import fairlead.net.Prefix;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** A virtual network: an address space, its subnets, its side of each peering. */
final class VirtualNetworks implements TypeRow {

    private static final String SPACE = "properties.addressSpace";

    private static final Shape SHAPE =
            Shape.empty()
                    .object(
                            "addressSpace",
                            Shape.empty()
                                    .texts("addressPrefixes")
                                    .opaque("ipamPoolPrefixAllocations")
                                    .later("2023-11-01", "ipamPoolPrefixAllocations"))
                    .object("dhcpOptions", Shape.empty().texts("dnsServers"))
                    .number("flowTimeoutInMinutes", 4, 30)
                    .flag("enableDdosProtection", "enableVmProtection")
                    .choice("privateEndpointVNetPolicies", "Disabled", "Basic")
                    .opaque("ddosProtectionPlan", "bgpCommunities", "encryption", "ipAllocations")
                    .readOnly("resourceGuid", "provisioningState", "flowLogs")
                    .readOnly("defaultPublicNatGateway", "summarizedGatewayPrefixes")
                    .later("2022-01-01", "flowLogs")
                    .later("2023-11-01", "privateEndpointVNetPolicies")
                    .later("2024-05-01", "defaultPublicNatGateway", "summarizedGatewayPrefixes");

    private static final Shape ENVELOPE = Envelope.with("extendedLocation");

    /** What no virtual network may hold: multicast, broadcast, loopback, link-local, platform. */
    private static final List<Prefix> FORBIDDEN =
            List.of(
                    Prefix.parse("224.0.0.0/4"),
                    Prefix.parse("255.255.255.255/32"),
                    Prefix.parse("127.0.0.0/8"),
                    Prefix.parse("169.254.0.0/16"),
                    Prefix.parse("168.63.129.16/32"));

    @Override
    public ResourceType type() {
        return Types.VIRTUAL_NETWORKS;
    }

    @Override
    public Shape shape() {
        return SHAPE;
    }

    @Override
    public List<Inline> inlines() {
        return List.of(
                new Inline("subnets", Types.SUBNETS),
                new Inline("virtualNetworkPeerings", Types.PEERINGS));
    }

    @Override
    public Shape envelope() {
        return ENVELOPE;
    }

    @Override
    public Admission admit(Wanted wanted, Resources cloud) throws RefusedException {
        var properties = wanted.properties();
        var space = properties.withObjectProperty("addressSpace");
        var prefixes = Prefixes.readAll(space, "addressPrefixes", SPACE);
        if (prefixes.isEmpty()) {
            throw Refusal.missing(SPACE + ".addressPrefixes");
        }
        for (var prefix : prefixes) {
            for (var forbidden : FORBIDDEN) {
                if (prefix.overlaps(forbidden)) {
                    throw RefusedException.badRequest(
                            "AddressPrefixInReservedRange",
                            "The address prefix "
                                    + prefix
                                    + " overlaps "
                                    + forbidden
                                    + ", which no virtual network may hold.");
                }
            }
        }
        refuseOverlap(Map.of(), prefixes, wanted.id());
        InternalDomain.judge(wanted.fields().object("dhcpOptions"), "properties.dhcpOptions");
        Peerings.refuseOverlap(wanted.id(), prefixes, cloud);
        if (!properties.has("enableDdosProtection")) {
            properties.put("enableDdosProtection", false);
        }
        return new Admission(wanted.body());
    }

    private static void refuseOverlap(Map<Prefix, ArmId> names, List<Prefix> prefixes, ArmId vnet)
            throws RefusedException {
        var sorted = prefixes.stream().sorted().toList();
        for (int i = 1; i < sorted.size(); i++) {
            var before = sorted.get(i - 1);
            var here = sorted.get(i);
            if (before.overlaps(here)) {
                throw RefusedException.badRequest(
                        names.isEmpty()
                                ? "NetcfgInvalidVirtualNetworkSite"
                                : "NetcfgSubnetRangesOverlap",
                        "In virtual network '"
                                + vnet.name()
                                + "' "
                                + named(names, here)
                                + " overlaps "
                                + named(names, before)
                                + ".");
            }
        }
    }

    private static String named(Map<Prefix, ArmId> names, Prefix prefix) {
        var subnet = names.get(prefix);
        return subnet == null
                ? "address prefix " + prefix
                : "subnet '" + subnet.name() + "' (" + prefix + ")";
    }

    /** Subnets lie inside the address space and do not overlap. */
    @Override
    public void settle(Resource vnet, Resources cloud) throws RefusedException {
        var space = addressSpace(vnet);
        var names = new HashMap<Prefix, ArmId>();
        var prefixes = new ArrayList<Prefix>();
        var subnets =
                cloud.children(vnet.id(), "subnets")
                        .sorted(Comparator.comparing(Resource::id))
                        .toList();
        for (var subnet : subnets) {
            var prefix = Subnets.prefix(subnet);
            if (space.stream().noneMatch(whole -> whole.contains(prefix))) {
                throw RefusedException.badRequest(
                        "NetcfgSubnetRangeOutsideVnet",
                        "Subnet '"
                                + subnet.id().name()
                                + "' ("
                                + prefix
                                + ") is not inside the address space "
                                + space
                                + " of virtual network '"
                                + vnet.id().name()
                                + "'.");
            }
            names.put(prefix, subnet.id());
            prefixes.add(prefix);
        }
        refuseOverlap(names, prefixes, vnet.id());
    }

    @Override
    public ObjectNode computed(Resource vnet, Resources cloud) {
        return vnet.body().objectNode().put("resourceGuid", Derived.guid(vnet));
    }

    /** The prefixes of a stored virtual network. */
    static List<Prefix> addressSpace(Resource vnet) {
        return Fields.of(vnet).object("addressSpace").prefixes("addressPrefixes");
    }
}
