package fairlead.net;

import java.util.Arrays;

/**
 * An IPv4 or IPv6 address as 128 bits. An IPv4 address keeps its 32 bits in the lower half of
 * {@code low}; the rest is zero. Ordered by family, then numerically.
 */
public record IpAddress(Family family, long high, long low) implements Comparable<IpAddress> {

    /** The two address families, each with its width in bits. */
    public enum Family {
        V4(32),
        V6(128);

        private final int width;

        Family(int width) {
            this.width = width;
        }

        /** Bits in an address of this family. */
        public int width() {
            return width;
        }
    }

    public IpAddress {
        if (family == Family.V4 && (high != 0 || low >>> 32 != 0)) {
            throw new IllegalArgumentException("more than 32 bits in an IPv4 address");
        }
    }

    /** The IPv4 address with these 32 bits, the first octet in the highest bits. */
    public static IpAddress v4(int bits) {
        return new IpAddress(Family.V4, 0, Integer.toUnsignedLong(bits));
    }

    /**
     * Reads dotted-quad IPv4 or RFC 4291 IPv6 text; never looks a name up.
     *
     * @throws IllegalArgumentException if the text is not a literal address
     */
    public static IpAddress parse(String text) {
        return text.indexOf(':') >= 0 ? parseV6(text) : parseV4(text);
    }

    /** The address in these 4 or 16 octets, network order. */
    public static IpAddress of(byte[] octets) {
        return switch (octets.length) {
            case 4 -> v4((int) bits(octets, 0, 4));
            case 16 -> new IpAddress(Family.V6, bits(octets, 0, 8), bits(octets, 8, 8));
            default -> throw new IllegalArgumentException(octets.length + " octets are no address");
        };
    }

    /** The 4 or 16 octets of this address, network order. */
    public byte[] octets() {
        var octets = new byte[width() / 8];
        for (int i = 0; i < octets.length; i++) {
            octets[i] = (byte) bitsAt(octets.length - 1 - i);
        }
        return octets;
    }

    /** The 32 bits of an IPv4 address. */
    public int v4Bits() {
        if (family != Family.V4) {
            throw new IllegalStateException(this + " is not an IPv4 address");
        }
        return (int) low;
    }

    /** Bits in an address of this family: 32 or 128. */
    public int width() {
        return family.width();
    }

    /** This address with everything after the first {@code length} bits set to zero. */
    public IpAddress masked(int length) {
        if (length < 0 || length > width()) {
            throw new IllegalArgumentException("length " + length + " is outside 0.." + width());
        }
        if (family == Family.V4) {
            return new IpAddress(
                    family,
                    0,
                    length == 0 ? 0 : low & (0xffff_ffffL << (32 - length)) & 0xffff_ffffL);
        }
        long highMask = length == 0 ? 0 : length >= 64 ? -1L : -1L << (64 - length);
        long lowMask = length <= 64 ? 0 : length == 128 ? -1L : -1L << (128 - length);
        return new IpAddress(family, high & highMask, low & lowMask);
    }

    /**
     * The address {@code count} further on.
     *
     * @throws ArithmeticException if that is past the end of the family
     */
    public IpAddress plus(long count) {
        if (family == Family.V4) {
            long sum = Math.addExact(low, count);
            if (sum < 0 || sum > 0xffff_ffffL) {
                throw new ArithmeticException(this + " + " + count + " is not an IPv4 address");
            }
            return new IpAddress(family, 0, sum);
        }
        long sum = low + count;
        boolean carry =
                count >= 0
                        ? Long.compareUnsigned(sum, low) < 0
                        : Long.compareUnsigned(sum, low) > 0;
        return new IpAddress(family, carry ? high + Long.signum(count) : high, sum);
    }

    @Override
    public int compareTo(IpAddress other) {
        int byFamily = family.compareTo(other.family);
        if (byFamily != 0) {
            return byFamily;
        }
        int byHigh = Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }

    /** Dotted quad, or IPv6 in the form of RFC 5952. */
    @Override
    public String toString() {
        if (family == Family.V4) {
            return (low >>> 24)
                    + "."
                    + ((low >>> 16) & 255)
                    + "."
                    + ((low >>> 8) & 255)
                    + "."
                    + (low & 255);
        }
        return v6Text();
    }

