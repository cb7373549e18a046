package fairlead.bgp.wire;

/** Whole numbers as they stand in messages: the highest octet first. */
public final class NetworkOrder {

    private NetworkOrder() {}

    /** Two octets from {@code at} on: 0 to 65535. */
    public static int int16(byte[] octets, int at) {
        return (octets[at] & 0xff) << 8 | octets[at + 1] & 0xff;
    }

    /** Four octets from {@code at} on, as 32 bits. */
    public static int int32(byte[] octets, int at) {
        return octets[at] << 24
                | (octets[at + 1] & 0xff) << 16
                | (octets[at + 2] & 0xff) << 8
                | octets[at + 3] & 0xff;
    }

    /** Eight octets from {@code at} on, as 64 bits. */
    public static long int64(byte[] octets, int at) {
        return (long) int32(octets, at) << 32 | int32(octets, at + 4) & 0xffff_ffffL;
    }
}
