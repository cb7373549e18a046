package fairlead.bench;

import fairlead.bgp.bmp.View;
import fairlead.bgp.monitor.BmpStation;
import fairlead.bgp.monitor.CollectorSettings;
import fairlead.bgp.monitor.FilePattern;
import fairlead.bgp.monitor.TableDumps;
import fairlead.bgp.mrt.MrtPeer;
import fairlead.bgp.mrt.MrtWriter;
import fairlead.bgp.replay.Replay;
import fairlead.bgp.replay.ReplayTerms;
import fairlead.bgp.rib.ExportRules;
import fairlead.bgp.rib.ImportRules;
import fairlead.bgp.rib.RibTables;
import fairlead.bgp.rib.RouteChanges;
import fairlead.bgp.rib.ToldChanges;
import fairlead.bgp.speaker.LocalEnd;
import fairlead.bgp.speaker.Neighbour;
import fairlead.bgp.speaker.NeighbourOptions;
import fairlead.bgp.speaker.PlainSockets;
import fairlead.bgp.speaker.Profile;
import fairlead.bgp.speaker.SessionEnd;
import fairlead.bgp.speaker.Speaker;
import fairlead.bgp.speaker.SpeakerConfig;
import fairlead.bgp.speaker.Timing;
import fairlead.bgp.speaker.Watch;
import fairlead.bgp.speaker.WatchedSession;
import fairlead.bgp.wire.OctetBuffer;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * How long a speaker's thread is held up while its whole table goes to a BMP collector, and to an
 * MRT file: each slice in time of the processor, which others cannot take away, and by the clock,
 * with what garbage collections took of it.
 */
public final class WatchPauses {

    private static final IpAddress SERVER = IpAddress.parse("127.34.0.1");
    private static final IpAddress PEER = IpAddress.parse("127.34.0.2");
    private static final Asn AS = new Asn(64500);
    private static final Asn PEER_AS = new Asn(64501);
    private static final int PORT = 31_179;
    private static final int MOST_SLICES = 1 << 20;

    private WatchPauses() {}

    /** Somebody who watches, and how long each of his slices took. */
    private static final class Timed implements Watch {

        private final Watch watch;
        private final long[] cpu = new long[MOST_SLICES];
        private final long[] wall = new long[MOST_SLICES];
        private long collecting;
        private int count;
        private volatile boolean over;

        Timed(Watch watch) {
            this.watch = watch;
        }

        @Override
        public void begin(LocalEnd local, List<WatchedSession> up, Instant now) {
            watch.begin(local, up, now);
        }

        @Override
        public void up(WatchedSession session, Instant now) {
            watch.up(session, now);
        }

        @Override
        public void down(WatchedSession session, SessionEnd end, Instant now) {
            watch.down(session, end, now);
        }

        @Override
        public void changed(RibTables tables, RouteChanges changes, Instant now) {
            watch.changed(tables, changes, now);
        }

        @Override
        public boolean wantsWhatIsTold() {
            return watch.wantsWhatIsTold();
        }

        @Override
        public void told(RibTables tables, ToldChanges changes, Instant now) {
            watch.told(tables, changes, now);
        }

        @Override
        public boolean work(RibTables tables, Instant now) {
            if (over) {
                return watch.work(tables, now);
            }
            long collected = collectionMillis();
            long beginCpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            long begin = System.nanoTime();
            boolean more = watch.work(tables, now);
            if (more || count > 0) {
                cpu[count] =
                        ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - beginCpu;
                wall[count] = System.nanoTime() - begin;
                collecting = Math.max(collecting, collectionMillis() - collected);
                count++;
            }
            over |= count > 0 && !more;
            return more;
        }

        @Override
        public void end(Instant now) {
            watch.end(now);
        }

        String row(String what) {
            return "| %s | %,d | %s | %s | %d |"
                    .formatted(what, count, shares(cpu), shares(wall), collecting);
        }

        /** Median, 99 of 100, worst. */
        private String shares(long[] nanos) {
            var sorted = Arrays.copyOf(nanos, count);
            Arrays.sort(sorted);
            return "%.2f | %.2f | %.2f"
                    .formatted(
                            sorted[count / 2] / 1e6,
                            sorted[count * 99 / 100] / 1e6,
                            sorted[count - 1] / 1e6);
        }
    }

