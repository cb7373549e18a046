package fairlead.host.desired;

import fairlead.host.plan.Settings;
import java.util.SortedMap;
import java.util.TreeMap;

/** The sysctls of our namespaces. A new namespace copies many from the host, so each is said. */
final class Sysctls {

    private Sysctls() {}

    /** A namespace that passes packets on without a word of its own. */
    static Settings router(String namespace) {
        var values = endpoint("1");
        // The source check would walk all rules again, backwards, for each packet.
        values.put("ipv4.conf.default.accept_local", "1");
        values.put("ipv4.conf.all.send_redirects", "0");
        values.put("ipv4.conf.default.send_redirects", "0");
        return new Settings(namespace, values);
    }

    /** The fabric: as a router, and it answers ARP for everyone and spreads flows by port. */
    static Settings fabric(String namespace) {
        var values = new TreeMap<>(router(namespace).values());
        values.put("ipv4.icmp_echo_ignore_all", "1");
        values.put("ipv4.conf.default.proxy_arp", "1");
        values.put("ipv4.fib_multipath_hash_policy", "1");
        // Changing a group is then one message, however many routes use it.
        values.put("ipv4.nexthop_compat_mode", "0");
        return new Settings(namespace, values);
    }

    /** A namespace that only answers. */
    static Settings answering(String namespace) {
        return new Settings(namespace, endpoint("0"));
    }

    private static SortedMap<String, String> endpoint(String forward) {
        var values = new TreeMap<String, String>();
        values.put("ipv4.ip_forward", forward);
        values.put("ipv4.conf.all.rp_filter", "0");
        values.put("ipv4.conf.default.rp_filter", "0");
        values.put("ipv4.conf.all.accept_redirects", "0");
        values.put("ipv4.conf.default.accept_redirects", "0");
        values.put("-ipv6.conf.all.disable_ipv6", "1");
        values.put("-ipv6.conf.default.disable_ipv6", "1");
        return values;
    }
}
