package fairlead.bench.bgp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Two network namespaces with a cable between: the daemon's, and the peers', who have an address
 * each. Named after this process, so that several benchmarks can run beside each other. Needs root.
 */
final class Arena implements AutoCloseable {

    private final String daemons = "flb-" + ProcessHandle.current().pid() + "-d";
    private final String peers = "flb-" + ProcessHandle.current().pid() + "-p";

    /** Makes both; what is half made is removed again. */
    Arena(int places) throws IOException, InterruptedException {
        try {
            ip("netns", "add", daemons);
            ip("netns", "add", peers);
            ip(
                    "link", "add", "fl0", "netns", daemons, "type", "veth", "peer", "name", "fl0",
                    "netns", peers);
            var daemon = new StringBuilder();
            daemon.append("link set lo up\nlink set fl0 up\n");
            daemon.append("addr add " + Place.DAEMON_IPV4 + "/16 dev fl0\n");
            daemon.append("addr add " + Place.DAEMON_IPV6 + "/64 dev fl0 nodad\n");
            batch(daemons, daemon);
            var all = new StringBuilder("link set lo up\nlink set fl0 up\n");
            for (int number = 0; number < places; number++) {
                var place = new Place(number);
                all.append("addr add " + place.address(Family.IPV4) + "/16 dev fl0\n");
                all.append("addr add " + place.address(Family.IPV6) + "/64 dev fl0 nodad\n");
            }
            batch(peers, all);
        } catch (IOException | InterruptedException failed) {
            close();
            throw failed;
        }
    }

    /** The command line that runs {@code command} where the daemon is. */
    static List<String> inside(String namespace, List<String> command) {
        var line = new ArrayList<>(List.of("ip", "netns", "exec", namespace));
        line.addAll(command);
        return line;
    }

    /** The namespace of the daemon. */
    String daemons() {
        return daemons;
    }

    /** The namespace of its peers. */
    String peers() {
        return peers;
    }

    private static void batch(String namespace, CharSequence lines)
            throws IOException, InterruptedException {
        run(List.of("ip", "-n", namespace, "-batch", "-"), lines);
    }

    private static void ip(String... words) throws IOException, InterruptedException {
        var line = new ArrayList<>(List.of("ip"));
        line.addAll(List.of(words));
        run(line, "");
    }

    private static void run(List<String> line, CharSequence input)
            throws IOException, InterruptedException {
        var process = new ProcessBuilder(line).redirectErrorStream(true).start();
        try (var in = process.getOutputStream()) {
            in.write(input.toString().getBytes(StandardCharsets.UTF_8));
        }
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", line) + ": " + said.strip());
        }
    }

    @Override
    public void close() {
        for (var namespace : List.of(daemons, peers)) {
            try {
                new ProcessBuilder("ip", "netns", "del", namespace)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor();
            } catch (IOException | InterruptedException left) {
                System.err.println(
                        "bench: namespace " + namespace + " stays: " + left.getMessage());
            }
        }
    }
}
