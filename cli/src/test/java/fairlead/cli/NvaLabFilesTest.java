package fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the lab's README, template and goldens say agrees. */
class NvaLabFilesTest {

    private static final Path LABS = LauncherTest.repository().resolve("labs");
    private static final Path LAB = LABS.resolve("nva-scale-set");

    @Test
    void theReadmeShowsTheCloudConfigThatTheTemplateGives() throws Exception {
        var lab = Lab.find("nva-scale-set", Path.of("/"), LABS, Map.of());
        var lines = lab.template().path("variables").path("cloudConfig");

        var config =
                StreamSupport.stream(lines.spliterator(), false)
                        .map(line -> line.asString())
                        .collect(Collectors.joining("\n"));

        assertThat(Files.readString(LAB.resolve("README.md")))
                .contains("```yaml\n" + config + "```");
        assertThat(config)
                .startsWith("#cloud-config\n")
                .contains("\n  - sysmtemctl restart bird\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 8, 4})
    void theGoldensHoldOneRowForEachAppliance(int size) throws Exception {
        var addresses = IntStream.range(0, size).mapToObj(i -> "10.1.2." + (4 + i)).toList();

        var peerings = Files.readAllLines(LAB.resolve("goldens/peerings-" + size + ".txt"));
        var routes = Files.readAllLines(LAB.resolve("goldens/effective-routes-" + size + ".txt"));

        assertThat(peerings.subList(2, peerings.size()))
                .extracting(row -> row.split(" +", -1)[2])
                .containsExactlyElementsOf(addresses);
        assertThat(routes.stream().filter(row -> row.startsWith("VirtualNetworkGateway")))
                .extracting(row -> row.split(" +", -1)[4])
                .containsExactlyElementsOf(addresses);
        assertThat(routes).hasSize(2 + size + 2);
    }

    @Test
    void theReadmeShowsTheGoldensOfEight() throws Exception {
        assertThat(Files.readString(LAB.resolve("README.md")))
                .contains(Files.readString(LAB.resolve("goldens/peerings-8.txt")))
                .contains(Files.readString(LAB.resolve("goldens/effective-routes-8.txt")));
    }
}
