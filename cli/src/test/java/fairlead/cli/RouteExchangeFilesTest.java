package fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the lab's README and template say agrees. */
class RouteExchangeFilesTest {

    private static final Path LABS = LauncherTest.repository().resolve("labs");

    /** The lines of a router's {@code frr.conf}, as its cloud-config writes them. */
    private static String configuration(String router) {
        var lab = Lab.find("route-exchange", Path.of("/"), LABS, Map.of());
        return lab.template()
                .path("variables")
                .path(router)
                .valueStream()
                .map(line -> line.asString())
                .filter(line -> line.startsWith("      "))
                .map(line -> line.substring(6))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    @Test
    void theReadmeShowsTheConfigurationOfARouter() throws Exception {
        assertThat(Files.readString(LABS.resolve("route-exchange/README.md")))
                .contains("```\n" + configuration("quagga") + "```");
    }

    @Test
    void theRoutersDifferInNameAndAddressOnly() {
        assertThat(
                        configuration("quagga")
                                .replace("quagga", "quagga2")
                                .replace("10.1.0.4", "10.1.0.5"))
                .isEqualTo(configuration("quagga2"));
    }
}
