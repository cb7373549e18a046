package fairlead.bgp.monitor;

import fairlead.bgp.mrt.MrtSession;
import fairlead.bgp.speaker.WatchedSession;

/** Sessions in the words of MRT. */
final class MrtPeers {

    private MrtPeers() {}

    static MrtSession session(WatchedSession session) {
        var local = session.ends().local();
        boolean known = local.family() == session.address().family();
        return new MrtSession(
                session.asn(),
                session.localAsn(),
                0,
                session.address(),
                known ? local : session.address().masked(0));
    }
}
