package fairlead.box;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fairlead.azure.client.ArmFailure;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Predicted and seen ways on a running cloud: app's route to 9.0.0.0/8 leads to nva, which may
 * forward.
 */
@Tag("kernel")
@Timeout(180)
class TraceTest {

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path home;

    private String group = "";

    private String net(String path) {
        return group + "/providers/Microsoft.Network/" + path;
    }

    private void build(WholeCloud cloud) throws Exception {
        group = cloud.subscription() + "/resourceGroups/g";
        var machines = new TwoMachines(cloud, group);
        machines.network(
                "{'name':'by-nva','properties':{'addressPrefix':'9.0.0.0/8','nextHopType':'VirtualAppliance','nextHopIpAddress':'10.1.2.4'}}");
        cloud.put(
                net("publicIPAddresses/pip"),
                "{'location':'westeurope','sku':{'name':'Standard'},'properties':{'publicIPAllocationMethod':'Static'}}");
        var forwards = "'enableIPForwarding':true,";
        machines.machine("nva", "nvas", forwards, "");
        machines.machine(
                "app",
                "apps",
                forwards,
                ",'publicIPAddress':{'id':'" + net("publicIPAddresses/pip") + "'}");
    }

    private JsonNode trace(WholeCloud cloud, String query) throws Exception {
        try (var client = cloud.client()) {
            return client.post(
                            cloud.subscription()
                                    + "/providers/Fairlead.Network/trace?machine="
                                    + cloud.machine("app").path("id").asString()
                                    + "&address="
                                    + query,
                            "2026-01-01")
                    .document();
        }
    }

    private static List<String> words(JsonNode trace) {
        return trace.path("hops")
                .valueStream()
                .map(hop ->
                        (hop.path("agrees").asBoolean() ? "" : "! ")
                                + hop.path("predicted").asString()
                                + " | "
                                + hop.path("seen").asString())
                .toList();
    }

    private static void forward(WholeCloud cloud, int whether) throws Exception {
        var command =
                cloud.in("nva", "sh", "-c", "echo " + whether + " > /proc/sys/net/ipv4/ip_forward");
        var said = new String(command.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(command.waitFor()).as(said).isZero();
    }

    @Test
    void whatIsPredictedIsSeenUntilAnApplianceHasItsOwnMind() throws Exception {
        try (var cloud = WholeCloud.start(home)) {
            build(cloud);
            forward(cloud, 1);
            var through = trace(cloud, "9.9.9.9&port=80");
            assertThat(words(through))
                    .containsExactly(
                            "app 10.1.0.4 sends by 9.0.0.0/8 VirtualAppliance (route by-nva of table rt) | sent by app 10.1.0.4",
                            "to nva 10.1.2.4 | handed to nva 10.1.2.4",
                            "nva 10.1.2.4 decides; if it sends it on: by 0.0.0.0/0 Internet (the system's default route)"
                                    + " | sent on by nva 10.1.2.4 with source 10.1.0.4",
                            "leaves as 20.50.0.4 | left as 20.50.0.4, the Internet got it");
            assertThat(through.path("agrees").asBoolean()).isTrue();
            assertThat(through.path("arrives").asBoolean()).isTrue();
            assertThat(through.at("/replies/0/from").asString()).isEqualTo("9.9.9.9");

            forward(cloud, 0);
            var kept = trace(cloud, "9.9.9.9&port=80");
            assertThat(words(kept).get(2))
                    .startsWith("! nva 10.1.2.4 decides")
                    .endsWith("| nva 10.1.2.4 did not send it on");
            assertThat(kept.path("agrees").asBoolean()).isFalse();
            assertThat(kept.path("arrives").asBoolean()).isFalse();

            var lost = trace(cloud, "10.1.7.7");
            assertThat(words(lost).getLast())
                    .isEqualTo(
                            "dropped: no NIC in vnet or a network peered with it has 10.1.7.7"
                                    + " | swallowed: no NIC has the address");
            assertThat(lost.path("agrees").asBoolean()).isTrue();
            assertThat(lost.path("arrives").asBoolean()).isFalse();

            for (var wrong : List.of("nonsense", "9.9.9.9&port=0", "9.9.9.9&protocol=gre")) {
                assertThatThrownBy(() -> trace(cloud, wrong))
                        .isInstanceOfSatisfying(
                                ArmFailure.class,
                                refused -> assertThat(refused.status()).isEqualTo(400));
            }
        }
    }
}
