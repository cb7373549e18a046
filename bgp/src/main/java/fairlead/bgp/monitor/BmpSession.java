package fairlead.bgp.monitor;

import fairlead.bgp.bmp.BmpMessage;
import fairlead.bgp.bmp.BmpPeer;
import fairlead.bgp.bmp.BmpWriter;
import fairlead.bgp.bmp.Down;
import fairlead.bgp.bmp.RouteMonitor;
import fairlead.bgp.bmp.View;
import fairlead.bgp.rib.Family;
import fairlead.bgp.rib.RouteChanges;
import fairlead.bgp.rib.ToldChanges;
import fairlead.bgp.speaker.LocalEnd;
import fairlead.bgp.speaker.SessionEnd;
import fairlead.bgp.speaker.WatchedSession;
import fairlead.bgp.wire.OctetBuffer;
import fairlead.bgp.wire.Octets;
import fairlead.net.IpAddress;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one connection to a collector is told, from its first octet on: initiation, a peer up for
 * each session, all routes in slices, End-of-RIB; meanwhile and after that, what changes. It writes
 * into a buffer and knows of no sockets.
 */
final class BmpSession {

    private static final String TABLE = "global";

    private final CollectorSettings settings;
    private final LocalEnd local;
    private final OctetBuffer out;
    private final RouteMonitor monitor;
    private final BmpFeed feed;
    private final Map<Integer, WatchedSession> sessions = new LinkedHashMap<>();
    private final int slice;
    private final Slices slices;
    private boolean dumping = true;

    /** Peers whose tables are to be told once more, slice by slice. */
    private final ArrayDeque<Anew> anew = new ArrayDeque<>();

    private Slices anewSlices;

    /**
     * Begins: with who we are, and the sessions that stand.
     *
     * @param out whatever is to be sent is added to it
     * @param slice prefixes that are told at a time
     */
    BmpSession(
            CollectorSettings settings,
            LocalEnd local,
            Collection<WatchedSession> up,
            OctetBuffer out,
            int slice,
            Instant now) {
        this.settings = settings;
        this.local = local;
        this.out = out;
        this.monitor = new RouteMonitor(out);
        this.slice = slice;
        this.slices = new Slices(slice);
        this.anewSlices = new Slices(slice);
        this.feed = new BmpFeed(settings.views(), monitor, ours());
        BmpWriter.write(out, new BmpMessage.Initiation(settings.sysName(), settings.sysDescr()));
        if (settings.views().contains(View.LOC_RIB)) {
            var open = LocRibOpen.of(local);
            var nowhere = IpAddress.v4(0);
            BmpWriter.write(
                    out, new BmpMessage.PeerUp(ours(), now, nowhere, 0, 0, open, open, TABLE));
        }
        up.forEach(this::begin);
    }

    void up(WatchedSession session) {
        begin(session);
        anew.add(new Anew(session.number(), session.kept(), tellsOutgoing(settings), true));
    }

    void down(WatchedSession session, SessionEnd end, Instant now) {
        sessions.remove(session.number());
        feed.remove(session.number());
        BmpWriter.write(out, new BmpMessage.PeerDown(peer(session), now, down(end)));
    }

    void changed(TablesAt at, RouteChanges changes) {
        feed.changed(at, changes, slices);
    }

    void told(TablesAt at, ToldChanges changes) {
        feed.told(at, changes, slices);
    }

    /** Any prefix of what this peer is told may be another. */
    void retold(int number) {
        if (sessions.containsKey(number)) {
            anew.add(new Anew(number, false, true, false));
        }
    }

    /** Any prefix of what any peer is told may be another. */
    void retell() {
        sessions.keySet().forEach(this::retold);
    }

    /** Whether there is something left for {@link #slice}. */
    boolean hasSlices() {
        return dumping || !anew.isEmpty();
    }

    /** Tells a slice of what has not been told yet. */
    void slice(TablesAt at) {
        if (dumping) {
            slices.read(at.tables(), (family, from, to) -> feed.all(at, family, from, to));
            if (slices.isOver()) {
                endOfRibs(at.now());
                dumping = false;
            }
        } else if (!anew.isEmpty()) {
            again(at, anew.getFirst());
        }
    }

    void statistics(TablesAt at) {
        for (var session : sessions.values()) {
            BmpWriter.write(out, Statistics.of(peer(session), session, at));
        }
        if (settings.views().contains(View.LOC_RIB)) {
            BmpWriter.write(out, Statistics.ofLocRib(ours(), feed, at));
        }
    }

    void end() {
        BmpWriter.write(out, new BmpMessage.Termination(0, "monitoring ends"));
    }

    /** Whether the collector wants to know what goes out to peers. */
    static boolean tellsOutgoing(CollectorSettings settings) {
        return settings.views().contains(View.ADJ_RIB_OUT)
                || settings.views().contains(View.ADJ_RIB_OUT_POST_POLICY);
    }

    private void begin(WatchedSession session) {
        sessions.put(session.number(), session);
        feed.add(
                session.number(),
                peer(session),
                session.peer().width(),
                session.peer().addPathsFrom(),
                session.peer().addPathsTo());
        var ends = session.ends();
        var address = session.peer().address();
        boolean known = ends.local().family() == address.family();
        BmpWriter.write(
                out,
                new BmpMessage.PeerUp(
                        peer(session),
                        session.since(),
                        known ? ends.local() : address.masked(0),
                        ends.localPort(),
                        ends.remotePort(),
                        session.sentOpen(),
                        session.receivedOpen(),
                        ""));
    }

    private void again(TablesAt at, Anew task) {
        boolean stands = sessions.containsKey(task.number());
        if (stands) {
            anewSlices.read(
                    at.tables(), (family, from, to) -> feed.again(at, family, from, to, task));
        }
        if (anewSlices.isOver() || !stands) {
            anew.removeFirst();
            anewSlices = new Slices(slice);
        }
    }

    /** RFC 7854 §5: after all that a view of a peer had when the connection began. */
    private void endOfRibs(Instant now) {
        for (var view : settings.views()) {
            if (view == View.LOC_RIB) {
                monitor.endOfRib(ours(), now, false);
                monitor.endOfRib(ours(), now, true);
                continue;
            }
            for (var session : sessions.values()) {
                for (var family : session.peer().families()) {
                    monitor.endOfRib(peer(session).seen(view), now, family == Family.IPV6_UNICAST);
                }
            }
        }
    }

    private BmpPeer ours() {
        return BmpPeer.locRib(local.asn(), local.routerId());
    }

    private static BmpPeer peer(WatchedSession session) {
        var peer = session.peer();
        return BmpPeer.neighbour(View.ADJ_RIB_IN, peer.address(), peer.asn(), peer.id());
    }

    private static Down down(SessionEnd end) {
        boolean silent = end.notification().equals(Octets.NONE);
        if (end.byPeer()) {
            return silent ? new Down.PeerClosed() : new Down.PeerNotified(end.notification());
        }
        return silent ? new Down.WeClosed(0) : new Down.WeNotified(end.notification());
    }
}
