package fairlead.azure.types;

import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.RefusedException;
import fairlead.azure.arm.Resource;
import fairlead.azure.arm.ResourceType;
import fairlead.azure.arm.Resources;
import java.util.List;
import java.util.Optional;

/** Puts a Route Server into its subnet. Exactly one per Route Server, one per virtual network. */
final class HubIpConfigurations implements TypeRow {

    private static final int LONGEST_PREFIX = 27;

    private static final Shape SHAPE =
            Shape.empty()
                    .text("privateIPAddress")
                    .choice("privateIPAllocationMethod", "Dynamic", "Static")
                    .reference("subnet", Types.SUBNETS)
                    .reference("publicIPAddress", Types.PUBLIC_IP_ADDRESSES)
                    .readOnly("provisioningState");

    @Override
    public ResourceType type() {
        return Types.HUB_IP_CONFIGURATIONS;
    }

    @Override
    public Shape shape() {
        return SHAPE;
    }

    @Override
    public Admission admit(Wanted wanted, Resources cloud) throws RefusedException {
        var fields = wanted.fields();
        var subnet =
                fields.reference("subnet")
                        .orElseThrow(() -> Refusal.missing("properties.subnet.id"));
        refuseWrongSubnet(wanted, subnet, cloud);
        var address = fields.reference("publicIPAddress");
        if (address.isPresent()
                && !Skus.name(cloud.find(address.get()).orElseThrow()).equals("Standard")) {
            throw RefusedException.badRequest(
                    "RouteServerNeedsStandardPublicIPAddress",
                    "A Route Server takes a public IP address of SKU Standard: " + address.get());
        }
        wanted.properties().remove("privateIPAddress");
        wanted.properties().put("privateIPAllocationMethod", "Dynamic");
        return new Admission(
                wanted.body(),
                PublicIpAddresses.moved(
                        wanted.id(), wanted.before().reference("publicIPAddress"), address, cloud));
    }

    private static void refuseWrongSubnet(Wanted wanted, ArmId subnet, Resources cloud)
            throws RefusedException {
        var hub = wanted.id().parent().orElseThrow();
        var vnet = subnet.parent().orElseThrow();
        if (!Subnets.isForRouteServer(subnet)) {
            throw RefusedException.badRequest(
                    "RouteServerSubnetNameInvalid",
                    "A Route Server lives in a subnet named "
                            + Subnets.ROUTE_SERVER
                            + ", not in "
                            + subnet
                            + ".");
        }
        var prefix = Subnets.prefix(cloud.find(subnet).orElseThrow());
        if (prefix.length() > LONGEST_PREFIX) {
            throw RefusedException.badRequest(
                    "RouteServerSubnetTooSmall",
                    "Subnet " + subnet + " (" + prefix + ") is smaller than /27.");
        }
        if (!cloud.find(vnet)
                .orElseThrow()
                .body()
                .path("location")
                .equals(cloud.find(hub).orElseThrow().body().path("location"))) {
            throw Refusal.dangling("properties.subnet.id", subnet);
        }
        var rival =
                cloud.children(hub, "ipConfigurations")
                        .filter(other -> !other.id().equals(wanted.id()))
                        .findFirst()
                        .or(() -> in(vnet, cloud).filter(other -> !other.id().equals(wanted.id())));
        if (rival.isPresent()) {
            throw RefusedException.conflict(
                    "RouteServerAlreadyExistsInVirtualNetwork",
                    "There is one IP configuration per Route Server and one Route Server per"
                            + " virtual network; "
                            + rival.get().id()
                            + " is there already.");
        }
    }

    @Override
    public List<Change> release(Resource configuration, Resources cloud) {
        return PublicIpAddresses.detached(
                Fields.of(configuration).reference("publicIPAddress"), cloud);
    }

    /** The IP configuration of the Route Server in a virtual network. */
    static Optional<Resource> in(ArmId vnet, Resources cloud) {
        return cloud.children(vnet, "subnets")
                .filter(subnet -> Subnets.isForRouteServer(subnet.id()))
                .findFirst()
                .flatMap(subnet ->
                        cloud.referrers(subnet.id(), Types.HUB_IP_CONFIGURATIONS).findFirst());
    }
}
