package fairlead.box;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fairlead.testkit.ForAll;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * The daemon of a cloud that forwards is killed again and again, in the middle of writes and while
 * it starts. Nothing that it gave its word for is lost, what it had begun it ends, and no packet is
 * missed. {@code -Dkills=N} asks for more kills, {@code -Dkills.seed=N} for the same ones.
 */
@Tag("kills")
@Timeout(value = 3, unit = TimeUnit.HOURS)
class KillTest {

    private static final int APPLIANCES = 3;

    /** Echoes a second, each. */
    private static final int RATE = 50;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path home;

    @Test
    void nothingIsLostAndNothingStops() throws Exception {
        int kills = Integer.getInteger("kills", 25);
        long seed = Long.getLong("kills.seed", ForAll.firstSeed());
        System.out.printf("kills: %d, seed: -Dkills.seed=%d%n", kills, seed);
        try (var cloud = WholeCloud.start(home)) {
            var lab = ScaleSetLab.deploy(cloud, APPLIANCES);
            var pings = pings(cloud);
            var run = new Run(cloud, lab, pings, new SplittableRandom(seed));
            try {
                while (run.kills < kills) {
                    run.round();
                }
                lab.awaitSessions(run.writes.capacity());
                run.nothingMissing("sessions have come back");
            } catch (Exception | AssertionError broken) {
                throw new AssertionError(
                        "-Dkills.seed=%d, kill %d: %s%n%s"
                                .formatted(seed, run.kills, broken.getMessage(), cloud.log()),
                        broken);
            } finally {
                for (var ping : pings) {
                    ping.end();
                }
            }
            run.print();
            assertThat(pings).as("echoes lost").allMatch(ping -> ping.lost() == 0);
        }
    }

    @Test
    void aDaemonThatEndsInOrderIsMissedAsLittle() throws Exception {
        try (var cloud = WholeCloud.start(home)) {
            var lab = ScaleSetLab.deploy(cloud, APPLIANCES);
            var pings = pings(cloud);
            try {
                // Twice: a peer that takes the end for an error waits longer the second time.
                for (int i = 0; i < 2; i++) {
                    var machines = lab.machines();
                    cloud.stop();
                    cloud.launchAgain();
                    cloud.awaitReady();
                    lab.awaitSessions(APPLIANCES);
                    assertThat(lab.machines()).isEqualTo(machines);
                    lab.eachThingIsThereOnce();
                    lab.theHostIsAsWanted();
                }
            } finally {
                for (var ping : pings) {
                    ping.end();
                }
            }
            assertThat(pings).as("echoes lost").allMatch(ping -> ping.lost() == 0);
        }
    }

    /** Into the virtual network, past the appliances to the Internet, and through them. */
    private static List<Ping> pings(WholeCloud cloud) throws Exception {
        var pings = new ArrayList<Ping>();
        for (var address :
                List.of(
                        "10.1.2.4",
                        "109.125.124.132",
                        "203.0.113.1",
                        "203.0.113.2",
                        "203.0.113.3",
                        "203.0.113.4",
                        "203.0.113.5",
                        "203.0.113.6")) {
            var ping = Ping.start(cloud, "vm", address, RATE);
            await().atMost(Duration.ofSeconds(20)).until(() -> ping.heard() > 0);
            pings.add(ping);
        }
        return pings;
    }

    /** One cloud's life under kills, and what was counted. */
    private static final class Run {

        final DrawnWrites writes;
        int kills;
        private final WholeCloud cloud;
        private final ScaleSetLab lab;
        private final List<Ping> pings;
        private final SplittableRandom random;
        private final List<Long> readyMillis = new ArrayList<>();
        private int acknowledged;
        private int resumed;
        private int unheard;

        Run(WholeCloud cloud, ScaleSetLab lab, List<Ping> pings, SplittableRandom random) {
            this.cloud = cloud;
            this.lab = lab;
            this.pings = pings;
            this.random = random;
            this.writes = new DrawnWrites(lab, APPLIANCES, random);
        }

        /** Writes, kills in the middle, starts again, and holds the cloud to its word. */
        void round() throws Exception {
            var machines = lab.machines();
            var drawn = writes.draw();
            var words = new ArrayList<CompletableFuture<TornWrite.Word>>();
            try (var client = cloud.client()) {
                for (var write : drawn) {
                    words.add(write.send(client));
                }
                pause(random.nextBoolean() ? 60 : 600);
                kill();
                for (var word : words) {
                    word.get(30, TimeUnit.SECONDS);
                }
            }
            var restart = Instant.now();
            cloud.launchAgain();
            while (random.nextInt(3) == 0) {
                pause(2500);
                kill();
                cloud.launchAgain();
            }
            long begun = System.nanoTime();
            cloud.awaitReady();
            readyMillis.add((System.nanoTime() - begun) / 1_000_000);
            try (var client = cloud.client()) {
                for (int i = 0; i < drawn.size(); i++) {
                    var word = words.get(i).join();
                    boolean heard = word instanceof TornWrite.Word.Acknowledged;
                    acknowledged += heard ? 1 : 0;
                    unheard += heard ? 0 : 1;
                    resumed += drawn.get(i).keeps(word, client, restart) ? 1 : 0;
                }
                writes.look(client);
            }
            lab.awaitRest(writes.capacity());
            lab.eachThingIsThereOnce();
            lab.theHostIsAsWanted();
            var now = lab.machines();
            machines.keySet().removeIf(name -> !writes.stays(name));
            assertThat(now).as("machines that run on").containsAllEntriesOf(machines);
            nothingMissing("kill " + kills + " in " + drawn);
        }

        void nothingMissing(String when) {
            assertThat(pings).as("after %s, %s", when, counts()).allMatch(p -> p.missing() == 0);
        }

        private List<String> counts() {
            return pings.stream().map(Ping::count).toList();
        }

        private void kill() throws Exception {
            cloud.kill();
            kills++;
        }

        /** The point in time is what is drawn, so there is nothing to wait for. */
        private void pause(int mostMillis) throws InterruptedException {
            TimeUnit.MILLISECONDS.sleep(random.nextInt(mostMillis));
        }

        void print() {
            readyMillis.sort(null);
            System.out.printf(
                    "%d kills; %d writes acknowledged, %d operations ended after the restart, %d"
                            + " writes unanswered%n",
                    kills, acknowledged, resumed, unheard);
            System.out.printf(
                    "restart to ready: median %d ms, max %d ms%n",
                    readyMillis.get(readyMillis.size() / 2), readyMillis.getLast());
            System.out.printf(
                    "echoes: %d sent, %d lost%n",
                    pings.stream().mapToLong(Ping::sent).sum(),
                    pings.stream().mapToLong(Ping::lost).sum());
        }
    }
}
