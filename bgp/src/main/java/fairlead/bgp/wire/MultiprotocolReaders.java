package fairlead.bgp.wire;

import fairlead.net.IpAddress;
import fairlead.net.IpAddress.Family;
import java.util.ArrayList;

/** Readers of the attributes that carry prefixes (RFC 4760). */
final class MultiprotocolReaders {

    private MultiprotocolReaders() {}

    /**
     * <pre>
     *  AFI (2) | SAFI (1) | next hop length (1) | next hop | reserved (1) | NLRI
     * </pre>
     *
     * RFC 4760 §3; an IPv6 next hop may have a link-local address after the global one (RFC 2545
     * §3).
     */
    static PathAttribute reach(Reader in, SessionShape shape) {
        var family = new AddressFamily(in.u16(), in.u8());
        var addresses = addressesOf(family, shape);
        int nextHopLength = in.u8();
        int one = addresses.width() / 8;
        boolean two = addresses == Family.V6 && nextHopLength == 2 * one;
        if (nextHopLength != one && !two) {
            throw in.fault("a next hop of " + nextHopLength + " octets for " + family);
        }
        var nextHops = new ArrayList<IpAddress>();
        for (int i = 0; i < nextHopLength; i += one) {
            nextHops.add(IpAddress.of(in.bytes(one)));
        }
        in.u8();
        var nlri = Nlri.read(in, addresses, shape.pathsIn().contains(family));
        return new PathAttribute.MpReach(
                family, NextHops.meant(nextHops), nlri.prefixes(), nlri.pathIds());
    }

    /** AFI, SAFI, withdrawn prefixes (RFC 4760 §4). */
    static PathAttribute unreach(Reader in, SessionShape shape) {
        var family = new AddressFamily(in.u16(), in.u8());
        var addresses = addressesOf(family, shape);
        var nlri = Nlri.read(in, addresses, shape.pathsIn().contains(family));
        return new PathAttribute.MpUnreach(family, nlri.prefixes(), nlri.pathIds());
    }

    private static Family addressesOf(AddressFamily family, SessionShape shape) {
        if (shape.families().contains(family)) {
            if (family.equals(AddressFamily.IPV4_UNICAST)) {
                return Family.V4;
            }
            if (family.equals(AddressFamily.IPV6_UNICAST)) {
                return Family.V6;
            }
        }
        throw new WireException(Problem.of(Fault.FAMILY_NOT_SPOKEN, family + " was not agreed"));
    }
}
