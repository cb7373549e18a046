package fairlead.host.linux;

import fairlead.host.plan.KernelObject;
import fairlead.host.plan.NftChain;
import fairlead.host.plan.NftElement;
import fairlead.host.plan.NftTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Tables of ours and what comes and goes in them, from {@code nft -j list ruleset}. */
final class NftReader {

    private static final String TABLE = "fl";

    private NftReader() {}

    static List<KernelObject> read(String namespace, JsonNode ruleset) {
        var objects = new ArrayList<KernelObject>();
        var versions = new HashMap<String, String>();
        for (var entry : ruleset.path("nftables")) {
            var table = entry.path("table");
            if (table.path("name").asString("").equals(TABLE)) {
                versions.putIfAbsent(table.path("family").asString(), "unknown");
            }
            var chain = entry.path("chain");
            if (isOurs(chain)) {
                var family = chain.path("family").asString();
                var name = chain.path("name").asString();
                if (name.matches("v[0-9a-f]{8}")) {
                    versions.put(family, name);
                } else if (NftChain.comesAndGoes(name)) {
                    objects.add(new NftChain(namespace, family, TABLE, name, List.of()));
                }
            }
            for (var set : List.of(entry.path("set"), entry.path("map"))) {
                // A set with statements is filled by packets, not by us.
                if (isOurs(set) && !set.has("stmt")) {
                    elements(namespace, set, objects);
                }
            }
        }
        versions.forEach((family, version) ->
                objects.add(new NftTable(namespace, family, TABLE, version, "")));
        return objects;
    }

    /** Packets counted by a set of devices, by device. */
    static Map<String, Long> packets(JsonNode ruleset, String set) {
        var packets = new HashMap<String, Long>();
        for (var entry : ruleset.path("nftables")) {
            if (entry.path("set").path("name").asString("").equals(set)) {
                for (var element : entry.path("set").path("elem")) {
                    packets.put(
                            element.path("elem").path("val").asString(),
                            element.path("elem").path("counter").path("packets").asLong());
                }
            }
        }
        return packets;
    }

    private static boolean isOurs(JsonNode part) {
        return part.path("table").asString("").equals(TABLE);
    }

    private static void elements(String namespace, JsonNode set, List<KernelObject> objects) {
        boolean isMap = set.has("map");
        for (var element : set.path("elem")) {
            objects.add(
                    new NftElement(
                            namespace,
                            set.path("family").asString(),
                            TABLE,
                            set.path("name").asString(),
                            words(isMap ? element.path(0) : element),
                            isMap ? words(element.path(1)) : ""));
        }
    }

    private static String words(JsonNode value) {
        if (value.has("concat")) {
            return value.path("concat")
                    .valueStream()
                    .map(NftReader::words)
                    .collect(Collectors.joining(" . "));
        }
        if (value.has("goto")) {
            return "goto " + value.path("goto").path("target").asString();
        }
        return value.asString();
    }
}
