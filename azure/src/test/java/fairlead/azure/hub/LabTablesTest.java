package fairlead.azure.hub;

import static fairlead.azure.hub.Hubs.heard;
import static fairlead.azure.hub.Hubs.imports;
import static fairlead.azure.hub.Hubs.peer;
import static fairlead.azure.hub.Hubs.server;
import static org.assertj.core.api.Assertions.assertThat;

import fairlead.azure.vnet.EffectiveRoutes;
import fairlead.azure.vnet.LearnedRoutes;
import fairlead.azure.vnet.Networks;
import fairlead.azure.vnet.NextHop;
import fairlead.azure.vnet.RouteRow;
import fairlead.azure.vnet.Topology.BgpPropagation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** From what two instances heard to the table of a NIC, as real Azure printed it for both labs. */
class LabTablesTest {

    /**
     * Peers in the order of Azure's list: the last one was made last and has the lowest address.
     */
    private static final RouteServer EIGHT =
            server(
                    peer("nva_1", 65001, "10.1.2.5"),
                    peer("nva_3", 65001, "10.1.2.7"),
                    peer("nva_4", 65001, "10.1.2.8"),
                    peer("nva_5", 65001, "10.1.2.9"),
                    peer("nva_6", 65001, "10.1.2.10"),
                    peer("nva_7", 65001, "10.1.2.11"),
                    peer("nva_9", 65001, "10.1.2.13"),
                    peer("nva_10", 65001, "10.1.2.4"));

    private static final RouteServer TWO =
            server(peer("quagga", 65147, "10.1.0.4"), peer("quagga2", 65147, "10.1.0.5"));

    @Test
    void eightAppliancesWithADefaultAndTheNetworksOwnPrefix() {
        var networks =
                Hubs.network()
                        .table(
                                "vnet",
                                BgpPropagation.ENABLED,
                                Networks.user("109.125.124.132/32", new NextHop.Internet()));
        var expected =
                """
                Default Active 10.1.0.0/16 VnetLocal []
                VirtualNetworkGateway Active 0.0.0.0/0 VirtualNetworkGateway [10.1.2.5]
                VirtualNetworkGateway Active 0.0.0.0/0 VirtualNetworkGateway [10.1.2.7]
                VirtualNetworkGateway Active 0.0.0.0/0 VirtualNetworkGateway [10.1.2.8]
                VirtualNetworkGateway Active 0.0.0.0/0 VirtualNetworkGateway [10.1.2.9]
                VirtualNetworkGateway Active 0.0.0.0/0 VirtualNetworkGateway [10.1.2.10]
                VirtualNetworkGateway Active 0.0.0.0/0 VirtualNetworkGateway [10.1.2.11]
                VirtualNetworkGateway Active 0.0.0.0/0 VirtualNetworkGateway [10.1.2.13]
                VirtualNetworkGateway Active 0.0.0.0/0 VirtualNetworkGateway [10.1.2.4]
                User Active 109.125.124.132/32 Internet []
                """;
        var heard = new ArrayList<HeardRoute>();
        for (var peer : EIGHT.peers()) {
            for (int instance = 0; instance < 2; instance++) {
                for (var prefix : List.of("0.0.0.0/0", "10.1.0.0/16")) {
                    heard.add(
                            heard(instance, peer.name(), prefix, peer.address().toString(), 65001));
                }
            }
        }
        var random = new Random(7);
        for (int i = 0; i < 24; i++) {
            assertThat(table(networks, EIGHT, heard)).isEqualTo(expected);
            Collections.shuffle(heard, random);
        }
    }

    @Test
    void twoRoutersOfEqualPathUntilOnePrepends() {
        var near = onBoth("quagga", "10.1.0.4", 65147);
        var equal = onBoth("quagga2", "10.1.0.5", 65147);
        var prepended = onBoth("quagga2", "10.1.0.5", 65147, 65147, 65147);
        assertThat(table(Hubs.network(), TWO, joined(near, equal)))
                .contains("192.168.255.0/24 VirtualNetworkGateway [10.1.0.4]")
                .contains("192.168.255.0/24 VirtualNetworkGateway [10.1.0.5]");
        assertThat(table(Hubs.network(), TWO, joined(near, prepended)))
                .contains("192.168.255.0/24 VirtualNetworkGateway [10.1.0.4]")
                .doesNotContain("10.1.0.5");
    }

    private static List<HeardRoute> onBoth(String peer, String address, long... path) {
        return List.of(
                heard(0, peer, "192.168.255.0/24", address, path),
                heard(1, peer, "192.168.255.0/24", address, path));
    }

    private static List<HeardRoute> joined(List<HeardRoute> one, List<HeardRoute> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }

    private static String table(Networks networks, RouteServer server, List<HeardRoute> heard) {
        var learned = Selection.of(server, imports(server), Profile.AZURE, heard).learned();
        var routes =
                EffectiveRoutes.of(
                        Networks.subnetId("vnet"),
                        networks.topology(),
                        new LearnedRoutes(Map.of(server.vnet(), learned)));
        return RouteRow.of(routes, BgpPropagation.ENABLED, RouteRow.Shape.PER_NEXT_HOP).stream()
                .map(row ->
                        String.join(
                                        " ",
                                        row.source(),
                                        row.state(),
                                        row.addressPrefix().getFirst().toString(),
                                        row.nextHopType(),
                                        row.nextHopIpAddress().toString())
                                + "\n")
                .collect(Collectors.joining());
    }
}
