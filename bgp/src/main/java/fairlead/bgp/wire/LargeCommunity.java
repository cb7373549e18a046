package fairlead.bgp.wire;

import java.util.Comparator;

/**
 * A large community (RFC 8092 §3): three numbers of 32 bits, such as {@code 4200000001:1:2}.
 *
 * @param global who gives it its meaning: an AS number
 * @param first the first of the two local parts
 * @param second the second
 */
public record LargeCommunity(long global, long first, long second)
        implements Comparable<LargeCommunity> {

    private static final Comparator<LargeCommunity> ORDER =
            Comparator.comparingLong(LargeCommunity::global)
                    .thenComparingLong(LargeCommunity::first)
                    .thenComparingLong(LargeCommunity::second);

    public LargeCommunity {
        if (global >>> 32 != 0 || first >>> 32 != 0 || second >>> 32 != 0) {
            throw new IllegalArgumentException(
                    "each part of a large community is 0..4294967295: "
                            + global
                            + ":"
                            + first
                            + ":"
                            + second);
        }
    }

    /**
     * Reads {@code global:first:second}, all decimal.
     *
     * @throws IllegalArgumentException if the text is no large community
     */
    public static LargeCommunity parse(String text) {
        if (!text.matches("[0-9]{1,10}(:[0-9]{1,10}){2}")) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a large community such as 65001:1:2");
        }
        var parts = text.split(":", -1);
        return new LargeCommunity(
                Long.parseLong(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2]));
    }

    @Override
    public int compareTo(LargeCommunity other) {
        return ORDER.compare(this, other);
    }

    /** RFC 8092 §5: decimal, without leading zeros. */
    @Override
    public String toString() {
        return global + ":" + first + ":" + second;
    }
}
