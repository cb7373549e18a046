package fairlead.azure.hub;

import fairlead.azure.arm.ArmId;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.util.List;
import java.util.Optional;

/**
 * A {@code Microsoft.Network/virtualHubs} that lives in a virtual network, checked and resolved.
 *
 * @param serial names the kernel objects of this Route Server
 * @param vnet the network that holds it
 * @param subnet its {@code RouteServerSubnet}
 * @param instances the addresses of {@code RouteServiceRole_IN_0}, {@code _IN_1}, in that order;
 *     not necessarily ascending
 * @param peers in the order in which they were made; next hops are listed in this order
 */
public record RouteServer(
        ArmId id,
        int serial,
        ArmId vnet,
        Prefix subnet,
        List<IpAddress> instances,
        Asn asn,
        BranchToBranch branchToBranch,
        RoutingPreference preference,
        List<Peer> peers) {

    /** The number that every Route Server of Azure has. */
    public static final Asn AZURE_ASN = new Asn(65515);

    /** {@code allowBranchToBranchTraffic}: whether gateways and appliances exchange routes. */
    public enum BranchToBranch {
        ALLOWED,
        NOT_ALLOWED
    }

    /** {@code hubRoutingPreference}. */
    public enum RoutingPreference {
        EXPRESS_ROUTE("ExpressRoute"),
        VPN_GATEWAY("VpnGateway"),
        AS_PATH("ASPath");

        private final String azureName;

        RoutingPreference(String azureName) {
            this.azureName = azureName;
        }

        /** {@code ExpressRoute}. */
        public String azureName() {
            return azureName;
        }
    }

    /** A {@code bgpConnections} child: an appliance that may open a session. */
    public record Peer(ArmId id, String name, Asn asn, IpAddress address) {}

    public RouteServer {
        instances = List.copyOf(instances);
        peers = List.copyOf(peers);
    }

    /** {@code RouteServiceRole_IN_0}. */
    public static String roleName(int instance) {
        return "RouteServiceRole_IN_" + instance;
    }

    public Optional<Peer> peer(ArmId peer) {
        return peers.stream().filter(p -> p.id().equals(peer)).findFirst();
    }
}
