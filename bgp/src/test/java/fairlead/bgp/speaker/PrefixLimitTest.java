package fairlead.bgp.speaker;

import static org.assertj.core.api.Assertions.assertThat;

import fairlead.bgp.rib.ExportRules;
import fairlead.bgp.rib.ExportRules.Origination;
import fairlead.bgp.rib.ExportRules.Reflection;
import fairlead.bgp.rib.ImportRules;
import fairlead.bgp.session.PeerState;
import fairlead.bgp.speaker.SimulatedNetwork.Latency;
import fairlead.bgp.wire.Community;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How Azure counts the prefixes of a peer: those that arrive on top of those that are held. */
class PrefixLimitTest {

    private static final IpAddress SERVER = IpAddress.parse("10.1.1.4");
    private static final IpAddress PEER = IpAddress.parse("10.1.2.4");
    private static final int LIMIT = 4;

    private final SimulatedNetwork network =
            new SimulatedNetwork(new SplittableRandom(1000), Latency.STEADY);

    @Test
    void heldAndArrivingPrefixesTogetherMayNotPassTheLimit() {
        network.add(config(SERVER, 65515, LIMIT, PEER, 65001, 0, 0));
        network.add(peer(2, 1));
        network.startAll();
        network.time.run(Duration.ofSeconds(2));
        assertThat(session().counters().heldPrefixes()).isEqualTo(2);

        network.reconfigure(peer(2, 2));
        network.time.run(Duration.ofSeconds(1));
        assertThat(session())
                .as("2 held + 2 again = 4, the limit")
                .satisfies(report -> assertThat(report.flaps()).isZero());

        network.reconfigure(peer(3, 3));
        network.time.run(Duration.ofMillis(500));
        assertThat(session().state()).isNotEqualTo(PeerState.ESTABLISHED);
        assertThat(session().lastError())
                .as("3 prefixes in all, but 2 + 3 are counted")
                .contains("2 prefixes held and 3 more in one UPDATE are over the limit of 4");
    }

    private SessionReport session() {
        return network.at(SERVER).sessions().getFirst();
    }

    /** One that tells so many prefixes, all in one UPDATE, with a mark that makes them new. */
    private static SpeakerConfig peer(int prefixes, int mark) {
        return config(PEER, 65001, ImportRules.UNLIMITED, SERVER, 65515, prefixes, mark);
    }

    private static SpeakerConfig config(
            IpAddress address,
            long asn,
            int limit,
            IpAddress neighbour,
            long neighbourAsn,
            int prefixes,
            int mark) {
        return new SpeakerConfig(
                address.toString(),
                new LocalEnd(new Asn(asn), address, address, LocalEnd.BGP),
                Timing.AZURE,
                List.of(new Neighbour(neighbour.toString(), neighbour, new Asn(neighbourAsn))),
                new ImportRules(List.of(), List.of(Prefix.ALL_V4), limit),
                new ExportRules(
                        IntStream.range(0, prefixes)
                                .mapToObj(i ->
                                        new Origination(
                                                Prefix.parse("10.100." + i + ".0/24"),
                                                List.of(Community.of(65001, mark))))
                                .toList(),
                        new Reflection.Off()));
    }
}
