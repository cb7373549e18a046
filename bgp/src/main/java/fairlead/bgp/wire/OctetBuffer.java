package fairlead.bgp.wire;

import java.util.Arrays;

/**
 * Octets in the making, most significant first, in an array that grows and is used again after
 * {@link #clear}. For records that are written by the million.
 */
public final class OctetBuffer {

    private byte[] octets;
    private int size;

    /** An empty one with room for {@code room} octets. */
    public OctetBuffer(int room) {
        octets = new byte[room];
    }

    /** Octets that were added since the last {@link #clear}. */
    public int size() {
        return size;
    }

    /** The array itself, good until the next octet is added; {@link #size} octets of it count. */
    public byte[] array() {
        return octets;
    }

    /** A copy of what counts. */
    public byte[] toArray() {
        return Arrays.copyOf(octets, size);
    }

    /** Forgets what was added and keeps the room. */
    public void clear() {
        size = 0;
    }

    /** Forgets what was added after the first {@code count} octets. */
    public void cut(int count) {
        size = Math.min(size, count);
    }

    /** Adds the lowest 8 bits. */
    public OctetBuffer u8(int value) {
        room(1);
        octets[size++] = (byte) value;
        return this;
    }

    /** Adds the lowest 16 bits. */
    public OctetBuffer u16(int value) {
        return u8(value >>> 8).u8(value);
    }

    /** Adds all 32 bits. */
    public OctetBuffer u32(int value) {
        return u16(value >>> 16).u16(value);
    }

    /** Adds all 64 bits. */
    public OctetBuffer u64(long value) {
        return u32((int) (value >>> 32)).u32((int) value);
    }

    /** Adds these octets. */
    public OctetBuffer bytes(byte... value) {
        return bytes(value, 0, value.length);
    }

    /** The octets of {@code source} between {@code from} and {@code to}. */
    public OctetBuffer bytes(byte[] source, int from, int to) {
        room(to - from);
        System.arraycopy(source, from, octets, size, to - from);
        size += to - from;
        return this;
    }

    /** Writes {@code value} over the two octets at {@code at}: a length that is known by now. */
    public void set16(int at, int value) {
        octets[at] = (byte) (value >>> 8);
        octets[at + 1] = (byte) value;
    }

    /** The same for four octets. */
    public void set32(int at, int value) {
        set16(at, value >>> 16);
        set16(at + 2, value);
    }

    private void room(int more) {
        if (size + more > octets.length) {
            octets = Arrays.copyOf(octets, Math.max(2 * octets.length, size + more));
        }
    }
}
