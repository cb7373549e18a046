package fairlead.bgpd.interop;

import fairlead.testkit.bgp.Bird2;
import fairlead.testkit.bgp.Daemon;
import fairlead.testkit.bgp.Lan;
import fairlead.testkit.bgp.NeighbourConfig;
import fairlead.testkit.bgp.PeerOption;
import fairlead.testkit.bgp.RouterConfig;
import fairlead.testkit.bgp.RunningDaemon;
import fairlead.testkit.bgp.SeenRoute;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * All cells at once: one route server at 10.1.1.4, two sources of routes, and a daemon for each
 * cell, every one in a namespace of its own.
 *
 * <pre>
 *  source A, AS 4200000001: 198.51.100.0/24, 203.0.113.0/24, 2001:db8:ffff::/48 ─┐
 *  source B, AS 64502:                       203.0.113.0/24                     ─┤
 *                                                                        route server ─── a daemon per cell
 * </pre>
 *
 * The daemons of ADD-PATH speak with both sources too, so that they have several paths to send.
 */
final class Matrix implements AutoCloseable {

    static final RouterConfig.Network ONE_PATH =
            new RouterConfig.Network("198.51.100.0/24", List.of("64501:42"));
    static final RouterConfig.Network TWO_PATHS = RouterConfig.Network.of("203.0.113.0/24");
    static final RouterConfig.Network V6 =
            new RouterConfig.Network("2001:db8:ffff::/48", List.of("64501:43"));

    /** With more communities than a message of 4096 octets can hold. */
    static final RouterConfig.Network LARGE =
            new RouterConfig.Network("192.0.2.0/24", communities(1100));

    static final long SOURCE_A = 4_200_000_001L;
    static final long SOURCE_B = 64_502;

    /** Source A as the server is told of it. */
    static final NeighbourConfig SEEN_A = sourceSeenByServer("a", 5, SOURCE_A);

    private final Daemon serving;
    private final Lan lan;
    private final RunningDaemon server;
    private final Map<Cell, RunningDaemon> daemons = new LinkedHashMap<>();
    private final Map<Cell, RuntimeException> failures = new ConcurrentHashMap<>();
    private final List<RunningDaemon> sources = new ArrayList<>();

