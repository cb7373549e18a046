package fairlead.bgp.wire;

import fairlead.net.Asn;
import fairlead.net.IpAddress;
import java.util.Arrays;

/**
 * A window on received octets. Bounds are checked here and nowhere else; a slice cannot see past
 * its end, so a length that lies hurts only what it measures.
 */
final class Reader {

    private final byte[] octets;
    private final int start;
    private final int end;
    private final Fault ifShort;
    private int at;

    private Reader(byte[] octets, int at, int end, Fault ifShort) {
        this.octets = octets;
        this.start = at;
        this.at = at;
        this.end = end;
        this.ifShort = ifShort;
    }

    /** All of {@code octets}; {@code ifShort} is the fault of a read beyond the end. */
    static Reader of(byte[] octets, Fault ifShort) {
        return new Reader(octets, 0, octets.length, ifShort);
    }

    int left() {
        return end - at;
    }

    boolean isEmpty() {
        return at == end;
    }

    int u8() {
        return octets[claim(1)] & 255;
    }

    /** The next octet, which stays to be read. */
    int peek() {
        int next = u8();
        at--;
        return next;
    }

    int u16() {
        int from = claim(2);
        return ((octets[from] & 255) << 8) | (octets[from + 1] & 255);
    }

    int i32() {
        int high = u16();
        return (high << 16) | u16();
    }

    long u32() {
        return Integer.toUnsignedLong(i32());
    }

    Asn asn(AsWidth width) {
        return new Asn(width == AsWidth.TWO ? u16() : u32());
    }

    /** An AS number that says something: 0 is refused (RFC 7607 §2). */
    Asn asnButZero(AsWidth width) {
        var asn = asn(width);
        if (asn.value() == 0) {
            throw fault("AS number 0");
        }
        return asn;
    }

    IpAddress v4() {
        return IpAddress.v4(i32());
    }

    byte[] bytes(int count) {
        int from = claim(count);
        return Arrays.copyOfRange(octets, from, from + count);
    }

    Octets rest() {
        return Octets.of(bytes(left()));
    }

    /** All octets of this window, read or not. */
    byte[] whole() {
        return Arrays.copyOfRange(octets, start, end);
    }

    /** The next {@code count} octets as a window of their own. */
    Reader slice(int count, Fault ifSliceShort) {
        int from = claim(count);
        return new Reader(octets, from, from + count, ifSliceShort);
    }

    /** Refuses a window that is not exactly {@code count} octets. */
    Reader exactly(int count) {
        if (left() != count) {
            throw fault(left() + " octets where " + count + " belong");
        }
        return this;
    }

    /** The fault of this window with a text of its own. */
    WireException fault(String detail) {
        return new WireException(Problem.of(ifShort, detail));
    }

    private int claim(int count) {
        if (count > left()) {
            throw fault(count + " octets announced, " + left() + " left");
        }
        at += count;
        return at - count;
    }
}
