package fairlead.azure.hub;

import static fairlead.azure.hub.Hubs.heard;
import static fairlead.azure.hub.Hubs.network;
import static fairlead.azure.hub.Hubs.peer;
import static fairlead.azure.hub.Hubs.server;
import static org.assertj.core.api.Assertions.assertThat;

import fairlead.azure.hub.Profile.Reflection;
import fairlead.azure.vnet.Networks;
import fairlead.azure.vnet.Topology.Peering.Flag;
import fairlead.azure.vnet.Topology.Peering.State;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WantedSpeakerTest {

    private static final RouteServer SERVER =
            server(peer("nva_0", 65001, "10.1.2.4"), peer("nva_1", 65002, "10.1.2.5"));

    private static WantedSpeaker first(Networks networks) {
        return WantedSpeaker.of(SERVER, networks.topology(), Profile.AZURE).getFirst();
    }

    @Test
    void aRouteServerIsTwoSpeakersWithRouterIdsOfTheirOwnAndTheSamePeers() {
        var speakers = WantedSpeaker.of(SERVER, network().topology(), Profile.AZURE);
        assertThat(speakers)
                .extracting(s -> s.name() + " " + s.address() + " " + s.routerId() + " " + s.asn())
                .containsExactly(
                        "RouteServiceRole_IN_0 10.1.1.4 10.1.1.4 65515",
                        "RouteServiceRole_IN_1 10.1.1.5 10.1.1.5 65515");
        assertThat(speakers).allSatisfy(s -> assertThat(s.sessions()).isEqualTo(SERVER.peers()));
    }

    @Test
    void wholePrefixesOfTheOwnNetworkAreAnnouncedUnmarked() {
        var networks = new Networks().vnet("vnet", "10.1.0.0/16", "10.9.0.0/16");
        assertThat(first(networks).originated())
                .extracting(o -> o.prefix() + " " + o.communities())
                .containsExactly("10.1.0.0/16 []", "10.9.0.0/16 []");
    }

    @ParameterizedTest(name = "uses {0}, allows {1}, {2}: announced {3}")
    @CsvSource({
        "true,  true,  CONNECTED, true",
        "false, true,  CONNECTED, false",
        "true,  false, CONNECTED, false",
        "true,  true,  INITIATED, false"
    })
    void aPeeredNetworkIsAnnouncedMarkedOnlyIfItUsesOurGateways(
            boolean uses, boolean allows, State state, boolean announced) {
        var networks =
                network()
                        .vnet("spoke", "10.2.0.0/16")
                        .peer("vnet", "spoke", state, flags(allows, Flag.ALLOW_GATEWAY_TRANSIT))
                        .peer("spoke", "vnet", state, flags(uses, Flag.USE_REMOTE_GATEWAYS));
        assertThat(first(networks).originated())
                .extracting(o -> o.prefix() + " " + o.communities())
                .isEqualTo(
                        announced
                                ? List.of("10.1.0.0/16 []", "10.2.0.0/16 [65518:65518]")
                                : List.of("10.1.0.0/16 []"));
    }

    private static Flag[] flags(boolean set, Flag flag) {
        return set ? new Flag[] {flag} : new Flag[0];
    }

    @ParameterizedTest(name = "{0} by {1}, path {2}: {3}")
    @CsvSource({
        "9.0.0.0/8,    10.1.2.4, 65001,       ''",
        "9.0.0.0/8,    10.1.2.4, 65001 65515, LOOP",
        "10.1.1.0/24,  10.1.2.4, 65001,       OWN_SUBNET",
        "10.1.1.0/25,  10.1.2.4, 65001,       ''",
        "10.1.0.0/16,  10.1.2.4, 65001,       ''",
        "9.0.0.0/8,    10.1.9.9, 65001,       ''",
        "9.0.0.0/8,    10.2.0.4, 65001,       ''",
        "9.0.0.0/8,    10.3.0.4, 65001,       NEXT_HOP",
        "9.0.0.0/8,    8.8.8.8,  65001,       NEXT_HOP",
        "10.1.1.0/24,  8.8.8.8,  65515,       LOOP",
        "10.1.1.0/24,  8.8.8.8,  65001,       OWN_SUBNET"
    })
    void importRulesAreAskedInOrder(String prefix, String hop, String path, String rule) {
        var networks =
                network()
                        .vnet("spoke", "10.2.0.0/16")
                        .vnet("beyond", "10.3.0.0/16")
                        .peered("vnet", "spoke")
                        .peered("spoke", "beyond");
        var asns = List.of(path.split(" ")).stream().mapToLong(Long::parseLong).toArray();
        assertThat(
                        first(networks)
                                .imports()
                                .judge(Prefix.parse(prefix), IpAddress.parse(hop), AsPath.of(asns))
                                .map(r -> r.rule().name())
                                .orElse(""))
                .isEqualTo(rule);
    }

    @Test
    void aLoopInsideASetIsALoopToo() {
        var path =
                new AsPath(
                        List.of(
                                new AsPath.Hop.Single(new Asn(65001)),
                                new AsPath.Hop.Aggregate(List.of(new Asn(65515), new Asn(7)))));
        assertThat(
                        first(network())
                                .imports()
                                .judge(
                                        Prefix.parse("9.0.0.0/8"),
                                        IpAddress.parse("10.1.2.4"),
                                        path))
                .hasValueSatisfying(r -> assertThat(r.rule()).isEqualTo(ImportRules.Rule.LOOP));
    }

    @Test
    void theLimitIsASetting() {
        var old =
                WantedSpeaker.of(
                        SERVER, network().topology(), Profile.AZURE.withRoutesPerPeer(1000));
        assertThat(old.getFirst().imports().maxRoutes()).isEqualTo(1000);
        assertThat(first(network()).imports().maxRoutes()).isEqualTo(4000);
    }

    @Test
    void appliancesHearOfEachOtherWithAzuresMark() {
        assertThat(first(network()).exports())
                .isEqualTo(new ExportRules(Reflection.BETWEEN_PEERS, Community.LEARNED));
    }

    @Test
    void branchToBranchIsAboutGatewaysAndChangesNothingForAppliancesAndNetworks() {
        var networks = network().vnet("spoke", "10.2.0.0/16");
        for (boolean uses : List.of(true, false)) {
            networks.peer("vnet", "spoke", State.CONNECTED, flags(uses, Flag.ALLOW_GATEWAY_TRANSIT))
                    .peer("spoke", "vnet", State.CONNECTED, flags(uses, Flag.USE_REMOTE_GATEWAYS));
            var allowed = Hubs.allowingBranchToBranch(SERVER);
            assertThat(WantedSpeaker.of(allowed, networks.topology(), Profile.AZURE))
                    .isEqualTo(WantedSpeaker.of(SERVER, networks.topology(), Profile.AZURE));
            assertThat(
                            Selection.of(
                                    allowed,
                                    Hubs.imports(allowed),
                                    Profile.AZURE,
                                    List.of(marked())))
                    .isEqualTo(
                            Selection.of(
                                    SERVER,
                                    Hubs.imports(SERVER),
                                    Profile.AZURE,
                                    List.of(marked())));
        }
        assertThat(first(networks).exports().reflection())
                .as("though it is not allowed")
                .isEqualTo(Reflection.BETWEEN_PEERS);
    }

    @Test
    void aRouteThatIsNotToBeAdvertisedIsProgrammedAllTheSame() {
        var selection =
                Selection.of(
                        SERVER,
                        first(network()).imports(),
                        Profile.AZURE,
                        List.of(marked(Community.NO_ADVERTISE)));
        assertThat(selection.learned()).hasSize(1);
    }

    @Test
    void reflectionIsASetting() {
        var silent =
                WantedSpeaker.of(SERVER, network().topology(), Profile.AZURE.with(Reflection.OFF))
                        .getFirst();
        assertThat(silent.exports().reflection()).isEqualTo(Reflection.OFF);
    }

    private static HeardRoute marked(Community... communities) {
        var route = heard(0, "nva_0", "9.0.0.0/8", "10.1.2.4", 65001);
        return new HeardRoute(
                0,
                route.peer(),
                route.via(),
                route.prefix(),
                route.nextHop(),
                route.asPath(),
                route.origin(),
                List.of(communities),
                route.freshness());
    }
}
