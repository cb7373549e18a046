package fairlead.testkit.bgp;

import java.util.List;
import java.util.Optional;

/**
 * What a BGP speaker is told, whichever it is.
 *
 * @param routerId an IPv4 address; all speakers here have their own IPv4 address for it
 * @param address6 its IPv6 address, the next hop of the IPv6 networks that it announces
 * @param networks what it originates
 */
public record RouterConfig(
        long asn,
        String routerId,
        String address6,
        List<NeighbourConfig> neighbours,
        List<Network> networks) {

    public RouterConfig {
        neighbours = List.copyOf(neighbours);
        networks = List.copyOf(networks);
    }

    /** The same speaker, which originates others. */
    public RouterConfig withNetworks(List<Network> others) {
        return new RouterConfig(asn, routerId, address6, neighbours, others);
    }

    /** The option of that kind which its first neighbour with one has. */
    <O extends PeerOption> Optional<O> option(Class<O> kind) {
        return neighbours.stream().flatMap(n -> n.option(kind).stream()).findFirst();
    }

    /**
     * A prefix that is announced.
     *
     * @param communities RFC 1997, each as {@code 65001:7}
     */
    public record Network(String prefix, List<String> communities) {
        public Network {
            communities = List.copyOf(communities);
        }

        /** Without communities. */
        public static Network of(String prefix) {
            return new Network(prefix, List.of());
        }

        boolean v6() {
            return prefix.contains(":");
        }
    }
}
