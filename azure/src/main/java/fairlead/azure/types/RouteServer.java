package fairlead.azure.types;

import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.ProvisioningState;
import fairlead.azure.arm.Resource;
import fairlead.azure.arm.Resources;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import java.util.List;
import java.util.Optional;

/**
 * A Route Server as it is stored, once it lives in a subnet.
 *
 * @param addresses of the two instances
 * @param peers in the order of their creation, whatever their state
 */
public record RouteServer(
        ArmId id,
        int serial,
        ArmId subnet,
        Asn asn,
        List<IpAddress> addresses,
        BranchToBranch branchToBranch,
        Preference preference,
        List<Peer> peers) {

    public RouteServer {
        addresses = List.copyOf(addresses);
        peers = List.copyOf(peers);
    }

    /** Whether appliances and gateways hear of each other's routes. */
    public enum BranchToBranch {
        ALLOWED,
        REFUSED
    }

    /** {@code hubRoutingPreference}. */
    public enum Preference {
        EXPRESS_ROUTE,
        VPN_GATEWAY,
        AS_PATH
    }

    /**
     * An appliance to talk BGP with.
     *
     * @param state a peer that is {@code FAILED} gets no session
     */
    public record Peer(ArmId id, Asn asn, IpAddress address, ProvisioningState state) {

        /** Reads a stored {@code Microsoft.Network/virtualHubs/bgpConnections}. */
        private static Peer of(Resource connection) {
            var fields = Fields.of(connection);
            return new Peer(
                    connection.id(),
                    new Asn(fields.number("peerAsn").orElseThrow()),
                    fields.address("peerIp").orElseThrow(),
                    connection.state());
        }
    }

    /** The virtual network that it lives in. */
    public ArmId vnet() {
        return subnet.parent().orElseThrow();
    }

    /** Reads a stored {@code Microsoft.Network/virtualHubs}; empty while it has no subnet. */
    public static Optional<RouteServer> of(Resource hub, Resources cloud) {
        var fields = Fields.of(hub);
        return VirtualHubs.subnet(hub.id(), cloud)
                .map(subnet ->
                        new RouteServer(
                                hub.id(),
                                hub.serial(),
                                subnet,
                                new Asn(VirtualHubs.ASN),
                                VirtualHubs.addresses(hub.id(), cloud),
                                fields.flag("allowBranchToBranchTraffic")
                                        ? BranchToBranch.ALLOWED
                                        : BranchToBranch.REFUSED,
                                preference(fields.needed("hubRoutingPreference")),
                                cloud.children(hub.id(), "bgpConnections").map(Peer::of).toList()));
    }

    private static Preference preference(String text) {
        return switch (text) {
            case "VpnGateway" -> Preference.VPN_GATEWAY;
            case "ASPath" -> Preference.AS_PATH;
            default -> Preference.EXPRESS_ROUTE;
        };
    }
}
