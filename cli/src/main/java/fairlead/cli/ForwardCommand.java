package fairlead.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code fairlead forward PORT:MACHINE:PORT}: this process becomes the one that carries. */
@Command(
        name = "forward",
        description = {
            "Forward ports of this host to ports of machines.",
            "Listens on loopback unless an address is given, until Ctrl-C; port 0 is any that is free.",
            "The connection is made inside the machine, to its own address: no route, security group or",
            "public address is needed, and the machine sees a connection from itself."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  fairlead forward 8080:vm:80                    http://127.0.0.1:8080/ is the machine's port 80",
            "  fairlead forward 8080:vm:80 1790:nva_0:179     several at once",
            "  fairlead forward 0.0.0.0:8080:lab/vm:80        for whoever reaches this host",
            "  fairlead forward --stdio vm:22                 standard input and output, for ssh's ProxyCommand"
        })
final class ForwardCommand implements Runnable {

    private static final String PROGRAM = "fairlead.host.forward.Forward";

    @ParentCommand @Nullable Fairlead fairlead;

    @Parameters(
            arity = "1..*",
            paramLabel = "[ADDRESS:]PORT:MACHINE:PORT",
            description = "Where to listen and where that leads; MACHINE is a name, or GROUP/NAME.")
    List<String> mappings = List.of();

    @Option(
            names = "--stdio",
            description = "Carry standard input and output instead; the mapping is MACHINE:PORT.")
    boolean stdio;

    @Override
    public void run() {
        var above = Objects.requireNonNull(fairlead);
        var wanted =
                mappings.stream().map(stdio ? PortMapping::target : PortMapping::parse).toList();
        if (stdio && wanted.size() > 1) {
            throw new Failure(Exit.USAGE, "--stdio takes one MACHINE:PORT.");
        }
        List<String> line;
        try (var api = CloudApi.of(above.folder())) {
            line = line(above, api, wanted);
        }
        throw ProcessImage.become(line, above.environment());
    }

    /** The program, inside the cloud's holder and on the host's network. */
    List<String> line(Fairlead above, CloudApi api, List<PortMapping> wanted) {
        var line = new ArrayList<>(above.tree().inHolder(above.folder()));
        line.addAll(above.tree().program(PROGRAM));
        line.add(stdio ? "stdio" : above.json ? "json" : "text");
        for (var mapping : wanted) {
            var nic = HostDocuments.firstNic(api, mapping.machine());
            line.addAll(List.of(mapping.address(), Integer.toString(mapping.port())));
            line.add(nic.path("namespace").asString(""));
            line.add(nic.path("address").asString(""));
            line.addAll(List.of(Integer.toString(mapping.machinePort()), mapping.machine()));
        }
        return List.copyOf(line);
    }
}
