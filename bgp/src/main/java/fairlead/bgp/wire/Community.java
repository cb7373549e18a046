package fairlead.bgp.wire;

/** A community (RFC 1997): 32 bits, written as two numbers of 16, such as {@code 65517:65517}. */
public record Community(int bits) implements Comparable<Community> {

    /** Not to be advertised outside the receiving AS. */
    public static final Community NO_EXPORT = of(0xffff, 0xff01);

    /** Not to be advertised to any peer. */
    public static final Community NO_ADVERTISE = of(0xffff, 0xff02);

    /** Not to be advertised to external peers, members of a confederation included. */
    public static final Community NO_EXPORT_SUBCONFED = of(0xffff, 0xff03);

    /**
     * The community {@code high:low}.
     *
     * @throws IllegalArgumentException if a half is outside 0..65535
     */
    public static Community of(int high, int low) {
        if (high >>> 16 != 0 || low >>> 16 != 0) {
            throw new IllegalArgumentException(
                    high + ":" + low + " is not a community: each half is 0..65535");
        }
        return new Community((high << 16) | low);
    }

    /**
     * Reads {@code high:low}, both decimal.
     *
     * @throws IllegalArgumentException if the text is no community
     */
    public static Community parse(String text) {
        if (!text.matches("[0-9]{1,5}:[0-9]{1,5}")) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a community such as 65517:65517");
        }
        int colon = text.indexOf(':');
        return of(
                Integer.parseInt(text.substring(0, colon)),
                Integer.parseInt(text.substring(colon + 1)));
    }

    @Override
    public int compareTo(Community other) {
        return Integer.compareUnsigned(bits, other.bits);
    }

    @Override
    public String toString() {
        return (bits >>> 16) + ":" + (bits & 0xffff);
    }
}
