package fairlead.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code eval "$(fairlead env)"}: the shell's own az then speaks to the cloud. */
@Command(
        name = "env",
        description = "Print what a shell needs so that plain 'az' speaks to a cloud.",
        footerHeading = "%nExamples:%n",
        footer = {"  eval \"$(fairlead env)\"", "  az network vnet list -o table"})
final class EnvCommand implements Runnable {

    @ParentCommand @Nullable Fairlead fairlead;

    @Override
    public void run() {
        var above = Objects.requireNonNull(fairlead);
        var program = AzProgram.find(above.tree(), above.environment());
        var client = new AzClient(above.folder(), program, above.environment());
        client.prepare(above.screen());
        var additions = client.additions();
        var document = CloudApi.JSON.createObjectNode();
        additions.forEach(document::put);
        if (above.printed(document)) {
            return;
        }
        additions.forEach(
                (name, value) -> above.screen().line("export " + name + "=" + quoted(value)));
        if (program.privateRoot()) {
            above.screen()
                    .line(
                            "az() { FAIRLEAD_AZ_ROOT="
                                    + quoted(AzProgram.root(above.environment()).toString())
                                    + " "
                                    + quoted(program.toString())
                                    + " \"$@\"; }");
        }
    }

    /** A word of a shell, whatever it holds. */
    static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
