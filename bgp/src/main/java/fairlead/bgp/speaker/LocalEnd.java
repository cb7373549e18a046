package fairlead.bgp.speaker;

import fairlead.net.Asn;
import fairlead.net.IpAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * Who a speaker is.
 *
 * @param asn our AS number
 * @param routerId our BGP identifier, an IPv4 address other than 0.0.0.0
 * @param listen where we listen, at least one, each once; we dial from the first of the neighbour's
 *     family, and it is the NEXT_HOP of what we announce as ours
 */
public record LocalEnd(Asn asn, IpAddress routerId, List<ListenAddress> listen) {

    /** The port of BGP. */
    public static final int BGP = 179;

    public LocalEnd {
        listen = List.copyOf(listen);
        if (routerId.family() != IpAddress.Family.V4 || routerId.low() == 0) {
            throw new IllegalArgumentException(
                    routerId + " is no BGP identifier: it is an IPv4 address other than 0.0.0.0");
        }
        if (listen.isEmpty() || new HashSet<>(listen).size() != listen.size()) {
            throw new IllegalArgumentException(
                    "we listen on " + listen + "; at least one address, each once");
        }
    }

    /** One that listens on one address. */
    public LocalEnd(Asn asn, IpAddress routerId, IpAddress address, int port) {
        this(asn, routerId, List.of(new ListenAddress(address, port)));
    }

    /** The first address that we listen on. */
    public IpAddress address() {
        return listen.getFirst().address();
    }

    /** The first port that we listen on, where neighbours listen too unless they say otherwise. */
    public int port() {
        return listen.getFirst().port();
    }

    /**
     * Where we dial neighbours of {@code family} from; empty if we listen nowhere in it, and then
     * the kernel chooses.
     */
    public Optional<IpAddress> address(IpAddress.Family family) {
        return listen.stream()
                .map(ListenAddress::address)
                .filter(address -> address.family() == family)
                .findFirst();
    }
}
