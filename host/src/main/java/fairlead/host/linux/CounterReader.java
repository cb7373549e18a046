package fairlead.host.linux;

import java.util.Map;
import java.util.TreeMap;

/** What the kernel has counted per NIC. */
final class CounterReader {

    private static final String NIC = "fl-n";

    private CounterReader() {}

    static Map<Integer, Counters> read(String fabric) {
        var ruleset = KernelReader.ruleset(fabric);
        var spoofed = NftReader.packets(ruleset, "spoofed");
        var strays = NftReader.packets(ruleset, "strays");
        var unforwarded = NftReader.packets(ruleset, "unforwarded");
        var counters = new TreeMap<Integer, Counters>();
        for (var link : KernelReader.ask(fabric, "link show\n").getFirst()) {
            var name = link.path("ifname").asString();
            if (name.matches(NIC + "\\d+")) {
                // What the fabric's end receives, the guest has sent.
                var sent = link.path("stats64").path("rx");
                var received = link.path("stats64").path("tx");
                counters.put(
                        Integer.parseInt(name.substring(NIC.length())),
                        new Counters(
                                sent.path("packets").asLong(),
                                sent.path("bytes").asLong(),
                                received.path("packets").asLong(),
                                received.path("bytes").asLong(),
                                spoofed.getOrDefault(name, 0L),
                                strays.getOrDefault(name, 0L),
                                unforwarded.getOrDefault(name, 0L)));
            }
        }
        return counters;
    }
}
