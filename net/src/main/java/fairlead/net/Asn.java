package fairlead.net;

/** An autonomous system number, 0..4294967295 (RFC 6793), in asplain notation (RFC 5396). */
public record Asn(long value) implements Comparable<Asn> {

    /** Stands for a 4-octet number where only two octets fit (RFC 6793 §9). */
    public static final Asn AS_TRANS = new Asn(23456);

    public Asn {
        if (value < 0 || value > 0xffff_ffffL) {
            throw new IllegalArgumentException(value + " is not an AS number (0..4294967295)");
        }
    }

    /** Whether it needs four octets. */
    public boolean isWide() {
        return value > 0xffff;
    }

    @Override
    public int compareTo(Asn other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
