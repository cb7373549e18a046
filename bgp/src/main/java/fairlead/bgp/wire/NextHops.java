package fairlead.bgp.wire;

import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.util.List;

/** Whether a next hop can be the address of a host (RFC 4271 §6.3). */
public final class NextHops {

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
     * The same of octets: an IPv4 or IPv6 address, or an IPv6 one with a link-local one behind it.
     */
    public static boolean mayBe(byte[] octets, int at, int length) {
        if (length != 4 && length != 16 && length != 32) {
            return false;
        }
        int first = octets[at] & 0xff;
        if (length == 4) {
            return first != 0 && first < 224;
        }
        if (first == 0xff) {
            return false;
        }
        for (int i = at; i < at + 16; i++) {
            if (octets[i] != 0) {
                return true;
            }
        }
        return false;
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
