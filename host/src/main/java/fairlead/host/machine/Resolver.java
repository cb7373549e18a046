package fairlead.host.machine;

import fairlead.net.IpAddress;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Where a machine's programs resolve names, as its DHCP client would learn it (RFC 2132 §3.8 and
 * §3.17).
 *
 * @param servers in the order of asking
 * @param domain that is searched for short names
 */
public record Resolver(List<IpAddress> servers, String domain) {

    public Resolver {
        servers = List.copyOf(servers);
        if (!domain.matches("[A-Za-z0-9.-]{1,253}")) {
            throw new IllegalArgumentException("'" + domain + "' cannot be a domain to search");
        }
    }

    /** The file of resolv.conf(5). */
    String file() {
        return servers.stream()
                        .map(server -> "nameserver " + server + "\n")
                        .collect(Collectors.joining())
                + "search "
                + domain
                + "\n";
    }
}
