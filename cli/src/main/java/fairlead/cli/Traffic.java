package fairlead.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * Many connections from one machine to a server on the Internet, and which appliance carried how
 * many of them: the first packet of every connection meets an appliance's MASQUERADE rule, so that
 * rule's packet counter counts connections.
 *
 * @param addresses the addresses that the server saw; one, where all leave by one load balancer
 * @param flows connections by appliance, in the order of their numbers
 */
record Traffic(SortedSet<String> addresses, Map<String, Long> flows) {

    static final int CONNECTIONS = 256;

    private static final Duration SHARING = Duration.ofSeconds(5);

    private static final String SERVER = "http://203.0.113.10/";

    /** What one request tells: the server answers with the address that it sees. */
    static String addressSeen(JsonNode machine) {
        return firstWord(
                MachineRun.output(machine, List.of("curl", "-sS", "--max-time", "10", SERVER)));
    }

    /**
     * The same, once every appliance carries some. A group of next hops that has just grown gives
     * new members their share within this time; a connection opened meanwhile may change its
     * appliance in its middle and be reset, which spoils that one measurement.
     *
     * @throws Failure if connections still fail when the shares have had their time
     */
    static Traffic measureShared(JsonNode machine, List<JsonNode> appliances) {
        var settled = new ArrayList<Traffic>();
        Waiting.until(
                SHARING,
                () -> {
                    try {
                        var measured = measure(machine, appliances);
                        if (measured.flows().values().stream().allMatch(count -> count > 0)) {
                            settled.add(measured);
                        }
                    } catch (Failure stillMoving) {
                        // Measured again; after the last time, below, the failure is the answer.
                    }
                    return !settled.isEmpty();
                });
        return settled.isEmpty() ? measure(machine, appliances) : settled.getLast();
    }

    /** Opens the connections, 64 at a time, each with a port of its own. */
    static Traffic measure(JsonNode machine, List<JsonNode> appliances) {
        var before = counters(appliances);
        var said =
                MachineRun.output(
                        machine,
                        List.of(
                                "curl",
                                "-sS",
                                "--max-time",
                                "20",
                                "--parallel",
                                "--parallel-max",
                                "64",
                                "-H",
                                "Connection: close",
                                SERVER + "[1-" + CONNECTIONS + "]"));
        var addresses = new TreeSet<String>();
        said.lines()
                .filter(line -> !line.isBlank())
                .forEach(line -> addresses.add(firstWord(line)));
        var flows = new LinkedHashMap<String, Long>();
        counters(appliances)
                .forEach((name, count) -> flows.put(name, count - before.getOrDefault(name, 0L)));
        return new Traffic(addresses, flows);
    }

    private static Map<String, Long> counters(List<JsonNode> appliances) {
        var counters = new TreeMap<String, Long>(Traffic::byNumber);
        for (var appliance : appliances) {
            var rules =
                    MachineRun.output(
                            appliance,
                            List.of(
                                    "iptables",
                                    "-w",
                                    "-t",
                                    "nat",
                                    "-L",
                                    "POSTROUTING",
                                    "-v",
                                    "-x",
                                    "-n"));
            counters.put(appliance.path("name").asString(""), masqueraded(rules));
        }
        return counters;
    }

    /** The packet counter of the MASQUERADE rule in what {@code iptables -L -v -x} prints. */
    static long masqueraded(String rules) {
        return rules.lines()
                .filter(line -> line.contains("MASQUERADE"))
                .mapToLong(line -> Long.parseLong(line.strip().split("\\s+", -1)[0]))
                .sum();
    }

    /** {@code nva_2} before {@code nva_10}. */
    static int byNumber(String one, String other) {
        int byLength = Integer.compare(one.length(), other.length());
        return byLength != 0 ? byLength : one.compareTo(other);
    }

    private static String firstWord(String text) {
        return text.strip().split("\\s+", -1)[0];
    }
}
