package fairlead.azure.hub;

import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.ResourceType;
import fairlead.azure.hub.RouteServer.BranchToBranch;
import fairlead.azure.hub.RouteServer.Peer;
import fairlead.azure.hub.RouteServer.RoutingPreference;
import fairlead.azure.vnet.Networks;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.util.List;
import java.util.stream.Stream;

/** A Route Server for tests: network 10.1.0.0/16, instances .4 and .5 of 10.1.1.0/24. */
final class Hubs {

    static final ArmId ID =
            ArmId.group("s", "g").resource(new ResourceType("Microsoft.Network/virtualHubs"), "rs");

    private Hubs() {}

    static ArmId peerId(String name) {
        return ID.child("bgpConnections", name);
    }

    static Peer peer(String name, long asn, String address) {
        return new Peer(peerId(name), name, new Asn(asn), IpAddress.parse(address));
    }

    static RouteServer server(Peer... peers) {
        return server(RoutingPreference.EXPRESS_ROUTE, peers);
    }

    static RouteServer server(RoutingPreference preference, Peer... peers) {
        return new RouteServer(
                ID,
                1,
                Networks.vnetId("vnet"),
                Prefix.parse("10.1.1.0/24"),
                Stream.of("10.1.1.4", "10.1.1.5").map(IpAddress::parse).toList(),
                RouteServer.AZURE_ASN,
                BranchToBranch.NOT_ALLOWED,
                preference,
                List.of(peers));
    }

    static RouteServer allowingBranchToBranch(RouteServer server) {
        return new RouteServer(
                server.id(),
                server.serial(),
                server.vnet(),
                server.subnet(),
                server.instances(),
                server.asn(),
                BranchToBranch.ALLOWED,
                server.preference(),
                server.peers());
    }

    static Networks network() {
        return new Networks().vnet("vnet", "10.1.0.0/16");
    }

    static ImportRules imports(RouteServer server) {
        return WantedSpeaker.imports(server, network().topology(), Profile.AZURE);
    }

    /** A live route of an appliance. */
    static HeardRoute heard(
            int instance, String peer, String prefix, String nextHop, long... path) {
        return HeardRoute.of(
                instance,
                peerId(peer),
                Prefix.parse(prefix),
                IpAddress.parse(nextHop),
                AsPath.of(path));
    }
}
