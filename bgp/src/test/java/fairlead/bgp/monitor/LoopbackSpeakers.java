package fairlead.bgp.monitor;

import fairlead.bgp.rib.ExportRules;
import fairlead.bgp.rib.ExportRules.Origination;
import fairlead.bgp.rib.ExportRules.Reflection;
import fairlead.bgp.rib.ImportRules;
import fairlead.bgp.speaker.LocalEnd;
import fairlead.bgp.speaker.Neighbour;
import fairlead.bgp.speaker.NeighbourOptions;
import fairlead.bgp.speaker.PlainSockets;
import fairlead.bgp.speaker.Profile;
import fairlead.bgp.speaker.Speaker;
import fairlead.bgp.speaker.SpeakerConfig;
import fairlead.bgp.speaker.Timing;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** A route server in AS 64500 with a peer in AS 64501 that tells routes, over loopback. */
public final class LoopbackSpeakers {

    public static final IpAddress SERVER = IpAddress.parse("127.33.0.1");
    public static final IpAddress PEER = IpAddress.parse("127.33.0.2");
    public static final int PORT = 20_000 + (int) (ProcessHandle.current().pid() % 10_000);
    private static final Timing TIMING =
            new Timing(Duration.ofSeconds(30), Duration.ofMillis(100), Duration.ofMillis(300));

    private LoopbackSpeakers() {}

    public static Speaker server() {
        // One that does not dial never has a collision to settle.
        return server(NeighbourOptions.USUAL.draft().passive(true).made());
    }

    /** One whose peer has these options. */
    public static Speaker server(NeighbourOptions ofPeer) {
        return new Speaker(
                new SpeakerConfig(
                        "watched",
                        new LocalEnd(new Asn(64500), SERVER, SERVER, PORT),
                        TIMING,
                        List.of(new Neighbour("peer", PEER, new Asn(64501), ofPeer)),
                        ImportRules.ALL,
                        new ExportRules(List.of(), new Reflection.On(List.of())),
                        Profile.ROUTE_SERVER),
                new PlainSockets(),
                Speaker.Routes.NOT_TOLD,
                _ -> {});
    }

    static Speaker peer(List<Prefix> prefixes) {
        return new Speaker(
                peerConfig(prefixes), new PlainSockets(), Speaker.Routes.NOT_TOLD, _ -> {});
    }

    static SpeakerConfig peerConfig(List<Prefix> prefixes) {
        return peerConfig(NeighbourOptions.USUAL, prefixes);
    }

    /** Of one to whom the server has these options. */
    static SpeakerConfig peerConfig(NeighbourOptions ofServer, List<Prefix> prefixes) {
        return new SpeakerConfig(
                "peer",
                new LocalEnd(new Asn(64501), PEER, PEER, PORT),
                TIMING,
                List.of(new Neighbour("server", SERVER, new Asn(64500), ofServer)),
                ImportRules.ALL,
                new ExportRules(
                        prefixes.stream().map(one -> new Origination(one, List.of())).toList(),
                        new Reflection.Off()));
    }

    /** 10.0.0.0/24 and so on. */
    static List<Prefix> prefixes(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Prefix(IpAddress.v4(0x0a000000 + (i << 8)), 24))
                .toList();
    }
}
