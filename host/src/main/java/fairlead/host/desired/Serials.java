package fairlead.host.desired;

/** The range of serials: packet marks keep 24 bits for them. */
final class Serials {

    static final int LIMIT = 1 << 24;

    private Serials() {}

    static void check(String what, int serial) {
        if (serial < 1 || serial >= LIMIT) {
            throw new IllegalArgumentException(
                    what + " serial " + serial + " is outside 1.." + (LIMIT - 1));
        }
    }
}
