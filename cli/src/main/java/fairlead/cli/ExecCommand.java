package fairlead.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code fairlead exec MACHINE -- CMD...}: this process becomes CMD inside the machine. */
@Command(
        name = "exec",
        customSynopsis = "fairlead exec [--cloud=NAME] MACHINE -- CMD...",
        description = {
            "Run a command inside a machine, or on the Internet.",
            "Its exit code is the command's. The machine 'internet' stands for the cloud's Internet:",
            "the host's own programs run there, so that you can try public addresses from outside."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  fairlead exec vm -- ping -c 3 10.1.2.4",
            "  fairlead exec nva_0 -- birdc show protocols",
            "  fairlead exec nva-scale-set/vm -- curl -s http://203.0.113.10/",
            "  fairlead exec internet -- curl -s http://20.50.0.4/"
        })
final class ExecCommand implements Runnable {

    /** What the Internet is called where a machine's name stands. */
    static final String INTERNET = "internet";

    @ParentCommand @Nullable Fairlead fairlead;

    @Parameters(
            index = "0",
            paramLabel = "MACHINE",
            description = "Name, or GROUP/NAME; or 'internet'.")
    String machine = "";

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "CMD",
            description = "Command and its arguments.")
    List<String> command = List.of();

    @Override
    public void run() {
        var wanted = command.getFirst().equals("--") ? command.subList(1, command.size()) : command;
        if (wanted.isEmpty()) {
            throw new Failure(
                    Exit.USAGE,
                    "Say what to run, for instance: fairlead exec " + machine + " -- ip addr");
        }
        become(Objects.requireNonNull(fairlead), machine, wanted);
    }

    /** Becomes {@code command} inside the machine or on the Internet; does not return. */
    static void become(Fairlead above, String machine, List<String> command) {
        var line = new ArrayList<String>();
        try (var api = CloudApi.of(above.folder())) {
            if (isInternet(api, machine)) {
                HostDocuments.device(api, INTERNET)
                        .path("enter")
                        .forEach(word -> line.add(word.asString()));
                line.addAll(command);
                throw ProcessImage.become(line, withoutProxies(above.environment()));
            }
            var found = HostDocuments.machine(api, machine);
            found.path("enter").forEach(word -> line.add(word.asString()));
            if (line.isEmpty()) {
                throw Failure.because(
                        "The machine '"
                                + found.path("name").asString(machine)
                                + "' is "
                                + found.path("state").asString("not running")
                                + ". Start it with: fairlead az vm start, or look at: fairlead logs "
                                + machine);
            }
        }
        line.addAll(command);
        throw ProcessImage.become(line, above.environment());
    }

    /** A machine of that name comes first. */
    private static boolean isInternet(CloudApi api, String machine) {
        return machine.equals(INTERNET) && !Named.known(INTERNET, HostDocuments.machines(api));
    }

    /** The host's proxies cannot be reached from the cloud's Internet. */
    static Map<String, String> withoutProxies(Map<String, String> environment) {
        var kept = new HashMap<>(environment);
        kept.keySet().removeIf(name -> name.toLowerCase(Locale.ROOT).endsWith("_proxy"));
        return Map.copyOf(kept);
    }
}
