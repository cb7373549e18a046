package fairlead.bgp.monitor;

import fairlead.bgp.mrt.MrtPeer;
import fairlead.bgp.mrt.MrtWriter;
import fairlead.bgp.rib.Family;
import fairlead.bgp.rib.RibTables;
import fairlead.bgp.speaker.LocalEnd;
import fairlead.bgp.speaker.SessionEnd;
import fairlead.bgp.speaker.Watch;
import fairlead.bgp.speaker.WatchedSession;
import fairlead.bgp.wire.OctetBuffer;
import fairlead.net.IpAddress;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes all routes of all peers into an MRT file (TABLE_DUMP_V2, RFC 6396 §4.3) whenever its time
 * comes round, as they were told, before any policy. A dump goes in slices between two turns of the
 * speaker, which goes on meanwhile: prefixes late in it are as they are then. A peer that comes up
 * during a dump is in the next one. A route is dated with its session, since nothing is kept of
 * when each was told.
 */
public final class TableDumps implements Watch {

    private static final Logger LOG = LoggerFactory.getLogger(TableDumps.class);
    private static final long MOST_WAITING = 16 << 20;
    private static final long TAKE_MILLIS = 500;

    /** A dump that is being made. */
    private static final class Dump {
        final Instant at;
        final String file;
        final Outbox outbox = new Outbox(MOST_WAITING);
        final Slices slices = new Slices();
        final Map<Integer, Integer> places = new HashMap<>();
        final Map<Integer, Long> since = new HashMap<>();
        final boolean[] pathIds = new boolean[Family.values().length];
        long routes;
        long longestNanos;

        Dump(Instant at, String file) {
            this.at = at;
            this.file = file;
        }
    }

    private final FilePattern pattern;
    private final Duration every;
    private final Runnable nudge;
    private final OctetBuffer out = new OctetBuffer(1 << 16);
    private final MrtWriter writer = new MrtWriter(out);
    private final Map<Integer, WatchedSession> sessions = new LinkedHashMap<>();
    private IpAddress routerId = IpAddress.v4(0);
    private Instant due = Instant.MAX;
    private Optional<Dump> dump = Optional.empty();
    private volatile Optional<Thread> writing = Optional.empty();

    /**
     * One that dumps when it watches.
     *
     * @param every how often, at least a second
     * @param nudge makes the speaker take a turn, from any thread
     */
    public TableDumps(FilePattern pattern, Duration every, Runnable nudge) {
        this.pattern = pattern;
        this.every = every;
        this.nudge = nudge;
    }

    @Override
    public void begin(LocalEnd local, List<WatchedSession> up, Instant now) {
        routerId = local.routerId();
        due = Every.next(every, now);
        up.forEach(session -> sessions.put(session.number(), session));
    }

    @Override
    public void up(WatchedSession session, Instant now) {
        sessions.put(session.number(), session);
    }

    @Override
    public void down(WatchedSession session, SessionEnd end, Instant now) {
        sessions.remove(session.number());
        // Its number may become another's: what is left of its routes is not in this dump.
        dump.ifPresent(one -> one.places.remove(session.number()));
    }

    @Override
    public boolean work(RibTables tables, Instant now) {
        if (dump.isEmpty() && !now.isBefore(due)) {
            begin(now);
        }
        if (dump.isEmpty()) {
            return false;
        }
        var one = dump.get();
        if (one.outbox.isOver()) {
            dump = Optional.empty(); // the file could not be written; the log says why
            return false;
        }
        if (!one.outbox.isHalfEmpty()) {
            return false;
        }
        long begun = System.nanoTime();
        one.slices.read(tables, (family, from, to) -> write(one, tables, family, from, to));
        one.outbox.offer(out.toArray());
        out.clear();
        one.longestNanos = Math.max(one.longestNanos, System.nanoTime() - begun);
        if (one.slices.isOver()) {
            one.outbox.finish();
            dump = Optional.empty();
            LOG.info(
                    "{} has {} routes of {} peers; no slice took longer than {} ms",
                    one.file,
                    one.routes,
                    one.places.size(),
                    one.longestNanos / 100_000 / 10.0);
            return false;
        }
        return true;
    }

    @Override
    public void end(Instant now) {
        dump.ifPresent(one -> one.outbox.close());
        dump = Optional.empty();
    }

    /** Waits until the last file is written, a few seconds at most. */
    public void stop() throws InterruptedException {
        var last = writing;
        if (last.isPresent()) {
            last.get().join(Duration.ofSeconds(5));
        }
    }

    private void begin(Instant now) {
        var one = new Dump(now, pattern.at(Every.last(every, now)));
        due = Every.next(every, now);
        var peers = new ArrayList<MrtPeer>();
        for (var session : sessions.values()) {
            one.places.put(session.number(), peers.size());
            one.since.put(session.number(), session.since().getEpochSecond());
            peers.add(new MrtPeer(session.id(), session.address(), session.asn()));
            session.pathsIn().forEach(family -> one.pathIds[family.ordinal()] = true);
        }
        writer.peers(now, routerId, "", peers);
        dump = Optional.of(one);
        writing =
                Optional.of(Thread.ofPlatform().daemon().name("mrt-table").start(() -> store(one)));
    }

    private void write(Dump one, RibTables tables, Family family, int from, int to) {
        boolean v6 = family == Family.IPV6_UNICAST;
        for (int prefix = from; prefix < to; prefix++) {
            if (!tables.isUsed(family, prefix)) {
                continue;
            }
            writer.beginPrefix(
                    one.at,
                    v6,
                    one.pathIds[family.ordinal()],
                    tables.high(family, prefix),
                    tables.low(family, prefix),
                    tables.length(family, prefix));
            for (int path = tables.firstPath(family, prefix);
                    path != 0;
                    path = tables.nextPath(path)) {
                int peer = tables.peer(path);
                var place = one.places.get(peer);
                if (place != null) {
                    int set = tables.heard(path);
                    writer.entry(
                            place,
                            one.since.getOrDefault(peer, 0L),
                            tables.pathId(path),
                            tables.octets(set),
                            tables.from(set),
                            tables.to(set));
                    one.routes++;
                }
            }
            writer.endPrefix();
        }
    }

    /** On a thread of its own. */
    private void store(Dump one) {
        try (var file = MrtOutput.whole(one.file)) {
            while (!one.outbox.isOver()) {
                file.write(one.outbox.take(TAKE_MILLIS));
                if (one.outbox.isHalfEmpty()) {
                    nudge.run();
                }
            }
            if (one.slices.isOver()) {
                file.complete();
            }
        } catch (IOException e) {
            LOG.error(
                    "no table in {}: {}; the next one is tried when its time comes",
                    one.file,
                    e.toString());
            one.outbox.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
