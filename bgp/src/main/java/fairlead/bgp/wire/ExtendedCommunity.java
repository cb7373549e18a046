package fairlead.bgp.wire;

import fairlead.net.IpAddress;

/**
 * An extended community (RFC 4360 §2): a type of one or two octets, and the rest.
 *
 * @param bits all eight octets, the type in the highest
 */
public record ExtendedCommunity(long bits) implements Comparable<ExtendedCommunity> {

    private static final int NOT_TRANSITIVE = 0x40;

    /** Whether it is meant to cross the border of an AS (RFC 4360 §2, bit T). */
    public boolean isTransitive() {
        return (type() & NOT_TRANSITIVE) == 0;
    }

    private int type() {
        return (int) (bits >>> 56);
    }

    @Override
    public int compareTo(ExtendedCommunity other) {
        return Long.compareUnsigned(bits, other.bits);
    }

    /**
     * {@code rt:65001:100} for route targets and {@code ro:...} for route origins (RFC 4360 §4, §5;
     * RFC 5668), all others as 16 digits.
     */
    @Override
    public String toString() {
        int subtype = (int) (bits >>> 48) & 0xff;
        var name = subtype == 2 ? "rt:" : "ro:";
        if (subtype == 2 || subtype == 3) {
            switch (type()) {
                case 0:
                    return name + ((bits >>> 32) & 0xffff) + ":" + (bits & 0xffffffffL);
                case 1:
                    return name + IpAddress.v4((int) (bits >>> 16)) + ":" + (bits & 0xffff);
                case 2:
                    return name + ((bits >>> 16) & 0xffffffffL) + ":" + (bits & 0xffff);
                default:
            }
        }
        return "0x%016x".formatted(bits);
    }
}
