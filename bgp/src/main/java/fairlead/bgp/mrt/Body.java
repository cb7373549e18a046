package fairlead.bgp.mrt;

import fairlead.bgp.wire.AsWidth;
import fairlead.bgp.wire.Octets;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.util.Arrays;

/** A window on one record. Bounds are checked here and nowhere else. */
final class Body {

    private final byte[] octets;
    private final int end;
    private final long base;
    private int at;

    /** The first {@code end} of {@code octets}, the first of which is {@code base} in the file. */
    Body(byte[] octets, int end, long base) {
        this(octets, 0, end, base);
    }

    private Body(byte[] octets, int at, int end, long base) {
        this.octets = octets;
        this.at = at;
        this.end = end;
        this.base = base;
    }

    int left() {
        return end - at;
    }

    int u8(String what) throws DamagedFileException {
        return octets[claim(1, what)] & 255;
    }

    int u16(String what) throws DamagedFileException {
        int from = claim(2, what);
        return ((octets[from] & 255) << 8) | (octets[from + 1] & 255);
    }

    int i32(String what) throws DamagedFileException {
        int high = u16(what);
        return (high << 16) | u16(what);
    }

    long u32(String what) throws DamagedFileException {
        return Integer.toUnsignedLong(i32(what));
    }

    Asn asn(AsWidth width, String what) throws DamagedFileException {
        return new Asn(width == AsWidth.TWO ? u16(what) : u32(what));
    }

    IpAddress address(boolean v6, String what) throws DamagedFileException {
        return v6 ? IpAddress.of(bytes(16, what)) : IpAddress.v4(i32(what));
    }

    /** A length in bits and as many octets as hold it; bits after the length do not matter. */
    Prefix prefix(boolean v6, String what) throws DamagedFileException {
        int width = v6 ? 128 : 32;
        int length = u8(what);
        if (length > width) {
            throw damage(what + " has " + length + " bits, " + width + " are possible");
        }
        var address = Arrays.copyOf(bytes((length + 7) / 8, what), width / 8);
        return new Prefix(IpAddress.of(address), length);
    }

    byte[] bytes(int count, String what) throws DamagedFileException {
        int from = claim(count, what);
        return Arrays.copyOfRange(octets, from, from + count);
    }

    Octets rest() throws DamagedFileException {
        return Octets.of(bytes(left(), "the rest"));
    }

    /** The next {@code count} octets as a window of their own. */
    Body slice(int count, String what) throws DamagedFileException {
        int from = claim(count, what);
        return new Body(octets, from, from + count, base);
    }

    DamagedFileException damage(String what) {
        return new DamagedFileException(base + at, what);
    }

    private int claim(int count, String what) throws DamagedFileException {
        if (count > left()) {
            throw damage(
                    what
                            + " takes "
                            + count
                            + " octets, and "
                            + left()
                            + " are left of its record");
        }
        at += count;
        return at - count;
    }
}
