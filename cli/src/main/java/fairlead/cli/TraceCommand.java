package fairlead.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.JsonNode;

/** {@code fairlead trace MACHINE ADDRESS}: the predicted way of a packet, and a real one's. */
@Command(
        name = "trace",
        description = {
            "Send one real packet, and show the way it took beside the predicted one.",
            "The prediction is that of the effective routes. An appliance may do with a packet what it",
            "likes; it is supposed to send it on, by its own NIC's routes."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  fairlead trace vm 203.0.113.10               an echo request",
            "  fairlead trace vm 203.0.113.10 --port 80     a TCP SYN",
            "  fairlead trace vm nva_0                      to the address of a machine",
            "  fairlead trace vm 8.8.8.8 --protocol udp --port 53 --source-port 40000",
            "",
            "Flows are shared among equal appliances by their addresses and ports: with one --source-port",
            "a trace takes the same appliance each time, without it any of them."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:it arrives, on the predicted way",
            "1:it does not arrive, as predicted",
            "5:what was seen is not what was predicted"
        })
final class TraceCommand implements Callable<Integer> {

    @ParentCommand @Nullable Fairlead fairlead;

    @Parameters(index = "0", paramLabel = "MACHINE", description = "Name, or GROUP/NAME.")
    String machine = "";

    @Parameters(
            index = "1",
            paramLabel = "ADDRESS",
            description = "Where to: an IPv4 address, or a machine's name.")
    String address = "";

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "The destination's port; with it the packet is a SYN, or a datagram.")
    @Nullable Integer port;

    @Option(
            names = "--protocol",
            paramLabel = "NAME",
            description = "One of icmp, tcp and udp (default: tcp with a port, else icmp).")
    @Nullable String protocol;

    @Option(
            names = "--source-port",
            paramLabel = "PORT",
            description = "The sender's port (default: any; of icmp: the identifier).")
    @Nullable Integer sourcePort;

    @Override
    public Integer call() {
        var above = Objects.requireNonNull(fairlead);
        try (var api = CloudApi.of(above.folder())) {
            var from = HostDocuments.machine(api, machine);
            var trace = HostDocuments.trace(api, parameters(api, from));
            if (!above.printed(trace)) {
                TraceText.print(above.screen(), trace);
            }
            return exit(trace).code();
        }
    }

    private Map<String, String> parameters(CloudApi api, JsonNode from) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("machine", from.path("id").asString(""));
        parameters.put("address", destination(api));
        if (protocol != null) {
            parameters.put("protocol", protocol);
        }
        if (port != null) {
            parameters.put("port", port.toString());
        }
        if (sourcePort != null) {
            parameters.put("sourcePort", sourcePort.toString());
        }
        return parameters;
    }

    private String destination(CloudApi api) {
        if (address.matches("[0-9.]+|.*:.*")) {
            return address;
        }
        var to = HostDocuments.machine(api, address).path("addresses").path(0).asString("");
        if (to.isEmpty()) {
            throw Failure.because("The machine '" + address + "' has no address.");
        }
        return to;
    }

    private static Exit exit(JsonNode trace) {
        if (!trace.path("agrees").asBoolean(false)) {
            return Exit.DIFFERS;
        }
        return trace.path("arrives").asBoolean(false) ? Exit.OK : Exit.FAILED;
    }
}
