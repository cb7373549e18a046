package fairlead.testkit.bgp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * All daemons at once, clients of one BIRD 2 that is a route server: what one of them originates is
 * read in every other, so that a failure with our own speaker in the middle is not theirs.
 */
@Tag("kernel")
@Tag("interop")
class DaemonsTest {

    private static final Duration BOUND = Duration.ofSeconds(40);
    private static final long SERVER_AS = 65500;

    @TempDir Path folder;

    private final List<RunningDaemon> clients = new ArrayList<>();

    @Test
    void everyDaemonHoldsWhatEveryOtherOneOriginates() {
        for (var daemon : Daemon.OTHERS) {
            assumeTrue(daemon.missing().isEmpty(), () -> daemon.missing().orElseThrow());
        }
        assumeTrue(Lan.missing().isEmpty(), () -> Lan.missing().orElseThrow());
        try (var lan = new Lan("all")) {
            lan.near("rs", 4);
            var served = new ArrayList<NeighbourConfig>();
            for (int i = 0; i < Daemon.OTHERS.size(); i++) {
                int number = 11 + i;
                lan.near("c" + number, number);
                served.add(
                        new NeighbourConfig(
                                "c" + number,
                                "10.1.1.4",
                                "10.1.1." + number,
                                65000 + number,
                                List.of(new PeerOption.ServesRoutes())));
                clients.add(client(lan, Daemon.OTHERS.get(i), number));
            }
            var server =
                    new RunningDaemon(
                            new Bird2(),
                            new RouterConfig(SERVER_AS, "10.1.1.4", "fd00:1::4", served, List.of()),
                            lan.enter("rs"),
                            folder.resolve("rs"));
            try (server) {
                server.start();
                clients.parallelStream().forEach(RunningDaemon::start);
                clients.parallelStream().forEach(RunningDaemon::awaitAnswer);
                clients.parallelStream().forEach(this::holdsWhatTheOthersOriginate);
            }
        } finally {
            clients.parallelStream().forEach(RunningDaemon::close);
        }
    }

    private void holdsWhatTheOthersOriginate(RunningDaemon client) {
        var server = client.config().neighbours().getFirst();
        await().atMost(BOUND)
                .untilAsserted(() ->
                        assertThat(client.peer(server))
                                .as("%s", client.daemon().title())
                                .matches(PeerView::established));
        assertThat(client.peer(server).heard())
                .as("what %s says that BIRD offered", client.daemon().title())
                .contains(Capability.ROUTE_REFRESH, Capability.FOUR_OCTET_AS);
        for (var other : clients) {
            if (other == client) {
                continue;
            }
            var network = other.config().networks().getFirst();
            var expected =
                    new SeenRoute(
                            network.prefix(),
                            other.config().routerId(),
                            Long.toString(other.config().asn()),
                            java.util.Set.copyOf(network.communities()));
            await().atMost(BOUND)
                    .untilAsserted(() ->
                            assertThat(client.routes(server, network.prefix()))
                                    .as(
                                            "what %s holds of %s's",
                                            client.daemon().title(), other.daemon().title())
                                    .containsExactly(expected));
        }
    }

    private RunningDaemon client(Lan lan, Daemon daemon, int number) {
        var address = "10.1.1." + number;
        var server = new NeighbourConfig("rs", address, "10.1.1.4", SERVER_AS, List.of());
        var network =
                new RouterConfig.Network(
                        "10." + number + ".0.0/16", List.of((65000 + number) + ":7"));
        return new RunningDaemon(
                daemon,
                new RouterConfig(
                        65000 + number,
                        address,
                        "fd00:1::" + number,
                        List.of(server),
                        List.of(network)),
                lan.enter("c" + number),
                folder.resolve("c" + number));
    }
}
