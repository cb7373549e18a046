package fairlead.net;

/** A 48-bit Ethernet address. */
public record MacAddress(long bits) {

    public MacAddress {
        if (bits >>> 48 != 0) {
            throw new IllegalArgumentException("more than 48 bits in a MAC address");
        }
    }

    /** {@code 02:0d:00:00:00:01}: the form of Linux. */
    @Override
    public String toString() {
        return text(":");
    }

    /** {@code 02-0D-00-00-00-01}: the form of Azure's API. */
    public String dashed() {
        return text("-").toUpperCase(java.util.Locale.ROOT);
    }

    private String text(String separator) {
        var text = new StringBuilder();
        for (int shift = 40; shift >= 0; shift -= 8) {
            text.append(shift == 40 ? "" : separator)
                    .append("%02x".formatted(bits >>> shift & 255));
        }
        return text.toString();
    }
}