    /** Makes and starts everything; sessions are awaited by whoever looks at them. */
    Matrix(Daemon serving, List<Cell> cells, Path folder) {
        this.serving = serving;
        lan = new Lan("m");
        lan.near("rs", 4);
        lan.near("a", 5);
        lan.near("b", 6);
        var served = new ArrayList<NeighbourConfig>();
        served.add(SEEN_A);
        served.add(sourceSeenByServer("b", 6, SOURCE_B));
        var pathful = new ArrayList<Cell>();
        for (var cell : cells) {
            if (cell.far()) {
                lan.far(cell.name(), cell.number());
            } else {
                lan.near(cell.name(), cell.number());
            }
            served.add(cell.ours());
            boolean several = cell.feature() == Feature.PATHS_TAKEN;
            if (several) {
                pathful.add(cell);
            }
            var others =
                    several
                            ? List.of(
                                    plain("a", cell.address4(), "10.1.1.5", SOURCE_A),
                                    plain("b", cell.address4(), "10.1.1.6", SOURCE_B))
                            : List.<NeighbourConfig>of();
            daemons.put(
                    cell,
                    new RunningDaemon(
                            cell.daemon(),
                            cell.config(others),
                            lan.enter(cell.name()),
                            folder.resolve(cell.name())));
        }
        sources.add(
                source("a", 5, SOURCE_A, List.of(ONE_PATH, TWO_PATHS, V6, LARGE), pathful, folder));
        sources.add(source("b", 6, SOURCE_B, List.of(TWO_PATHS), pathful, folder));
        server =
                new RunningDaemon(
                        serving,
                        new RouterConfig(
                                Cell.SERVER_AS, "10.1.1.4", "fd00:1::4", served, List.of()),
                        lan.enter("rs"),
                        folder.resolve("rs"));
        try {
            server.start();
            sources.forEach(RunningDaemon::start);
            together(daemons.keySet().stream().map(cell -> (Runnable) () -> start(cell)).toList());
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private static NeighbourConfig sourceSeenByServer(String name, int number, long asn) {
        return new NeighbourConfig(
                name,
                "10.1.1.4",
                "10.1.1." + number,
                asn,
                List.of(
                        new PeerOption.Families(true, true),
                        new PeerOption.ExtendedMessages(),
                        new PeerOption.GracefulRestart(120),
                        new PeerOption.ServesRoutes()));
    }

    private static NeighbourConfig plain(String name, String local, String address, long asn) {
        return new NeighbourConfig(name, local, address, asn, List.of());
    }

    private RunningDaemon source(
            String name,
            int number,
            long asn,
            List<RouterConfig.Network> networks,
            List<Cell> pathful,
            Path folder) {
        var address = "10.1.1." + number;
        var neighbours = new ArrayList<NeighbourConfig>();
        neighbours.add(
                new NeighbourConfig(
                        "rs",
                        address,
                        "10.1.1.4",
                        Cell.SERVER_AS,
                        List.of(
                                new PeerOption.Families(true, true),
                                new PeerOption.ExtendedMessages(),
                                new PeerOption.GracefulRestart(120),
                                new PeerOption.OwnRoutesOnly())));
        for (var cell : pathful) {
            neighbours.add(
                    new NeighbourConfig(
                            cell.name(),
                            address,
                            cell.address4(),
                            cell.asn(),
                            List.of(new PeerOption.OwnRoutesOnly())));
        }
        return new RunningDaemon(
                new Bird2(),
                new RouterConfig(asn, address, "fd00:1::" + number, neighbours, networks),
                lan.enter(name),
                folder.resolve(name));
    }

    static List<String> communities(int count) {
        return IntStream.range(0, count).mapToObj(i -> "64501:" + (1000 + i)).toList();
    }

    Lan lan() {
        return lan;
    }

    /** Whether it is our server, and no other in its place. */
    boolean isOurs() {
        return serving instanceof FairleadServer;
    }

    RunningDaemon server() {
        return server;
    }

    /** What does not start fails its own row. */
    private void start(Cell cell) {
        var daemon = Objects.requireNonNull(daemons.get(cell));
        try {
            daemon.start();
            if (!cell.daemon().completion(daemon.config()).isEmpty()) {
                daemon.awaitAnswer();
            }
        } catch (IllegalStateException | UncheckedIOException e) {
            failures.put(cell, e);
        }
    }

    /** The daemon of a cell, which runs. */
    RunningDaemon daemon(Cell cell) {
        var failure = failures.get(cell);
        if (failure != null) {
            throw failure;
        }
        return Objects.requireNonNull(daemons.get(cell), cell::title);
    }

    /** Source A. */
    RunningDaemon sourceA() {
        return sources.getFirst();
    }

    /** A source of routes, which peers with the server too and sees what others do of a cell. */
    RunningDaemon witness() {
        return sources.getLast();
    }

    /** What a daemon is to hold of a network of source A's. */
    static SeenRoute ofSourceA(RouterConfig.Network network) {
        return new SeenRoute(
                network.prefix(),
                network.prefix().contains(":") ? "fd00:1::5" : "10.1.1.5",
                Long.toString(SOURCE_A),
                Set.copyOf(network.communities()));
    }

    @Override
    public void close() {
        try {
            server.close();
            var all = new ArrayList<>(daemons.values());
            all.addAll(sources);
            together(all.stream().map(d -> (Runnable) d::close).toList());
        } finally {
            lan.close();
        }
    }

    private static void together(List<Runnable> tasks) {
        try (var threads = Executors.newFixedThreadPool(8)) {
            var running = new ArrayList<Future<?>>();
            tasks.forEach(task -> running.add(threads.submit(task)));
            for (var task : running) {
                task.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
