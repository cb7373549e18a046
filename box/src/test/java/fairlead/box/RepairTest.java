package fairlead.box;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Somebody else's hands in the kernel of a cloud: what is ours comes back, the rest stays. */
@Tag("kernel")
@Timeout(300)
class RepairTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path home;

    @Test
    void whatIsOursIsPutBackAndReportedAndWhatIsNotStays() throws Exception {
        try (var cloud = WholeCloud.start(home)) {
            TwoMachines.build(cloud);
            await().atMost(SOON).until(() -> pings(cloud));
            var before = cloud.machine("app").path("pid").asLong();
            int machine = machine(cloud);
            var wire = wire(cloud, machine);

            foreign(cloud);
            for (var damage :
                    List.of(
                            "ip -n fl-fab link del " + wire,
                            "ip -n fl-fab route flush table all proto 176",
                            "nsenter --net=/run/netns/fl-fab nft flush ruleset",
                            "ip netns del fl-inet",
                            "ip netns del $(ls /run/netns | grep fl-plat)",
                            "ip netns del fl-m" + machine)) {
                cloud.inside("sh", "-c", damage);
            }

            await().atMost(SOON).until(() -> pings(cloud));
            await().atMost(SOON).until(() -> serverListens(cloud));
            await().atMost(SOON).until(() -> resolves(cloud));
            assertThat(cloud.machine("app").path("pid").asLong()).isEqualTo(before);
            var status = cloud.own("Fairlead.Host/status", "");
            assertThat(status.path("repairs").path("count").asInt()).isGreaterThan(4);
            assertThat(status.path("notices").toString()).contains("put right");
            assertThat(cloud.log())
                    .contains("fl-fab: LINK " + wire + " was missing")
                    .contains("NAMESPACE had lost its name");
            foreignStays(cloud);
        }
    }

    private static void foreign(WholeCloud cloud) throws Exception {
        cloud.inside("ip", "netns", "add", "theirs");
        cloud.inside("ip", "-n", "fl-fab", "link", "add", "mine", "type", "veth", "peer", "yours");
        cloud.inside("ip", "-n", "fl-fab", "rule", "add", "pref", "77", "lookup", "77");
        cloud.inside("nsenter", "--net=/run/netns/fl-edge", "nft", "add", "table", "ip", "mine");
    }

    private static void foreignStays(WholeCloud cloud) throws Exception {
        assertThat(cloud.inside("ls", "/run/netns")).contains("theirs");
        assertThat(cloud.inside("ip", "-n", "fl-fab", "link", "show", "mine")).contains("mine");
        assertThat(cloud.inside("ip", "-n", "fl-fab", "rule")).contains("77:");
        assertThat(cloud.inside("nsenter", "--net=/run/netns/fl-edge", "nft", "list", "tables"))
                .contains("ip mine");
    }

    /** The fabric's end of the wire to a machine, by the alias that it carries. */
    private static String wire(WholeCloud cloud, int machine) throws Exception {
        var links = cloud.inside("ip", "-n", "fl-fab", "-json", "link", "show");
        for (var link : JsonMapper.shared().readTree(links)) {
            if (link.path("ifalias").asString("").contains("in fl-m" + machine + " ")) {
                return link.path("ifname").asString();
            }
        }
        throw new AssertionError("no wire to machine " + machine);
    }

    /** The number of the machine {@code app} on the host. */
    private static int machine(WholeCloud cloud) throws Exception {
        return Integer.parseInt(
                cloud.machine("app")
                        .path("console")
                        .asString()
                        .replaceFirst(".*/m([0-9]+)/.*", "$1"));
    }

    private static boolean pings(WholeCloud cloud) throws Exception {
        return succeeds(cloud.in("app", "ping", "-c1", "-W1", "10.1.2.4"));
    }

    /** Whether the Internet has a server again: it is the daemon's, in a namespace made anew. */
    private static boolean serverListens(WholeCloud cloud) throws Exception {
        return cloud.inside("nsenter", "--net=/run/netns/fl-inet", "ss", "-Hltn")
                .contains("0.0.0.0:80 ");
    }

    /** Whether the platform answers: its servers are the daemon's, too. */
    private static boolean resolves(WholeCloud cloud) throws Exception {
        return succeeds(cloud.in("app", "getent", "hosts", "nva"));
    }

    private static boolean succeeds(Process process) throws Exception {
        process.getInputStream().readAllBytes();
        return process.waitFor() == 0;
    }
}
