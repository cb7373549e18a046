package fairlead.cli;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/**
 * {@code fairlead az ...}: this process becomes Azure's own command line, speaking to the cloud.
 */
@Command(
        name = "az",
        customSynopsis = "fairlead [--cloud=NAME] az ARGUMENTS...",
        description = {
            "Run the real az against a cloud.",
            "The first time the cloud is registered and logged in, in a configuration folder of its",
            "own; your Azure logins stay as they are."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  fairlead az group list -o table",
            "  fairlead az vmss scale -g nva-scale-set -n nva --new-capacity 8",
            "  fairlead az network routeserver peering list -g nva-scale-set --routeserver rs -o table"
        })
final class AzCommand implements Runnable {

    @ParentCommand @Nullable Fairlead fairlead;

    @Parameters(paramLabel = "ARGUMENTS", arity = "0..*", description = "As az takes them.")
    List<String> arguments = List.of();

    @Override
    public void run() {
        var above = Objects.requireNonNull(fairlead);
        var program = AzProgram.find(above.tree(), above.environment());
        var client = new AzClient(above.folder(), program, above.environment());
        client.prepare(above.screen());
        throw ProcessImage.become(program.line(arguments), client.whole());
    }
}