    private static long collectionMillis() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                .sum();
    }

    private static SpeakerConfig config() {
        return new SpeakerConfig(
                "pauses",
                new LocalEnd(AS, SERVER, SERVER, PORT),
                new Timing(Duration.ofSeconds(90), Duration.ofSeconds(1), Duration.ofSeconds(2)),
                List.of(
                        new Neighbour(
                                "peer",
                                PEER,
                                PEER_AS,
                                NeighbourOptions.USUAL.draft().passive(true).made())),
                ImportRules.ALL,
                new ExportRules(List.of(), new ExportRules.Reflection.On(List.of())),
                Profile.ROUTE_SERVER);
    }

    /** /24s, eight in a row with the same attributes. */
    private static byte[] table(int prefixes) {
        var out = new OctetBuffer(1 << 20);
        var writer = new MrtWriter(out);
        writer.peers(Instant.EPOCH, PEER, "", List.of(new MrtPeer(PEER, PEER, new Asn(64501))));
        for (int i = 0; i < prefixes; i++) {
            var octets =
                    HexFormat.of()
                            .parseHex(
                                    "40010100"
                                            + "40020e0203"
                                            + "0000fbf5%08x%08x".formatted(i / 8 + 1, i / 64 + 1)
                                            + "4003047f220002");
            writer.beginPrefix(Instant.EPOCH, false, false, 0, 0x01000000L + ((long) i << 8), 24);
            writer.entry(0, 0, 0, octets, 0, octets.length);
            writer.endPrefix();
        }
        return out.toArray();
    }

    private static void drain(ServerSocket collector) {
        try (var socket = collector.accept()) {
            var ignored = new byte[1 << 16];
            while (socket.getInputStream().read(ignored) >= 0) {
                // What a collector does with it is its own business.
            }
        } catch (IOException closed) {
            System.err.println("bench: the collector ended: " + closed.getMessage());
        }
    }

    private static void bmp(Speaker server, Set<View> views, String what) throws Exception {
        try (var collector = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofPlatform().daemon().start(() -> drain(collector));
            var settings =
                    new CollectorSettings(
                            IpAddress.parse("127.0.0.1"),
                            collector.getLocalPort(),
                            views,
                            Duration.ZERO,
                            64L << 20,
                            "rs",
                            "");
            var station = new BmpStation(settings, server::nudge);
            var timed = new Timed(station);
            server.watch(timed);
            station.start();
            await(timed);
            System.out.println(timed.row(what));
            server.unwatch(timed);
            station.stop();
        }
    }

    private static void mrt(Speaker server, Path folder) throws Exception {
        var dumps =
                new TableDumps(
                        new FilePattern(folder.resolve("table.mrt").toString()),
                        Duration.ofSeconds(1),
                        server::nudge);
        var timed = new Timed(dumps);
        server.watch(timed);
        await(timed);
        System.out.println(timed.row("MRT table"));
        server.unwatch(timed);
        dumps.stop();
    }

    private static void await(Timed timed) throws InterruptedException {
        while (!timed.over) {
            Thread.sleep(20);
        }
    }

    /** Arguments: how many prefixes, and how often each is measured. */
    public static void main(String... args) throws Exception {
        int prefixes = Integer.parseInt(args[0]);
        int runs = Integer.parseInt(args[1]);
        var folder = Files.createTempDirectory("fairlead-pauses");
        try (var server =
                new Speaker(config(), new PlainSockets(), Speaker.Routes.NOT_TOLD, _ -> {})) {
            server.start();
            Thread.sleep(1000);
            try (var session =
                    Replay.connect(
                            new ReplayTerms(PEER_AS, PEER, PEER, SERVER, PORT, true, false, 90))) {
                session.tell(new ByteArrayInputStream(table(prefixes)), -1);
                while (server.sizes().paths() < prefixes) {
                    Thread.sleep(200);
                }
                for (int i = 0; i < runs; i++) {
                    bmp(
                            server,
                            EnumSet.of(View.ADJ_RIB_IN, View.ADJ_RIB_IN_POST_POLICY, View.LOC_RIB),
                            "BMP in, in-post, loc-rib");
                    bmp(server, EnumSet.allOf(View.class), "BMP all five");
                    mrt(server, folder);
                }
            }
        }
    }
}
