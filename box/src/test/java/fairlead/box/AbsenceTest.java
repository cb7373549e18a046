package fairlead.box;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a real BIRD does with the routes of a Route Server while the daemon, and its speakers with
 * it, is away.
 */
@Tag("kernel")
@Timeout(240)
class AbsenceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String ROUTES = "birdc show route protocol rs0";

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path home;

    @Test
    void inTheExtendedProfileAnApplianceKeepsWhatItWasTold() throws Exception {
        try (var cloud = WholeCloud.start(home, "profile: extended\n")) {
            var lab = ScaleSetLab.deploy(cloud, 2);
            hearOwnAs(cloud, "nva_1");
            awaitRoutes(cloud, "nva_1", "10.1.0.0/16", "0.0.0.0/0");
            try (var watch = Watch.of(cloud, "nva_1", "10.1.0.0/16", "0.0.0.0/0")) {
                say(cloud, "nva_0", "pkill -STOP -x bird");
                cloud.kill();
                cloud.launchAgain();
                cloud.awaitReady();
                // What nva_0 told is not known yet, so nobody is to hear that all was told.
                awaitEstablished(cloud, "nva_1");
                int looks = watch.looks();
                await().atMost(PATIENCE).until(() -> watch.looks() > looks + 20);
                say(cloud, "nva_0", "pkill -CONT -x bird");
                lab.awaitSessions(2);

                cloud.stop();
                cloud.launchAgain();
                cloud.awaitReady();
                lab.awaitSessions(2);
                int last = watch.looks();
                await().atMost(PATIENCE).until(() -> watch.looks() > last + 20);
                assertThat(watch.losses()).as("looks that missed a route").isZero();
            }
        }
    }

    @Test
    void inAzuresProfileItLosesItWithTheSession() throws Exception {
        try (var cloud = WholeCloud.start(home)) {
            var lab = ScaleSetLab.deploy(cloud, 1);
            awaitRoutes(cloud, "nva_0", "10.1.0.0/16");
            try (var watch = Watch.of(cloud, "nva_0", "10.1.0.0/16")) {
                cloud.kill();
                await().atMost(PATIENCE).until(() -> watch.losses() > 0);
                cloud.launchAgain();
                cloud.awaitReady();
                lab.awaitSessions(1);
                awaitRoutes(cloud, "nva_0", "10.1.0.0/16");
            }
        }
    }

    /** The appliances of the lab share an AS number, and would not hear of one another. */
    private static void hearOwnAs(WholeCloud cloud, String machine) throws Exception {
        say(
                cloud,
                machine,
                "sed -i 's/local as 65001;/local as 65001; allow local as;/' /etc/bird/bird.conf"
                        + " && birdc configure");
    }

    private static void awaitRoutes(WholeCloud cloud, String machine, String... prefixes) {
        await().atMost(PATIENCE)
                .until(
                        () -> say(cloud, machine, ROUTES),
                        text -> Stream.of(prefixes).allMatch(text::contains));
    }

    private static void awaitEstablished(WholeCloud cloud, String machine) {
        await().atMost(PATIENCE)
                .until(
                        () -> say(cloud, machine, "birdc show protocols rs0"),
                        text -> text.contains("Established"));
    }

    private static String say(WholeCloud cloud, String machine, String command) throws Exception {
        var process = cloud.in(machine, "sh", "-c", command);
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).as(command).isTrue();
        return said;
    }

    /** Looks, about every 50 ms, whether BIRD holds prefixes that instance 0 told it. */
    private static final class Watch implements AutoCloseable {

        private final Process looking;
        private final int wanted;
        private volatile int looks;
        private volatile int losses;

        private Watch(Process looking, int wanted) {
            this.looking = looking;
            this.wanted = wanted;
        }

        static Watch of(WholeCloud cloud, String machine, String... prefixes) throws Exception {
            var watch =
                    new Watch(
                            cloud.in(
                                    machine,
                                    "sh",
                                    "-c",
                                    "for i in $(seq 3000); do "
                                            + ROUTES
                                            + " | grep -cE '^("
                                            + String.join("|", prefixes)
                                            + ") '; sleep 0.05; done"),
                            prefixes.length);
            CompletableFuture.runAsync(
                    watch::read, task -> Thread.ofPlatform().daemon().start(task));
            return watch;
        }

        private void read() {
            try (BufferedReader lines = looking.inputReader()) {
                for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                    looks++;
                    losses += line.equals(Integer.toString(wanted)) ? 0 : 1;
                }
            } catch (IOException ended) {
                throw new UncheckedIOException(ended);
            }
        }

        int looks() {
            return looks;
        }

        int losses() {
            return losses;
        }

        @Override
        public void close() {
            looking.descendants().forEach(ProcessHandle::destroy);
            looking.destroy();
        }
    }
}
