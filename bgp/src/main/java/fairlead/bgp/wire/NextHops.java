package fairlead.bgp.wire;

import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.util.List;

/** Whether a next hop can be the address of a host (RFC 4271 §6.3). */
final class NextHops {

    /** Nobody's own address: this network, multicast and reserved. */
    private static final List<Prefix> NOBODY =
            List.of(
                    Prefix.parse("0.0.0.0/8"),
                    Prefix.parse("224.0.0.0/3"),
                    Prefix.parse("::/128"),
                    Prefix.parse("ff00::/8"));

    private NextHops() {}

    static boolean mayBe(IpAddress address) {
        return NOBODY.stream().noneMatch(prefix -> prefix.contains(address));
    }

    /**
     * The next hops that count. Some speakers say {@code ::} before the link-local address when
     * they have no other; then that one stands alone.
     */
    static List<IpAddress> meant(List<IpAddress> addresses) {
        return addresses.size() == 2 && !mayBe(addresses.getFirst()) && mayBe(addresses.getLast())
                ? addresses.subList(1, 2)
                : addresses;
    }
}