    private int bitsAt(int octetFromRight) {
        return (int)
                ((octetFromRight < 8
                                ? low >>> (8 * octetFromRight)
                                : high >>> (8 * (octetFromRight - 8)))
                        & 255);
    }

    private static long bits(byte[] octets, int from, int count) {
        long bits = 0;
        for (int i = from; i < from + count; i++) {
            bits = (bits << 8) | (octets[i] & 255);
        }
        return bits;
    }

    private static IpAddress parseV4(String text) {
        long bits = 0;
        int parts = 0;
        int at = 0;
        while (at <= text.length()) {
            int dot = text.indexOf('.', at);
            int end = dot < 0 ? text.length() : dot;
            int length = end - at;
            if (length < 1 || length > 3 || parts == 4 || (length > 1 && text.charAt(at) == '0')) {
                throw notAnAddress(text);
            }
            int octet = 0;
            for (int i = at; i < end; i++) {
                char c = text.charAt(i);
                if (c < '0' || c > '9') {
                    throw notAnAddress(text);
                }
                octet = octet * 10 + c - '0';
            }
            if (octet > 255) {
                throw notAnAddress(text);
            }
            bits = bits << 8 | octet;
            parts++;
            at = end + 1;
        }
        if (parts != 4) {
            throw notAnAddress(text);
        }
        return new IpAddress(Family.V4, 0, bits);
    }

    private static IpAddress parseV6(String text) {
        int gap = text.indexOf("::");
        int[] head = groups(gap < 0 ? text : text.substring(0, gap), text);
        int[] tail = gap < 0 ? new int[0] : groups(text.substring(gap + 2), text);
        int given = head.length + tail.length;
        if (gap < 0 ? given != 8 : given > 7) {
            throw notAnAddress(text);
        }
        var groups = Arrays.copyOf(head, 8);
        System.arraycopy(tail, 0, groups, 8 - tail.length, tail.length);
        long high = 0;
        long low = 0;
        for (int i = 0; i < 4; i++) {
            high = high << 16 | groups[i];
            low = low << 16 | groups[i + 4];
        }
        return new IpAddress(Family.V6, high, low);
    }

    private static int[] groups(String part, String whole) {
        if (part.isEmpty()) {
            return new int[0];
        }
        var texts = part.split(":", -1);
        boolean v4Tail = texts[texts.length - 1].indexOf('.') >= 0;
        var groups = new int[texts.length + (v4Tail ? 1 : 0)];
        for (int i = 0; i < texts.length; i++) {
            if (v4Tail && i == texts.length - 1) {
                long bits = parseV4(texts[i]).low;
                groups[i] = (int) (bits >>> 16);
                groups[i + 1] = (int) (bits & 0xffff);
            } else if (texts[i].matches("[0-9a-fA-F]{1,4}")) {
                groups[i] = Integer.parseInt(texts[i], 16);
            } else {
                throw notAnAddress(whole);
            }
        }
        return groups;
    }

    private String v6Text() {
        var groups = new int[8];
        for (int i = 0; i < 4; i++) {
            groups[i] = (int) (high >>> (48 - 16 * i) & 0xffff);
            groups[i + 4] = (int) (low >>> (48 - 16 * i) & 0xffff);
        }
        int gapAt = -1;
        int gapLength = 1;
        for (int i = 0; i < 8; i++) {
            int run = 0;
            while (i + run < 8 && groups[i + run] == 0) {
                run++;
            }
            if (run > gapLength) {
                gapAt = i;
                gapLength = run;
            }
            i += run;
        }
        var text = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            if (i == gapAt) {
                text.append("::");
                i += gapLength - 1;
            } else {
                if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
                    text.append(':');
                }
                text.append(Integer.toHexString(groups[i]));
            }
        }
        return text.toString();
    }

    private static IllegalArgumentException notAnAddress(String text) {
        return new IllegalArgumentException("'" + text + "' is not an IP address");
    }
}
