package fairlead.bgp.rpki;

/** Finds PDUs in a stream: the length stands in the fifth to eighth octet (RFC 8210 §5.1). */
public final class RtrFraming {

    /** The octets of every PDU's beginning. */
    public static final int HEADER = 8;

    /** No PDU that we read is longer: an error report with a PDU and a text in it. */
    public static final int LONGEST = 1 << 16;

    private RtrFraming() {}

    /**
     * The length of the PDU that begins at {@code from}: 0 if more octets are needed to tell or to
     * complete it, -1 if no PDU has such a length.
     */
    public static int next(byte[] octets, int from, int to) {
        if (to - from < HEADER) {
            return 0;
        }
        int length =
                (octets[from + 4] & 255) << 24
                        | (octets[from + 5] & 255) << 16
                        | (octets[from + 6] & 255) << 8
                        | (octets[from + 7] & 255);
        if (length < HEADER || length > LONGEST) {
            return -1;
        }
        return length <= to - from ? length : 0;
    }
}
