package fairlead.azure.hub;

import static fairlead.azure.hub.Hubs.heard;
import static fairlead.azure.hub.Hubs.peer;
import static fairlead.azure.hub.Hubs.peerId;
import static fairlead.azure.hub.Hubs.server;
import static org.assertj.core.api.Assertions.assertThat;

import fairlead.net.Asn;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.util.List;
import org.junit.jupiter.api.Test;

class PeerRouteTest {

    private static final RouteServer SERVER =
            server(peer("quagga", 65147, "10.1.0.4"), peer("quagga2", 65147, "10.1.0.5"));

    @Test
    void learnedRowsAreByInstanceWithPrependsHyphensAndTheSource() {
        var heard =
                List.of(
                        heard(1, "quagga2", "192.168.255.0/24", "10.1.0.5", 65147, 65147, 65147),
                        heard(0, "quagga2", "192.168.255.0/24", "10.1.0.5", 65147, 65147, 65147),
                        heard(0, "quagga", "192.168.255.0/24", "10.1.0.4", 65147));
        var rows = PeerRoute.learned(SERVER, SERVER.peers().getLast(), heard);
        assertThat(PeerRoute.json(rows).toString())
                .isEqualTo(
                        """
                        {"RouteServiceRole_IN_0":[{"localAddress":"10.1.1.4",\
                        "network":"192.168.255.0/24","nextHop":"10.1.0.5","sourcePeer":"10.1.0.5",\
                        "origin":"EBgp","asPath":"65147-65147-65147","weight":32768}],\
                        "RouteServiceRole_IN_1":[{"localAddress":"10.1.1.5",\
                        "network":"192.168.255.0/24","nextHop":"10.1.0.5","sourcePeer":"10.1.0.5",\
                        "origin":"EBgp","asPath":"65147-65147-65147","weight":32768}]}\
                        """);
    }

    @Test
    void advertisedRowsHaveTheInstanceAsNextHopAndNoSource() {
        var advertised = List.of(advertised(0, "10.1.1.4"), advertised(1, "10.1.1.5"));
        var rows = PeerRoute.advertised(SERVER, peerId("quagga2"), advertised);
        assertThat(PeerRoute.json(rows).toString())
                .isEqualTo(
                        """
                        {"RouteServiceRole_IN_0":[{"localAddress":"10.1.1.4","network":"10.1.0.0/16",\
                        "nextHop":"10.1.1.4","origin":"Igp","asPath":"65515","weight":0}],\
                        "RouteServiceRole_IN_1":[{"localAddress":"10.1.1.5","network":"10.1.0.0/16",\
                        "nextHop":"10.1.1.5","origin":"Igp","asPath":"65515","weight":0}]}\
                        """);
    }

    private static Advertised advertised(int instance, String address) {
        return new Advertised(
                instance,
                peerId("quagga2"),
                Prefix.parse("10.1.0.0/16"),
                IpAddress.parse(address),
                AsPath.of(65515),
                List.of());
    }

    @Test
    void anInstanceThatHeardNothingIsThereAllTheSame() {
        var heard = List.of(heard(1, "quagga", "9.0.0.0/8", "10.1.0.4", 65147));
        var rows = PeerRoute.learned(SERVER, SERVER.peers().getFirst(), heard);
        assertThat(rows.sequencedKeySet())
                .containsExactly("RouteServiceRole_IN_0", "RouteServiceRole_IN_1");
        assertThat(rows.get("RouteServiceRole_IN_0")).isEmpty();
        assertThat(rows.get("RouteServiceRole_IN_1")).hasSize(1);
    }

    @Test
    void instancesAreInTheirOwnOrderNotThatOfAddresses() {
        var turned =
                new RouteServer(
                        SERVER.id(),
                        SERVER.serial(),
                        SERVER.vnet(),
                        SERVER.subnet(),
                        SERVER.instances().reversed(),
                        SERVER.asn(),
                        SERVER.branchToBranch(),
                        SERVER.preference(),
                        SERVER.peers());
        var heard = List.of(heard(0, "quagga", "9.0.0.0/8", "10.1.0.4", 65147));
        assertThat(PeerRoute.learned(turned, turned.peers().getFirst(), heard))
                .extractingByKey("RouteServiceRole_IN_0")
                .satisfies(
                        rows -> assertThat(rows.getFirst().localAddress()).hasToString("10.1.1.5"));
    }

    @Test
    void aSetInThePathCountsAsOneAndIsBraced() {
        var path =
                new AsPath(
                        List.of(
                                new AsPath.Hop.Single(new Asn(65147)),
                                new AsPath.Hop.Aggregate(List.of(new Asn(9), new Asn(7)))));
        assertThat(path.hyphened()).isEqualTo("65147-{7,9}");
        assertThat(path.length()).isEqualTo(2);
    }
}
