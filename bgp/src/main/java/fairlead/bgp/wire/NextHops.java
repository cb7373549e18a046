package fairlead.bgp.wire;

import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.util.List;

/** Whether a next hop can be the address of a host (RFC 4271 §6.3). */
final class NextHops {

    /** Nobody's own address: this network, multicast and reserved; unspecified, loopback. */
    private static final List<Prefix> NOBODY =
            List.of(
                    Prefix.parse("0.0.0.0/8"),
                    Prefix.parse("224.0.0.0/3"),
                    Prefix.parse("::/127"),
                    Prefix.parse("ff00::/8"));

    private NextHops() {}

    static boolean mayBe(IpAddress address) {
        return NOBODY.stream().noneMatch(prefix -> prefix.contains(address));
    }

    /**
     * Whether one of them can. Some speakers say {@code ::} before the link-local address when they
     * have no other.
     */
    static boolean oneMayBe(List<IpAddress> addresses) {
        return addresses.stream().anyMatch(NextHops::mayBe);
    }
}
