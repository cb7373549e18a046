package fairlead.bgp.rpki;

/**
 * The AS that originated a route, read from canonical path attributes: wire form, AS numbers of
 * four octets.
 */
public final class OriginAs {

    private static final int EXTENDED_LENGTH = 0x10;
    private static final int AS_PATH = 2;
    private static final int AS_SET = 1;
    private static final int AS_SEQUENCE = 2;

    private OriginAs() {}

    /**
     * The route's origin (RFC 6811 §2): the last AS of a path that ends in a sequence; our own if
     * the path is empty or ends inside our confederation; none if it ends in a set.
     *
     * @param attributes valid attributes from {@code from} to before {@code to}
     * @param ownAs our AS number
     * @return an AS number, or {@link RoaTable#NO_ORIGIN}
     */
    public static long of(byte[] attributes, int from, int to, long ownAs) {
        int at = from;
        while (at < to) {
            boolean wide = (attributes[at] & EXTENDED_LENGTH) != 0;
            int length = wide ? u16(attributes, at + 2) : attributes[at + 2] & 255;
            int value = at + (wide ? 4 : 3);
            if (attributes[at + 1] == AS_PATH) {
                return ofPath(attributes, value, value + length, ownAs);
            }
            at = value + length;
        }
        return ownAs;
    }

    private static long ofPath(byte[] octets, int from, int to, long ownAs) {
        int lastType = 0;
        int end = from;
        while (end < to) {
            lastType = octets[end];
            end += 2 + 4 * (octets[end + 1] & 255);
        }
        return switch (lastType) {
            case AS_SET -> RoaTable.NO_ORIGIN;
            case AS_SEQUENCE ->
                    Integer.toUnsignedLong(u16(octets, to - 4) << 16 | u16(octets, to - 2));
            default -> ownAs;
        };
    }

    private static int u16(byte[] octets, int at) {
        return (octets[at] & 255) << 8 | (octets[at + 1] & 255);
    }
}
