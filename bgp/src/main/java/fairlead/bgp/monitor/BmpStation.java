package fairlead.bgp.monitor;

import fairlead.bgp.rib.RibTables;
import fairlead.bgp.rib.RouteChanges;
import fairlead.bgp.rib.ToldChanges;
import fairlead.bgp.speaker.LocalEnd;
import fairlead.bgp.speaker.SessionEnd;
import fairlead.bgp.speaker.Watch;
import fairlead.bgp.speaker.WatchedSession;
import fairlead.bgp.wire.OctetBuffer;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells one collector about one speaker. With each new connection a {@link BmpSession} begins, and
 * what that has to say goes into the connection's outbox. All but {@link #start}, {@link #stop} and
 * {@link #report} is on the speaker's thread.
 */
public final class BmpStation implements Watch {

    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** A connection that stands, and what it is told. */
    private record Connection(Outbox outbox, BmpSession told) {}

    private final CollectorSettings settings;
    private final CollectorLink link;
    private final OctetBuffer out = new OctetBuffer(1 << 16);
    private final Map<Integer, WatchedSession> sessions = new LinkedHashMap<>();
    private LocalEnd local =
            new LocalEnd(new Asn(1), IpAddress.v4(1), IpAddress.v4(1), LocalEnd.BGP);
    private Optional<Connection> connection = Optional.empty();
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
        connection.ifPresent(one -> one.told().up(session));
        send();
    }

    @Override
    public void down(WatchedSession session, SessionEnd end, Instant now) {
        sessions.remove(session.number());
        connection.ifPresent(one -> one.told().down(session, end, now));
        send();
    }

    @Override
    public void changed(RibTables tables, RouteChanges changes, Instant now) {
        connection.ifPresent(one -> one.told().changed(new TablesAt(tables, now), changes));
        send();
    }

    @Override
    public boolean wantsWhatIsTold() {
        return BmpSession.tellsOutgoing(settings);
    }

    @Override
    public void told(RibTables tables, ToldChanges changes, Instant now) {
        connection.ifPresent(one -> one.told().told(new TablesAt(tables, now), changes));
        send();
    }

    @Override
    public void retold(int peer) {
        connection.ifPresent(one -> one.told().retold(peer));
    }

    @Override
    public void retell() {
        if (wantsWhatIsTold()) {
            connection.ifPresent(one -> one.told().retell());
        }
    }

    /** A slice of what a new connection is told; true if there is more and room for it. */
    @Override
    public boolean work(RibTables tables, Instant now) {
        follow(link.outbox(), now);
        if (connection.isEmpty()) {
            return false;
        }
        var at = new TablesAt(tables, now);
        var told = connection.get().told();
        if (!now.isBefore(statisticsDue)) {
            statisticsDue = now.plus(settings.statistics());
            told.statistics(at);
        }
        if (told.hasSlices() && connection.get().outbox().isHalfEmpty()) {
            told.slice(at);
        }
        send();
        return told.hasSlices() && hasRoom();
    }

    @Override
    public void end(Instant now) {
        connection.ifPresent(one -> one.told().end());
        send();
        connection = Optional.empty();
    }

    /** Begins anew with a new connection, and ends with the one that is gone. */
    private void follow(Optional<Outbox> current, Instant now) {
        if (current.equals(connection.map(Connection::outbox))) {
            return;
        }
        out.clear();
        connection =
                current.map(outbox ->
                        new Connection(
                                outbox,
                                new BmpSession(
                                        settings,
                                        local,
                                        sessions.values(),
                                        out,
                                        Slices.SIZE,
                                        now)));
        statisticsDue =
                settings.statistics().isZero() ? Instant.MAX : now.plus(settings.statistics());
    }

    /** Whether more can be said at once; if not, we are called when there is room. */
    private boolean hasRoom() {
        if (connection.isEmpty()) {
            return false;
        }
        if (!connection.get().outbox().isHalfEmpty()) {
            link.hungry();
        }
        return connection.get().outbox().isHalfEmpty();
    }

    /** Hands over what was written; a collector with no room for it is cut off. */
    private void send() {
        if (out.size() == 0 || connection.isEmpty()) {
            return;
        }
        var outbox = connection.get().outbox();
        boolean taken = outbox.offer(out.toArray());
        out.clear();
        if (!taken) {
            connection = Optional.empty();
            if (link.outbox().filter(outbox::equals).isPresent()) {
                link.cut();
            }
        }
    }
}
