package fairlead.box;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The real az inside a machine, without a cloud registered and without a secret. */
@Tag("interop")
@Timeout(240)
class ManagedIdentityTest {

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path home;

    @Test
    void azLogsInAsTheMachineAndManagesTheCloud() throws Exception {
        var root = DaemonOptions.parse(List.of("--state", home.toString())).azRoot();
        assumeTrue(
                Files.exists(root.resolve("complete")),
                "needs az 2.74 at " + root + ": libexec/az-root");
        try (var cloud = WholeCloud.start(home)) {
            var lab = GuestLab.in(cloud);
            cloud.put(lab.net("routeTables/rt"), Requests.LOCATED);
            lab.network("one", "");
            lab.machine("app", "one", "'identity':{'type':'SystemAssigned'},");

            assertThat(az(lab, "app", "login", "--identity", "-o", "tsv", "--query", "[].id"))
                    .isEqualTo(cloud.subscription().substring("/subscriptions/".length()));
            var networks =
                    az(lab, "app", "network", "vnet", "list", "-o", "tsv", "--query", "[].name");
            assertThat(networks).isEqualTo("one");
            az(lab, "app", "group", "create", "-n", "made-inside", "-l", "westeurope");
            try (var client = cloud.client()) {
                assertThat(
                                client.get(
                                                cloud.subscription()
                                                        + "/resourceGroups/made-inside",
                                                WholeCloud.VERSION)
                                        .status())
                        .isEqualTo(200);
            }
        }
    }

    /** What az says at last; its first run tells of modules that its package lacks. */
    private static String az(GuestLab lab, String machine, String... words) throws Exception {
        var line = new ArrayList<>(List.of("az"));
        line.addAll(List.of(words));
        return lab.say(machine, line.toArray(String[]::new)).lines().toList().getLast();
    }
}
