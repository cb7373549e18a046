package fairlead.testkit.bgp;

import java.util.Set;

/**
 * A path to a prefix, as the speaker that holds it shows it.
 *
 * @param nextHop for IPv6 the global address where it shows both
 * @param asPath AS numbers between blanks; empty for its own
 * @param communities RFC 1997, each as {@code 65001:7}
 * @param onlyToCustomer RFC 9234; 0 where there is none, or where that is not shown
 */
public record SeenRoute(
        String prefix,
        String nextHop,
        String asPath,
        Set<String> communities,
        long onlyToCustomer) {
    public SeenRoute {
        communities = Set.copyOf(communities);
    }

    /** Without ONLY_TO_CUSTOMER. */
    public SeenRoute(String prefix, String nextHop, String asPath, Set<String> communities) {
        this(prefix, nextHop, asPath, communities, 0);
    }
}
