package fairlead.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.JsonNode;

/** {@code fairlead capture NIC}: this process becomes the one that watches the NIC's packets. */
@Command(
        name = "capture",
        description = {
            "Watch the packets of a NIC.",
            "A line for each packet, or with -w a pcap file (Ethernet, nanoseconds) for tcpdump, tshark",
            "and Wireshark. The packets are those that the machine sends (out) and receives (in), before",
            "the network checks or drops anything it sent. Needs no root. Ends with Ctrl-C.",
            "FILTER is a part of pcap-filter(7), run by the kernel: host, net, port, portrange, with src",
            "or dst before them; tcp, udp, icmp, sctp, esp, arp, ip, ip6; and, or, not, (...)."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  fairlead capture vmVMNic                       all packets, a line each",
            "  fairlead capture nva_0 tcp port 179            BGP of an appliance, by the machine's name",
            "  fairlead capture rs_0 host 10.1.2.4            an instance of the Route Server 'rs'",
            "  fairlead capture vmVMNic -w vm.pcap --duration 30s",
            "  fairlead capture vmVMNic -w - | wireshark -k -i -",
            "  fairlead capture internet 'not arp' --json     what reaches the Internet"
        })
final class CaptureCommand implements Runnable {

    private static final String PROGRAM = "fairlead.host.capture.Capture";

    @ParentCommand @Nullable Fairlead fairlead;

    @Parameters(
            index = "0",
            paramLabel = "NIC",
            description =
                    "Name, or GROUP/NAME; a machine's name for its first NIC; ROUTESERVER_0 or _1; internet.")
    String nic = "";

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "FILTER",
            description = "Which packets; all, if there is none.")
    List<String> filter = List.of();

    @Option(
            names = {"-w", "--write"},
            paramLabel = "FILE",
            description = "Write a pcap file; - is standard output.")
    String file = "";

    @Option(
            names = {"-c", "--count"},
            paramLabel = "N",
            description = "End after N packets.")
    long count;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            converter = TimeSpan.class,
            description = "End after so long: 30 or 30s, 5m, 1h.")
    Duration duration = Duration.ZERO;

    @Option(
            names = "--snaplen",
            paramLabel = "N",
            description = "Keep the first N octets of a packet (default: all).")
    int snaplen;

    @Override
    public void run() {
        var above = Objects.requireNonNull(fairlead);
        if (file.equals("-") && Screen.terminal(1)) {
            throw new Failure(
                    Exit.USAGE,
                    "A pcap file is not for a terminal. Send it on, as in: fairlead capture "
                            + nic
                            + " -w - | wireshark -k -i -");
        }
        JsonNode device;
        try (var api = CloudApi.of(above.folder())) {
            device = HostDocuments.device(api, nic);
        }
        throw ProcessImage.become(line(above, device), above.environment());
    }

    /** The program, in the device's network namespace; the shell opens the file as its user may. */
    List<String> line(Fairlead above, JsonNode device) {
        var line = new ArrayList<String>();
        if (!file.isEmpty() && !file.equals("-")) {
            line.addAll(List.of("sh", "-c", "exec \"$@\" >\"$0\"", file));
        }
        device.path("enter").forEach(word -> line.add(word.asString()));
        line.addAll(above.tree().program(PROGRAM));
        line.addAll(List.of("--device", device.path("device").asString("")));
        line.addAll(List.of("--name", title(device)));
        line.addAll(List.of("--form", !file.isEmpty() ? "pcap" : above.json ? "json" : "text"));
        if (snaplen > 0) {
            line.addAll(List.of("--snaplen", Integer.toString(snaplen)));
        }
        if (count > 0) {
            line.addAll(List.of("--count", Long.toString(count)));
        }
        if (!duration.isZero()) {
            line.addAll(List.of("--millis", Long.toString(duration.toMillis())));
        }
        if (!filter.isEmpty()) {
            line.addAll(List.of("--filter", String.join(" ", filter)));
        }
        return List.copyOf(line);
    }

    private static String title(JsonNode device) {
        var machine = device.path("machine").asString("");
        return device.path("name").asString("")
                + " ("
                + device.path("device").asString("")
                + (machine.isEmpty() ? "" : " of " + machine)
                + ", "
                + device.path("address").asString("")
                + ")";
    }
}
