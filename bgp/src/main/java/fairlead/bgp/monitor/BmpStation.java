package fairlead.bgp.monitor;

import fairlead.bgp.bmp.BmpMessage;
import fairlead.bgp.bmp.BmpMessage.Count;
import fairlead.bgp.bmp.BmpPeer;
import fairlead.bgp.bmp.BmpWriter;
import fairlead.bgp.bmp.Down;
import fairlead.bgp.bmp.RouteMonitor;
import fairlead.bgp.bmp.Statistic;
import fairlead.bgp.bmp.View;
import fairlead.bgp.rib.Family;
import fairlead.bgp.rib.RibTables;
import fairlead.bgp.rib.RouteChanges;
import fairlead.bgp.speaker.LocalEnd;
import fairlead.bgp.speaker.SessionEnd;
import fairlead.bgp.speaker.Watch;
import fairlead.bgp.speaker.WatchedSession;
import fairlead.bgp.wire.OctetBuffer;
import fairlead.bgp.wire.Octets;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells one collector about one speaker. With each new connection it begins anew: initiation, a
 * peer up for each session, all routes in slices, End-of-RIB; meanwhile and after that, what
 * changes. All but {@link #start}, {@link #stop} and {@link #report} is on the speaker's thread.
 */
public final class BmpStation implements Watch {

    private static final String TABLE = "global";
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** Of which session, and whether what its peer told, or what it is told. */
    private record Anew(int number, boolean heard, boolean told) {}

    private final CollectorSettings settings;
    private final CollectorLink link;
    private final OctetBuffer out = new OctetBuffer(1 << 16);
    private final RouteMonitor monitor = new RouteMonitor(out);
    private final Map<Integer, WatchedSession> sessions = new LinkedHashMap<>();

    /** Sessions whose tables are to be told once more, slice by slice. */
    private final ArrayDeque<Anew> anew = new ArrayDeque<>();

    private Slices anewSlices = new Slices();
    private LocalEnd local =
            new LocalEnd(new Asn(1), IpAddress.v4(1), IpAddress.v4(1), LocalEnd.BGP);
    private Optional<Outbox> outbox = Optional.empty();
    private BmpFeed feed;
    private Slices slices = new Slices();
    private boolean dumping;
    private Instant statisticsDue = Instant.MAX;

    /**
     * One that does nothing until it is started.
     *
     * @param nudge makes the speaker take a turn, from any thread
     */
    public BmpStation(CollectorSettings settings, Runnable nudge) {
        this(settings, nudge, SHORTEST_PAUSE, LONGEST_PAUSE);
    }

    BmpStation(CollectorSettings settings, Runnable nudge, Duration shortest, Duration longest) {
        this.settings = settings;
        this.link = new CollectorLink(settings, shortest, longest, nudge);
        this.feed = feed();
    }

    private BmpFeed feed() {
        return new BmpFeed(
                settings.views(), monitor, BmpPeer.locRib(local.asn(), local.routerId()));
    }

    /** Connects, and again whenever that is lost. */
    public void start() {
        link.start();
    }

    /** Ends the connection, a few seconds later at most. To be called after {@link #end}. */
    public void stop() throws InterruptedException {
        link.stop(PATIENCE);
    }

    public CollectorSettings settings() {
        return settings;
    }

    public CollectorReport report() {
        return link.report();
    }

    @Override
    public void begin(LocalEnd here, List<WatchedSession> up, Instant now) {
        local = here;
        up.forEach(session -> sessions.put(session.number(), session));
    }

    @Override
    public void up(WatchedSession session, Instant now) {
        sessions.put(session.number(), session);
        if (outbox.isPresent()) {
            peerUp(session);
            boolean told = settings.views().contains(View.ADJ_RIB_OUT_POST_POLICY);
            if (told || session.kept()) {
                anew.add(new Anew(session.number(), session.kept(), told));
            }
            send();
        }
    }

    @Override
    public void down(WatchedSession session, SessionEnd end, Instant now) {
        sessions.remove(session.number());
        feed.remove(session.number());
        if (outbox.isPresent()) {
            BmpWriter.write(out, new BmpMessage.PeerDown(peer(session), now, down(end)));
            send();
        }
    }

    @Override
    public void changed(RibTables tables, RouteChanges changes, Instant now) {
        if (outbox.isPresent()) {
            feed.changed(tables, changes, slices, now);
            send();
        }
    }

    @Override
    public void retell() {
        if (settings.views().contains(View.ADJ_RIB_OUT_POST_POLICY)) {
            sessions.keySet().forEach(number -> anew.add(new Anew(number, false, true)));
        }
    }

    /** A slice of what a new connection is told; true if there is more and room for it. */
    @Override
    public boolean work(RibTables tables, Instant now) {
        var current = link.outbox();
        if (!current.equals(outbox)) {
            outbox = current;
            out.clear();
            if (outbox.isPresent()) {
                greet(now);
            }
        }
        if (outbox.isEmpty()) {
            return false;
        }
        if (!now.isBefore(statisticsDue)) {
            statistics(tables, now);
        }
        boolean room = outbox.get().isHalfEmpty();
        if (dumping && room) {
            slices.read(tables, (family, from, to) -> feed.all(tables, family, from, to, now));
            if (slices.isOver()) {
                endOfRibs(now);
                dumping = false;
            }
        } else if (room && !anew.isEmpty()) {
            tellAnew(tables, now);
        }
        send();
        boolean more = outbox.isPresent() && (dumping || !anew.isEmpty());
        if (more && !outbox.get().isHalfEmpty()) {
            link.hungry();
            more = outbox.get().isHalfEmpty();
        }
        return more;
    }

    @Override
    public void end(Instant now) {
        if (outbox.isPresent()) {
            BmpWriter.write(out, new BmpMessage.Termination(0, "monitoring ends"));
            send();
        }
        outbox = Optional.empty();
    }

    private void greet(Instant now) {
        BmpWriter.write(out, new BmpMessage.Initiation(settings.sysName(), settings.sysDescr()));
        feed = feed();
        slices = new Slices();
        anew.clear();
        anewSlices = new Slices();
        dumping = true;
        statisticsDue =
                settings.statistics().isZero() ? Instant.MAX : now.plus(settings.statistics());
        if (settings.views().contains(View.LOC_RIB)) {
            var open = LocRibOpen.of(local);
            BmpWriter.write(
                    out,
                    new BmpMessage.PeerUp(
                            BmpPeer.locRib(local.asn(), local.routerId()),
                            now,
                            IpAddress.v4(0),
                            0,
                            0,
                            open,
                            open,
                            TABLE));
        }
        sessions.values().forEach(this::peerUp);
    }

    private void peerUp(WatchedSession session) {
        feed.add(session.number(), peer(session), session.pathsIn());
        var ends = session.ends();
        boolean known = ends.local().family() == session.address().family();
        BmpWriter.write(
                out,
                new BmpMessage.PeerUp(
                        peer(session),
                        session.since(),
                        known ? ends.local() : session.address().masked(0),
                        ends.localPort(),
                        ends.remotePort(),
                        session.sentOpen(),
                        session.receivedOpen(),
                        ""));
    }

    private void tellAnew(RibTables tables, Instant now) {
        var task = anew.getFirst();
        if (sessions.containsKey(task.number())) {
            anewSlices.read(
                    tables,
                    (family, from, to) ->
                            feed.again(
                                    tables,
                                    family,
                                    from,
                                    to,
                                    task.number(),
                                    task.heard(),
                                    task.told(),
                                    now));
        }
        if (anewSlices.isOver() || !sessions.containsKey(task.number())) {
            anew.removeFirst();
            anewSlices = new Slices();
        }
    }

    /** RFC 7854 §5: after all that a view of a peer had when the connection began. */
    private void endOfRibs(Instant now) {
        for (var view : settings.views()) {
            if (view == View.LOC_RIB) {
                var ours = BmpPeer.locRib(local.asn(), local.routerId());
                monitor.endOfRib(ours, now, false);
                monitor.endOfRib(ours, now, true);
                continue;
            }
            for (var session : sessions.values()) {
                for (var family : session.families()) {
                    monitor.endOfRib(peer(session).seen(view), now, family == Family.IPV6_UNICAST);
                }
            }
        }
    }

    private void statistics(RibTables tables, Instant now) {
        statisticsDue = now.plus(settings.statistics());
        for (var session : sessions.values()) {
            var counts = new ArrayList<Count>();
            long held = 0;
            long rejected = 0;
            long told = 0;
            for (var family : session.families()) {
                held += tables.held(session.number(), family);
                rejected += tables.rejected(session.number(), family);
                told += tables.toldCount(session.number(), family);
                counts.add(
                        new Count(
                                Statistic.ADJ_RIB_IN_ROUTES_OF_FAMILY,
                                family.onTheWire(),
                                tables.held(session.number(), family)));
                counts.add(
                        new Count(
                                Statistic.ADJ_RIB_OUT_POST_POLICY_ROUTES_OF_FAMILY,
                                family.onTheWire(),
                                tables.toldCount(session.number(), family)));
            }
            counts.addFirst(Count.of(Statistic.ADJ_RIB_OUT_POST_POLICY_ROUTES, told));
            counts.addFirst(Count.of(Statistic.ADJ_RIB_IN_ROUTES, held));
            counts.addFirst(Count.of(Statistic.REJECTED_PREFIXES, rejected));
            BmpWriter.write(out, new BmpMessage.StatsReport(peer(session), now, counts));
        }
        if (settings.views().contains(View.LOC_RIB)) {
            var counts = new ArrayList<Count>();
            long all = 0;
            for (var family : Family.values()) {
                all += feed.bestCount(family);
                counts.add(
                        new Count(
                                Statistic.LOC_RIB_ROUTES_OF_FAMILY,
                                family.onTheWire(),
                                feed.bestCount(family)));
            }
            counts.addFirst(Count.of(Statistic.LOC_RIB_ROUTES, all));
            BmpWriter.write(
                    out,
                    new BmpMessage.StatsReport(
                            BmpPeer.locRib(local.asn(), local.routerId()), now, counts));
        }
    }

    /** Hands over what was written; a collector with no room for it is cut off. */
    private void send() {
        if (out.size() == 0 || outbox.isEmpty()) {
            return;
        }
        var box = outbox.get();
        boolean taken = box.offer(out.toArray());
        out.clear();
        if (!taken) {
            outbox = Optional.empty();
            if (link.outbox().filter(box::equals).isPresent()) {
                link.cut();
            }
        }
    }

    private static Down down(SessionEnd end) {
        boolean silent = end.notification().equals(Octets.NONE);
        if (end.byPeer()) {
            return silent ? new Down.PeerClosed() : new Down.PeerNotified(end.notification());
        }
        return silent ? new Down.WeClosed(0) : new Down.WeNotified(end.notification());
    }

    private static BmpPeer peer(WatchedSession session) {
        return BmpPeer.neighbour(View.ADJ_RIB_IN, session.address(), session.asn(), session.id());
    }
}
