package fairlead.host.machine;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What the maintainer scripts of an appliance's package would leave behind, for those that we
 * answer for. To support another, add a row.
 */
enum Appliance {
    BIRD(
            "bird",
            List.of("bird:/run/bird"),
            Map.of(
                    "usr/share/bird/bird.conf", "etc/bird/bird.conf",
                    "usr/share/bird/bird6.conf", "etc/bird/bird6.conf"),
            List.of()),
    BIRD2("bird2", List.of("bird:/run/bird"), Map.of(), List.of()),
    FRR("frr", List.of("frr:/nonexistent", "frrvty:"), Map.of(), List.of("var/log/frr", "etc/frr")),
    TCPDUMP("tcpdump", List.of("tcpdump:/nonexistent"), Map.of(), List.of());

    private final String packageName;
    private final List<String> users;
    private final Map<String, String> defaults;
    private final List<String> directories;

    Appliance(
            String packageName,
            List<String> users,
            Map<String, String> defaults,
            List<String> directories) {
        this.packageName = packageName;
        this.users = users;
        this.defaults = defaults;
        this.directories = directories;
    }

    /** The rows of those among {@code name=version} lines. */
    static List<Appliance> among(List<String> names) {
        return Arrays.stream(values())
                .filter(row -> names.stream().anyMatch(n -> n.startsWith(row.packageName + "=")))
                .toList();
    }

    /** {@code USER:HOME}; without a home it is a group only. */
    List<String> users() {
        return users;
    }

    /** Files of the layer that are the first configuration, and where they go. */
    Map<String, String> defaults() {
        return defaults;
    }

    List<String> directories() {
        return directories;
    }
}
