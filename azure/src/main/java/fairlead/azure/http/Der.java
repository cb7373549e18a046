package fairlead.azure.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The little of ITU-T X.690 (DER) that a certificate needs: tag, length, content. */
final class Der {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter SHORT_TIME =
            DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final Instant YEAR_2050 = Instant.parse("2050-01-01T00:00:00Z");

    private Der() {}

    /** One element; the contents of {@code parts} in a row. */
    static byte[] element(int tag, byte[]... parts) {
        var content = new ByteArrayOutputStream();
        for (var part : parts) {
            content.writeBytes(part);
        }
        var out = new ByteArrayOutputStream();
        out.write(tag);
        int length = content.size();
        if (length >= 128) { // X.690 §8.1.3.5: a count of octets, then the length itself
            var octets = BigInteger.valueOf(length).toByteArray();
            int skip = octets[0] == 0 ? 1 : 0;
            out.write(0x80 | octets.length - skip);
            out.write(octets, skip, octets.length - skip);
        } else {
            out.write(length);
        }
        out.writeBytes(content.toByteArray());
        return out.toByteArray();
    }

    static byte[] sequence(byte[]... parts) {
        return element(0x30, parts);
    }

    static byte[] set(byte[]... parts) {
        return element(0x31, parts);
    }

    static byte[] octets(byte[] content) {
        return element(0x04, content);
    }

    static byte[] integer(BigInteger value) {
        return element(0x02, value.toByteArray());
    }

    static byte[] yes() {
        return element(0x01, new byte[] {-1});
    }

    static byte[] text(String text) {
        return element(0x0c, text.getBytes(UTF_8));
    }

    /**
     * @param unused how many of the last bits do not count
     */
    static byte[] bits(int unused, byte[] content) {
        return element(0x03, new byte[] {(byte) unused}, content);
    }

    /** RFC 5280 §4.1.2.5: two digits of the year before 2050, four from then on. */
    static byte[] time(Instant time) {
        return time.isBefore(YEAR_2050)
                ? element(0x17, SHORT_TIME.format(time).getBytes(UTF_8))
                : element(0x18, TIME.format(time).getBytes(UTF_8));
    }

    /** An object identifier in dots. */
    static byte[] oid(String dotted) {
        var arcs = dotted.split("\\.", -1);
        var out = new ByteArrayOutputStream();
        out.write(Integer.parseInt(arcs[0]) * 40 + Integer.parseInt(arcs[1]));
        for (int i = 2; i < arcs.length; i++) {
            int arc = Integer.parseInt(arcs[i]);
            int groups = Math.max(1, (38 - Integer.numberOfLeadingZeros(arc)) / 7);
            for (int group = groups - 1; group >= 0; group--) {
                out.write(((arc >> (7 * group)) & 0x7f) | (group > 0 ? 0x80 : 0));
            }
        }
        return element(0x06, out.toByteArray());
    }
}
