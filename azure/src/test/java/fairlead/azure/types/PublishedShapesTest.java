package fairlead.azure.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fairlead.azure.arm.ApiVersion;
import fairlead.testkit.conformance.Descriptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every member that a type takes is one of Azure's, in every api-version that is described. */
class PublishedShapesTest {

    private static Optional<Descriptions> published = Optional.empty();

    @BeforeAll
    static void read() {
        published = Descriptions.beside(Path.of(".."));
        assumeTrue(
                published.isPresent(),
                "needs Azure's published types in ../shared/api-types, beside the project, or in"
                        + " the folder that "
                        + Descriptions.FOLDER
                        + " names");
    }

    static Stream<TypeRow> rows() {
        return Catalogue.of(Limits.AZURE).rows().stream()
                .filter(row -> row.type().namespace().startsWith("Microsoft."));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void everyMemberIsOneOfAzures(TypeRow row) {
        var described = described(row);
        var provider = described.substring(0, described.indexOf('/'));
        var strange = new ArrayList<String>();
        for (var version : published.orElseThrow().versions(provider)) {
            var asked = new ApiVersion(version);
            Stream.concat(
                            row.envelope().paths(asked).stream().filter(path -> !isManagers(path)),
                            row.shape().paths(asked).stream().map(path -> "properties." + path))
                    .filter(path -> !published.get().has(described, version, path).orElse(true))
                    .forEach(path -> strange.add(path + " in " + version));
        }
        assertThat(strange).isEmpty();
    }

    /** The NICs of a scale set are NICs, and are described as such. */
    private static String described(TypeRow row) {
        return row.type()
                .text()
                .replace(
                        "Microsoft.Compute/virtualMachineScaleSets/virtualMachines/networkInterfaces",
                        "Microsoft.Network/networkInterfaces");
    }

    /** What the resource manager takes beside any resource, and this cloud ignores. */
    private static boolean isManagers(String path) {
        return path.matches(
                "location|tags|kind|etag|instanceId|resources|systemData|managedBy|placement"
                        + "|identity\\..*|sku\\..*");
    }
}
