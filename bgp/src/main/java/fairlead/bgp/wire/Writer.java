package fairlead.bgp.wire;

import fairlead.net.Asn;
import java.util.Arrays;

/** Octets in the making. */
final class Writer {

    private byte[] octets = new byte[64];
    private int size;

    int size() {
        return size;
    }

    Writer u8(int value) {
        room(1);
        octets[size++] = (byte) value;
        return this;
    }

    Writer u16(int value) {
        return u8(value >>> 8).u8(value);
    }

    Writer u32(long value) {
        return u16((int) (value >>> 16)).u16((int) value);
    }

    Writer asn(Asn asn, AsWidth width) {
        return width == AsWidth.FOUR
                ? u32(asn.value())
                : u16((int) (asn.isWide() ? Asn.AS_TRANS : asn).value());
    }

    Writer bytes(byte... value) {
        room(value.length);
        System.arraycopy(value, 0, octets, size, value.length);
        size += value.length;
        return this;
    }

    byte[] toArray() {
        return Arrays.copyOf(octets, size);
    }

    private void room(int more) {
        if (size + more > octets.length) {
            octets = Arrays.copyOf(octets, Math.max(2 * octets.length, size + more));
        }
    }
}
