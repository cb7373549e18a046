package fairlead.bgp.wire;

import fairlead.net.Asn;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.util.Arrays;

/**
 * A window on a record of a file or a stream that is no session, where damage is told by its place
 * and costs nobody a route. Bounds are checked here and nowhere else; a slice cannot see past its
 * end. {@code what} names for an operator what is read.
 */
public final class OctetWindow {

    private final byte[] octets;
    private final int end;
    private final long base;
    private int at;

    /** The first {@code end} of {@code octets}, the first of which is {@code base} in the file. */
    public OctetWindow(byte[] octets, int end, long base) {
        this(octets, 0, end, base);
    }

    private OctetWindow(byte[] octets, int at, int end, long base) {
        this.octets = octets;
        this.at = at;
        this.end = end;
        this.base = base;
    }

    /** Octets that have not been read. */
    public int left() {
        return end - at;
    }

    /** The next octet, 0..255. */
    public int u8(String what) throws DamagedOctetsException {
        return octets[claim(1, what)] & 255;
    }

    /** The next two octets, 0..65535, most significant first. */
    public int u16(String what) throws DamagedOctetsException {
        int from = claim(2, what);
        return ((octets[from] & 255) << 8) | (octets[from + 1] & 255);
    }

    /** The next four octets as they are, so negative from 2^31 on. */
    public int i32(String what) throws DamagedOctetsException {
        int high = u16(what);
        return (high << 16) | u16(what);
    }

    /** The next eight octets. */
    public long i64(String what) throws DamagedOctetsException {
        long high = i32(what);
        return high << 32 | u32(what);
    }

    /** The next four octets, 0..4294967295. */
    public long u32(String what) throws DamagedOctetsException {
        return Integer.toUnsignedLong(i32(what));
    }

    /** The next two or four octets as an AS number. */
    public Asn asn(AsWidth width, String what) throws DamagedOctetsException {
        return new Asn(width == AsWidth.TWO ? u16(what) : u32(what));
    }

    /** Four or sixteen octets. */
    public IpAddress address(boolean v6, String what) throws DamagedOctetsException {
        return v6 ? IpAddress.of(bytes(16, what)) : IpAddress.v4(i32(what));
    }

    /** A length in bits and as many octets as hold it; bits after the length do not matter. */
    public Prefix prefix(boolean v6, String what) throws DamagedOctetsException {
        int width = v6 ? 128 : 32;
        int length = u8(what);
        if (length > width) {
            throw damage(what + " has " + length + " bits, " + width + " are possible");
        }
        var address = Arrays.copyOf(bytes((length + 7) / 8, what), width / 8);
        return new Prefix(IpAddress.of(address), length);
    }

    /** A copy of the next {@code count} octets. */
    public byte[] bytes(int count, String what) throws DamagedOctetsException {
        int from = claim(count, what);
        return Arrays.copyOfRange(octets, from, from + count);
    }

    /** All that is left. */
    public Octets rest() throws DamagedOctetsException {
        return Octets.of(bytes(left(), "the rest"));
    }

    /** The next {@code count} octets as a window of their own. */
    public OctetWindow slice(int count, String what) throws DamagedOctetsException {
        int from = claim(count, what);
        return new OctetWindow(octets, from, from + count, base);
    }

    /** Damage at the place that is read next. */
    public DamagedOctetsException damage(String what) {
        return new DamagedOctetsException(base + at, what);
    }

    private int claim(int count, String what) throws DamagedOctetsException {
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
