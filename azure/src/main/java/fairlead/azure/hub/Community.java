package fairlead.azure.hub;

/** A BGP community (RFC 1997): two 16-bit numbers, written {@code 65517:65517}. */
public record Community(int high, int low) {

    /** Program it, but tell nobody (RFC 1997). */
    public static final Community NO_ADVERTISE = new Community(65535, 65282);

    /** Azure's mark on what a Route Server learned elsewhere. */
    public static final Community LEARNED = new Community(65517, 65517);

    /** Azure's mark on the prefixes of a peered network. */
    public static final Community PEERED_VNET = new Community(65518, 65518);

    public Community {
        if (high < 0 || high > 0xffff || low < 0 || low > 0xffff) {
            throw new IllegalArgumentException(high + ":" + low + " is not a community");
        }
    }

    @Override
    public String toString() {
        return high + ":" + low;
    }
}
