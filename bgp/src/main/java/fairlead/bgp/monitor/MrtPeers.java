package fairlead.bgp.monitor;

import fairlead.bgp.mrt.MrtSession;
import fairlead.bgp.speaker.WatchedSession;

/** Sessions in the words of MRT. */
final class MrtPeers {

    private MrtPeers() {}

    static MrtSession session(WatchedSession session) {
        var local = session.ends().local();
        var peer = session.peer();
        boolean known = local.family() == peer.address().family();
        return new MrtSession(
                peer.asn(),
                session.localAsn(),
                0,
                peer.address(),
                known ? local : peer.address().masked(0));
    }
}
