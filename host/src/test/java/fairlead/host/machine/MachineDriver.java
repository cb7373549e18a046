package fairlead.host.machine;

import fairlead.net.IpAddress;
import fairlead.net.MacAddress;
import fairlead.net.Prefix;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionException;

/**
 * A daemon small enough to be killed: it holds a {@link Machines}, takes one command per line and
 * prints what happens. Tests run it inside a holder, where a test's own JVM is not.
 */
final class MachineDriver {

    private MachineDriver() {}

    public static void main(String[] arguments) throws Exception {
        var state = Path.of(arguments[0]);
        var cache = Path.of(arguments[1]);
        var commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (var machines = new Machines(state, cache, List.of(), event -> say(event.toString()))) {
            for (var line = commands.readLine(); line != null; line = commands.readLine()) {
                var words = List.of(line.split("\t"));
                try {
                    say("= " + answer(machines, cache, words));
                } catch (CompletionException broken) {
                    say("! " + broken.getCause());
                }
            }
        }
    }

    private static synchronized void say(String line) {
        System.out.println(line);
    }

    private static String answer(Machines machines, Path cache, List<String> words)
            throws Exception {
        return switch (words.getFirst()) {
            case "tools" -> {
                new ToolsLayer(new Layers(cache, MachineDriver::say)).install();
                yield "tools";
            }
            case "start" -> {
                long from = System.nanoTime();
                machines.start(spec(words)).join();
                yield "started in " + (System.nanoTime() - from) / 1_000_000 + " ms";
            }
            case "stop" -> {
                machines.stop(words.get(1)).join();
                yield "stopped";
            }
            case "delete" -> {
                machines.delete(words.get(1)).join();
                yield "deleted";
            }
            case "adopt" -> machines.adopt(words.subList(1, words.size())).toString();
            case "known" -> machines.known().toString();
            case "enter" -> String.join("\t", machines.enter(words.get(1)));
            default -> throw new IllegalArgumentException(words.getFirst());
        };
    }

    /** {@code start KEY NAMESPACE ADDRESS/LENGTH CUSTOM-DATA-FILE}. */
    private static MachineSpec spec(List<String> words) throws Exception {
        var subnet = Prefix.parse(words.get(3));
        var address = words.get(3).substring(0, words.get(3).indexOf('/'));
        var nic =
                new Nic(
                        "eth0",
                        new MacAddress(0x020d_0000_0004L),
                        IpAddress.parse(address),
                        subnet.length(),
                        subnet.address(1),
                        1500);
        return new MachineSpec(
                words.get(1),
                words.get(2),
                words.get(1).replace('_', '-'),
                List.of(nic),
                new Resolver(List.of(IpAddress.parse("168.63.129.16")), "example.net"),
                Files.readString(Path.of(words.get(4))),
                "azureuser",
                List.of());
    }
}
