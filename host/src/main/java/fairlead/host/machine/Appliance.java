package fairlead.host.machine;

import java.util.List;
import java.util.Map;

/**
 * What the maintainer scripts of an appliance's package would leave behind, for those that we
 * answer for. To support another, add a row.
 *
 * @param users {@code USER:HOME}; without a home it is a group only
 * @param defaults files of the layer that are the first configuration, and where they go
 * @param directories that it expects
 */
record Appliance(
        String packageName,
        List<String> users,
        Map<String, String> defaults,
        List<String> directories) {

    private static final List<Appliance> ROWS =
            List.of(
                    new Appliance(
                            "bird",
                            List.of("bird:/run/bird"),
                            Map.of(
                                    "usr/share/bird/bird.conf", "etc/bird/bird.conf",
                                    "usr/share/bird/bird6.conf", "etc/bird/bird6.conf"),
                            List.of()),
                    new Appliance("bird2", List.of("bird:/run/bird"), Map.of(), List.of()),
                    new Appliance(
                            "frr",
                            List.of("frr:/nonexistent", "frrvty:"),
                            Map.of(),
                            List.of("var/log/frr", "etc/frr")),
                    new Appliance(
                            "openssh-server",
                            List.of("sshd:/run/sshd"),
                            Map.of("usr/share/openssh/sshd_config", "etc/ssh/sshd_config"),
                            List.of("etc/ssh")),
                    new Appliance("tcpdump", List.of("tcpdump:/nonexistent"), Map.of(), List.of()));

    /** The rows of those among {@code name=version} lines. */
    static List<Appliance> among(List<String> names) {
        return ROWS.stream()
                .filter(row -> names.stream().anyMatch(n -> n.startsWith(row.packageName + "=")))
                .toList();
    }
}
