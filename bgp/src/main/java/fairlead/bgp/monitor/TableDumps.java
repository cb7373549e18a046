package fairlead.bgp.monitor;

import fairlead.bgp.mrt.MrtPeer;
import fairlead.bgp.mrt.MrtWriter;
import fairlead.bgp.rib.Family;
import fairlead.bgp.rib.RibTables;
import fairlead.bgp.speaker.LocalEnd;
import fairlead.bgp.speaker.Watch;
import fairlead.bgp.speaker.WatchedSession;
import fairlead.bgp.wire.OctetBuffer;
import fairlead.net.IpAddress;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes all routes of all peers into an MRT file (TABLE_DUMP_V2, RFC 6396 §4.3) whenever its time
 * comes round, as they were told, before any policy. Routes that are kept of a peer which is away
 * (RFC 4724, RFC 9494) are among them, as in the files of other speakers: they are in use. A dump
 * goes in slices between two turns of the speaker, which goes on meanwhile: prefixes late in it are
 * as they are then. A peer that comes up during a dump is in the next one. A route is dated with
 * its session, since nothing is kept of when each was told; with the beginning of the watch, if its
 * session ended before.
 */
public final class TableDumps implements Watch {

    private static final Logger LOG = LoggerFactory.getLogger(TableDumps.class);
    private static final long MOST_WAITING = 16 << 20;
    private static final long TAKE_MILLIS = 500;

    /**
     * Of a peer in a dump.
     *
     * @param index its place in the table of peers
     * @param since what its routes are dated with, in seconds since 1970
     */
    private record Place(int index, IpAddress address, long since) {}

    /** A dump that is being made. */
    private static final class Dump {
        final Instant at;
        final String file;
        final Outbox outbox;
        final Slices slices = new Slices();
        final Map<Integer, Place> places = new HashMap<>();
        final boolean[] pathIds = new boolean[Family.values().length];
        long routes;
        long longestNanos;

        /** Whether the last slice that was read has found no room yet. */
        boolean held;

        Dump(Instant at, String file, Outbox outbox) {
            this.at = at;
            this.file = file;
            this.outbox = outbox;
        }
    }

    private final FilePattern pattern;
    private final Duration every;
    private final Runnable nudge;
    private final long mostWaiting;
    private final OctetBuffer out = new OctetBuffer(1 << 16);
    private final MrtWriter writer = new MrtWriter(out);

    /** By the peer's number: when the session came up that its routes were told in. */
    private final Map<Integer, Instant> told = new HashMap<>();

    private Instant watching = Instant.EPOCH;
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
        this(pattern, every, nudge, MOST_WAITING);
    }

    /** The same, with room for so many octets that wait for the disk. */
    TableDumps(FilePattern pattern, Duration every, Runnable nudge, long mostWaiting) {
        this.mostWaiting = mostWaiting;
        this.pattern = pattern;
        this.every = every;
        this.nudge = nudge;
    }

    @Override
    public void begin(LocalEnd local, List<WatchedSession> up, Instant now) {
        routerId = local.routerId();
        due = Every.next(every, now);
        watching = now;
        up.forEach(session -> told.put(session.number(), session.since()));
    }

    @Override
    public void up(WatchedSession session, Instant now) {
        told.put(session.number(), session.since());
        // The number of one that is gone may be this one's now.
        dump.ifPresent(one ->
                one.places.computeIfPresent(
                        session.number(),
                        (_, place) ->
                                place.address().equals(session.peer().address()) ? place : null));
    }

    @Override
    public boolean work(RibTables tables, Instant now) {
        if (dump.isEmpty() && !now.isBefore(due)) {
            begin(tables, now);
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
        if (!one.held) {
            one.slices.read(tables, (family, from, to) -> write(one, tables, family, from, to));
        }
        one.held = !one.outbox.offer(out.toArray());
        if (one.held) {
            return false; // who writes the file nudges us when there is room
        }
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

    private void begin(RibTables tables, Instant now) {
        var one = new Dump(now, pattern.at(Every.last(every, now)), new Outbox(mostWaiting));
        due = Every.next(every, now);
        var peers = new ArrayList<MrtPeer>();
        var there = tables.peers();
        told.keySet().retainAll(there.keySet());
        there.forEach((number, peer) -> {
            var since = told.getOrDefault(number, watching);
            one.places.put(number, new Place(peers.size(), peer.address(), since.getEpochSecond()));
            peers.add(new MrtPeer(peer.id(), peer.address(), peer.asn()));
            peer.addPathsFrom().forEach(family -> one.pathIds[family.ordinal()] = true);
        });
        out.clear(); // a slice of a dump that came to nothing may be left
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
                if (place != null && !tables.isGone(peer)) {
                    int set = tables.heard(path);
                    writer.entry(
                            place.index(),
                            place.since(),
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
