package fairlead.box;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fairlead.azure.arm.ArmId;
import fairlead.azure.hub.Community;
import fairlead.azure.hub.ExportRules;
import fairlead.azure.hub.ImportRules;
import fairlead.azure.hub.Profile;
import fairlead.azure.hub.RouteServer;
import fairlead.azure.hub.WantedSpeaker;
import fairlead.bgp.session.PeerState;
import fairlead.bgp.speaker.LocalEnd;
import fairlead.bgp.speaker.PlainSockets;
import fairlead.bgp.speaker.SessionReport;
import fairlead.bgp.speaker.Speaker;
import fairlead.bgp.speaker.SpeakerConfig;
import fairlead.bgp.speaker.SpeakerEvent;
import fairlead.cloud.Fact;
import fairlead.cloud.MachineWanted;
import fairlead.cloud.SessionKey;
import fairlead.cloud.VnetDecision.SpeakerPlace;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import fairlead.net.MacAddress;
import fairlead.net.Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An instance of a Route Server on loopback, and a peer that nobody is. */
class SpeakerEdgeTest {

    private static final int PORT = 24_000 + (int) (ProcessHandle.current().pid() % 8_000);
    private static final IpAddress SELF = IpAddress.parse("127.41.0.4");
    private static final ArmId HUB =
            ArmId.parse(
                    "/subscriptions/7e5f4b2c-0000-4000-8000-000000000001/resourceGroups/g"
                            + "/providers/Microsoft.Network/virtualHubs/rs");
    private static final ArmId PEER = ArmId.parse(HUB + "/bgpConnections/p");

    private final List<Fact.Seen> facts = new CopyOnWriteArrayList<>();

    @Test
    @Timeout(60)
    void aSpeakerThatRanOutOfMemoryIsStartedAgain() throws Exception {
        var makers = new Makers();
        try (var edge = new SpeakerEdge(makers, facts::add)) {
            edge.become(List.of(place()));
            await().until(() -> makers.made.getFirst().hasEnded());

            edge.revive();

            assertThat(makers.made).hasSize(2);
            assertThat(facts)
                    .as("what it had said of its session is taken back")
                    .contains(
                            new Fact.SessionObserved(
                                    new SessionKey(HUB, 0, PEER), Optional.empty()));
            await().untilAsserted(() ->
                    assertThat(edge.sessions(HUB, 0))
                            .extracting(SessionReport::state)
                            .containsExactly(PeerState.ACTIVE));
            edge.revive();
            assertThat(makers.made).as("one that runs is left alone").hasSize(2);
        }
    }

    /** The first speaker runs out of memory with its first event. */
    private static final class Makers implements SpeakerEdge.Makers {
        final List<Speaker> made = new ArrayList<>();

        @Override
        public void guest(SpeakerPlace place) {
            // Loopback has its addresses.
        }

        @Override
        public Speaker speaker(
                SpeakerPlace place, SpeakerConfig config, Consumer<SpeakerEvent> events) {
            var local = config.local();
            var here =
                    new SpeakerConfig(
                            config.name(),
                            new LocalEnd(local.asn(), local.routerId(), local.address(), PORT),
                            config.timing(),
                            config.neighbours(),
                            config.imports(),
                            config.exports());
            boolean first = made.isEmpty();
            var speaker =
                    new Speaker(
                            here,
                            new PlainSockets(),
                            event -> {
                                if (first) {
                                    throw new OutOfMemoryError("for this test");
                                }
                                events.accept(event);
                            });
            made.add(speaker);
            return speaker;
        }
    }

    private static SpeakerPlace place() {
        return new SpeakerPlace(
                new WantedSpeaker(
                        HUB,
                        1,
                        0,
                        "RouteServiceRole_IN_0",
                        ArmId.parse(HUB.toString().replace("virtualHubs/rs", "virtualNetworks/v")),
                        SELF,
                        SELF,
                        new Asn(65515),
                        List.of(
                                new RouteServer.Peer(
                                        PEER, "p", new Asn(65001), IpAddress.parse("127.41.0.9"))),
                        List.of(),
                        new ImportRules(
                                new Asn(65515),
                                new Prefix(IpAddress.parse("127.41.0.0"), 27),
                                List.of(),
                                1000),
                        new ExportRules(Profile.Reflection.BETWEEN_PEERS, Community.NO_ADVERTISE),
                        Profile.Restarts.SILENT),
                "none",
                new MachineWanted.Nic(
                        "eth0",
                        new MacAddress(0x02_00_00_00_00_01L),
                        SELF,
                        27,
                        IpAddress.parse("127.41.0.1")));
    }
}
