package fairlead.host.machine;

import java.util.ArrayList;
import java.util.List;

/**
 * What Azure's DHCP server tells a machine, as input for {@code ip -batch}: the address, the
 * default route and the routes to the two platform addresses, all {@code proto dhcp metric 100} as
 * systemd-networkd writes them in an Azure image (a further interface gets 200, 300 ...), and the
 * kernel settings of a freshly booted Debian.
 */
final class Lease {

    /** Azure's wire server (DHCP, DNS, health probes) and its instance metadata service. */
    private static final List<String> PLATFORM = List.of("168.63.129.16", "169.254.169.254");

    /** A kernel setting: its path below {@code /proc/sys/net}, and its value. */
    record Sysctl(String path, int value) {}

    private Lease() {}

    /** Commands for {@code ip -n NAMESPACE -batch -}; repeating them changes nothing. */
    static String ipBatch(List<Nic> nics) {
        var batch = new StringBuilder("link set lo up\n");
        int metric = 0;
        for (var nic : nics) {
            metric += 100;
            var via =
                    " via "
                            + nic.gateway()
                            + " dev "
                            + nic.device()
                            + " proto dhcp src "
                            + nic.address()
                            + " metric "
                            + metric
                            + "\n";
            batch.append("link set " + nic.device() + " mtu " + nic.mtu() + " up\n")
                    .append(
                            "addr replace "
                                    + nic.address()
                                    + "/"
                                    + nic.prefixLength()
                                    + " brd + dev "
                                    + nic.device()
                                    + "\n")
                    .append("route replace default" + via);
            if (metric == 100) {
                PLATFORM.forEach(address -> batch.append("route replace " + address + "/32" + via));
            }
        }
        return batch.toString();
    }

    /**
     * Settings below {@code /proc/sys/net} in the order of writing. They are written down since a
     * new network namespace inherits the host's values, and a host that forwards, such as one with
     * containers, would hand that on. IPv6 is off: Azure gives none unless asked.
     */
    static List<Sysctl> sysctls(List<Nic> nics) {
        var lines = new ArrayList<Sysctl>();
        lines.add(new Sysctl("ipv4/ip_forward", 0));
        var names = new ArrayList<>(List.of("default", "all"));
        nics.forEach(nic -> names.add(nic.device()));
        for (var name : names) {
            lines.add(new Sysctl("ipv4/conf/" + name + "/rp_filter", 0));
            lines.add(new Sysctl("ipv4/conf/" + name + "/accept_redirects", 1));
            lines.add(new Sysctl("ipv4/conf/" + name + "/send_redirects", 1));
            lines.add(new Sysctl("ipv4/conf/" + name + "/secure_redirects", 1));
            lines.add(new Sysctl("ipv4/conf/" + name + "/accept_source_route", 0));
        }
        nics.forEach(
                nic -> lines.add(new Sysctl("ipv6/conf/" + nic.device() + "/disable_ipv6", 1)));
        return lines;
    }
}
