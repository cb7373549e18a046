package fairlead.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.JsonNode;

/** {@code fairlead ssh MACHINE}: this process becomes the host's ssh, by way of a forward. */
@Command(
        name = "ssh",
        customSynopsis =
                "fairlead ssh [--cloud=NAME] [-l=USER] [-i=FILE] [-p=N] MACHINE [-- ARGUMENTS...]",
        description = {
            "Open an SSH session to a machine that runs an SSH server.",
            "The host's ssh, through 'forward', so that no route, security group or public address is",
            "needed. Your public key is added to the account's authorized_keys first. Host keys are not",
            "asked for: between the two ends there is no network. A machine without an SSH server",
            "is entered with 'shell'."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  fairlead ssh vm",
            "  fairlead ssh -l azureuser -i ~/.ssh/id_ed25519 vm",
            "  fairlead ssh vm -- uptime"
        })
final class SshCommand implements Runnable {

    private static final String PLACE_KEY =
            """
            home=$(getent passwd "$1" | cut -d : -f 6)
            [ -n "$home" ] || { echo "there is no account $1"; exit 1; }
            keys=$home/.ssh/authorized_keys
            mkdir -p -m 0700 "$home/.ssh"
            grep -qxF -- "$2" "$keys" 2>/dev/null || printf '%s\\n' "$2" >>"$keys"
            chmod 0600 "$keys"
            """;

    @ParentCommand @Nullable Fairlead fairlead;

    @Parameters(index = "0", paramLabel = "MACHINE", description = "Name, or GROUP/NAME.")
    String machine = "";

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "ARGUMENTS",
            description = "A command to run there, or what else ssh takes.")
    List<String> arguments = List.of();

    @Option(
            names = {"-l", "--user"},
            paramLabel = "USER",
            description = "The account (default: root).")
    String user = "root";

    @Option(
            names = {"-i", "--identity"},
            paramLabel = "FILE",
            description = "The private key; FILE.pub is placed (default: those of ~/.ssh).")
    @Nullable Path identity;

    @Option(
            names = {"-p", "--port"},
            paramLabel = "N",
            description = "Where the server listens (default: 22).")
    int port = 22;

    @Override
    public void run() {
        var above = Objects.requireNonNull(fairlead);
        JsonNode found;
        try (var api = CloudApi.of(above.folder())) {
            found = HostDocuments.machine(api, machine);
        }
        if (!listens(MachineRun.output(found, List.of("sh", "-c", "cat /proc/net/tcp*")), port)) {
            throw Failure.because(
                    "No SSH server listens at port "
                            + port
                            + " of '"
                            + machine
                            + "'. Let its cloud-config install one (packages: [openssh-server]), or enter it without: fairlead shell "
                            + machine);
        }
        publicKey(above.environment())
                .ifPresent(key ->
                        MachineRun.output(
                                found, List.of("sh", "-euc", PLACE_KEY, "sh", user, key)));
        throw ProcessImage.become(line(above), above.environment());
    }

    /** Whether {@code /proc/net/tcp} and {@code tcp6} name a socket that listens (0A) at a port. */
    static boolean listens(String tables, int port) {
        var end = ":%04X".formatted(port);
        return tables.lines()
                .map(line -> line.strip().split("\\s+", -1))
                .anyMatch(words ->
                        words.length > 3 && words[1].endsWith(end) && words[3].equals("0A"));
    }

    private Optional<String> publicKey(Map<String, String> environment) {
        var folder = Path.of(environment.getOrDefault("HOME", "/"), ".ssh");
        var files =
                identity == null
                        ? Stream.of("id_ed25519.pub", "id_ecdsa.pub", "id_rsa.pub")
                                .map(folder::resolve)
                        : Stream.of(Path.of(identity + ".pub"));
        return files.filter(Files::isReadable)
                .findFirst()
                .map(file -> {
                    try {
                        return Files.readString(file).strip();
                    } catch (IOException e) {
                        throw Failure.because("The key " + file + " cannot be read: " + e);
                    }
                });
    }

    /** The host's ssh, which puts exec before a proxy command and halves its percent signs. */
    List<String> line(Fairlead above) {
        var launcher = above.tree().root().resolve("fairlead").toString();
        var proxy =
                "env FAIRLEAD_BUILD=never "
                        + EnvCommand.quoted(launcher)
                        + " --cloud "
                        + above.folder().cloud()
                        + " forward --stdio "
                        + EnvCommand.quoted(machine + ":" + port);
        var line =
                new ArrayList<>(List.of("ssh", "-o", "ProxyCommand=" + proxy.replace("%", "%%")));
        line.addAll(List.of("-o", "UserKnownHostsFile=/dev/null"));
        line.addAll(List.of("-o", "StrictHostKeyChecking=no", "-o", "LogLevel=ERROR"));
        if (identity != null) {
            line.addAll(List.of("-i", identity.toString()));
        }
        line.addAll(List.of("-l", user, machine.replace('/', '.')));
        boolean separated = !arguments.isEmpty() && arguments.getFirst().equals("--");
        line.addAll(separated ? arguments.subList(1, arguments.size()) : arguments);
        return List.copyOf(line);
    }
}
