package fairlead.bgp.bmp;

import fairlead.bgp.bmp.BmpMessage.OfPeer;
import fairlead.bgp.bmp.BmpMessage.PeerDown;
import fairlead.bgp.bmp.BmpMessage.PeerUp;
import fairlead.bgp.wire.AddressFamily;
import fairlead.bgp.wire.AsWidth;
import fairlead.bgp.wire.BgpCodec;
import fairlead.bgp.wire.BgpMessage;
import fairlead.bgp.wire.Capability;
import fairlead.bgp.wire.Decoded;
import fairlead.bgp.wire.Octets;
import fairlead.net.IpAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What a stream has said of each session: how its UPDATEs have to be read follows from the OPENs of
 * its peer up (RFC 7854 §4.10).
 */
public final class MonitoredSessions {

    private record Key(int type, long distinguisher, IpAddress address) {
        static Key of(BmpPeer peer) {
            return new Key(peer.type(), peer.distinguisher(), peer.address());
        }
    }

    private record PathIds(Set<AddressFamily> received, Set<AddressFamily> sent) {}

    private final Map<Key, PathIds> up = new HashMap<>();

    /** Takes note of a peer that came up or went down. */
    public void note(OfPeer message) {
        switch (message) {
            case PeerUp peerUp -> up.put(Key.of(peerUp.peer()), pathIds(peerUp));
            case PeerDown down -> up.remove(Key.of(down.peer()));
            case BmpMessage.RouteMonitoring _, BmpMessage.StatsReport _ -> {}
        }
    }

    /** Whether prefixes of a table come with path identifiers (RFC 7911). */
    public boolean hasPathIds(BmpPeer peer, AddressFamily family) {
        var known = up.get(Key.of(peer));
        return known != null
                && switch (peer.view()) {
                    case ADJ_RIB_IN, ADJ_RIB_IN_POST_POLICY -> known.received.contains(family);
                    case ADJ_RIB_OUT, ADJ_RIB_OUT_POST_POLICY -> known.sent.contains(family);
                    case LOC_RIB -> known.sent.contains(family) || known.received.contains(family);
                };
    }

    private static PathIds pathIds(PeerUp up) {
        var ours = new HashSet<AddressFamily>();
        var theirs = new HashSet<AddressFamily>();
        var weSend = families(up.sentOpen(), true);
        var weReceive = families(up.sentOpen(), false);
        for (var family : families(up.receivedOpen(), true)) {
            if (weReceive.contains(family)) {
                theirs.add(family);
            }
        }
        for (var family : families(up.receivedOpen(), false)) {
            if (weSend.contains(family)) {
                ours.add(family);
            }
        }
        return new PathIds(theirs, ours);
    }

    private static Set<AddressFamily> families(Octets octets, boolean sends) {
        var families = new HashSet<AddressFamily>();
        if (BgpCodec.decode(octets.toArray(), AsWidth.FOUR)
                instanceof Decoded.Ok(BgpMessage.Open open, _)) {
            for (var capability : open.capabilities()) {
                if (capability instanceof Capability.AddPath(var offered)) {
                    offered.stream()
                            .filter(one -> sends ? one.sends() : one.receives())
                            .forEach(one -> families.add(one.family()));
                }
            }
        }
        return families;
    }
}
