package fairlead.host.linux;

import fairlead.host.desired.Names;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.util.ArrayList;
import java.util.List;

/**
 * What a guest's network looks like after Azure's DHCP has answered: address, default route, and
 * the two platform routes, all through the subnet's first address.
 *
 * @param namespace where the guest lives
 * @param device its NIC there, already attached
 * @param address its address
 * @param subnet the prefix of its subnet
 */
public record Guest(String namespace, String device, IpAddress address, Prefix subnet) {

    public Guest {
        if (!subnet.contains(address)) {
            throw new IllegalArgumentException(address + " is not in " + subnet);
        }
    }

    /**
     * Configures the guest; again changes nothing. Sysctls are set to what a freshly booted Linux
     * has, since a new namespace copies the host's.
     *
     * @throws KernelRefused if the namespace or the device is not there
     */
    public void configure() {
        sysctls();
        run(List.of("ip", "-n", namespace, "-batch", "-"), String.join("\n", lines()) + "\n");
    }

    /** The lines of {@code ip -batch} that {@link #configure} performs. */
    List<String> lines() {
        var gateway = subnet.address(1);
        var lines = new ArrayList<String>();
        lines.add("link set dev lo up");
        lines.add("link set dev " + device + " up");
        lines.add("address replace " + address + "/" + subnet.length() + " dev " + device);
        for (var target : List.of("default", Names.WIRE_SERVER, Names.METADATA)) {
            lines.add(
                    "route replace %s via %s dev %s proto dhcp src %s metric 100"
                            .formatted(target, gateway, device, address));
        }
        return lines;
    }

    private void sysctls() {
        var script = new StringBuilder("cd /proc/sys/net/ipv4 || exit 1\n");
        script.append("echo 0 > ip_forward || exit 1\n");
        for (var scope : List.of("all", "default", device)) {
            script.append("echo 0 > conf/%s/rp_filter || exit 1\n".formatted(scope));
            script.append("echo 1 > conf/%s/accept_redirects || exit 1\n".formatted(scope));
            script.append("echo 1 > conf/%s/send_redirects || exit 1\n".formatted(scope));
        }
        script.append(
                "f=../ipv6/conf/%s/disable_ipv6; [ ! -e $f ] || echo 1 > $f\n".formatted(device));
        run(Tool.inside(namespace, "sh", "-s"), script.toString());
    }

    private static void run(List<String> argv, String input) {
        var output = Tool.run(argv, input);
        if (!output.isGood()) {
            throw new KernelRefused(String.join(" ", argv), output.text().strip());
        }
    }
}
