package fairlead.bgp.table;

import java.util.ArrayDeque;
import java.util.Arrays;

/**
 * Strings of octets, each in a cell, cells in chunks. All cells of a chunk have the same size; a
 * chunk of which none is used any more is given back, for cells of any size. So what is held
 * follows what is kept, even if lengths change all the time.
 *
 * <pre>
 *  place: chunk (20) | where in it, in grains of 16 octets (12)
 *  cell that is free: the next free one of its chunk plus 1, or 0 (2)
 * </pre>
 */
final class OctetStore {

    private static final int GRAIN_BITS = 4;
    private static final int PLACE_BITS = 12;
    private static final int PLACE = (1 << PLACE_BITS) - 1;
    private static final int MOST_CHUNKS = 1 << 32 - PLACE_BITS;

    /** Grains of a chunk of small cells, and of one of large ones. */
    private static final int SMALL = 1 << 10;

    private static final int LARGE = 1 << 12;
    private static final int LARGEST_SMALL = 64;

    /** Chunks that are kept for the next who needs one, of each size. */
    private static final int IDLE = 8;

    private static final byte[] NOTHING = new byte[0];

    private byte[][] chunks = new byte[8][];
    private int limit;

    /** Numbers of chunks that were given back. */
    private final IntList gone = new IntList();

    private final ArrayDeque<byte[]> idleSmall = new ArrayDeque<>();
    private final ArrayDeque<byte[]> idleLarge = new ArrayDeque<>();

    /** By chunk: grains of a cell. */
    private final IntColumn grains = new IntColumn();

    /** By chunk: cells in use. */
    private final IntColumn used = new IntColumn();

    /** By chunk: the first free cell plus 1; 0 if there is none but those never used. */
    private final IntColumn free = new IntColumn();

    /** By chunk: grains before this are cells that were used at least once. */
    private final IntColumn begun = new IntColumn();

    /** By size of cells: the first chunk with room, plus 1. */
    private final int[] open = new int[LARGE + 1];

    /** By chunk with room: the one before and the one after it of the same size, plus 1. */
    private final IntColumn before = new IntColumn();

    private final IntColumn after = new IntColumn();
    private long held;

    /** Octets of all chunks that are in use. */
    long held() {
        return held;
    }

    /**
     * Keeps a copy of up to 65,535 octets and returns its place.
     *
     * @throws IllegalStateException if there are chunks with 16 GiB or more
     */
    int add(byte[] octets, int from, int length) {
        int size = Math.max(1, length + (1 << GRAIN_BITS) - 1 >>> GRAIN_BITS);
        int chunk = open[size] == 0 ? begin(size) : open[size] - 1;
        var to = chunks[chunk];
        int at = free.get(chunk) - 1;
        if (at < 0) {
            at = begun.add(chunk, size) - size;
        } else {
            free.set(chunk, next(to, at << GRAIN_BITS));
        }
        used.add(chunk, 1);
        if (isFull(chunk)) {
            close(chunk);
        }
        System.arraycopy(octets, from, to, at << GRAIN_BITS, length);
        return chunk << PLACE_BITS | at;
    }

    /** Forgets what is kept at {@code place}. */
    void remove(int place) {
        int chunk = place >>> PLACE_BITS;
        boolean wasFull = isFull(chunk);
        int at = place & PLACE;
        var octets = chunks[chunk];
        octets[at << GRAIN_BITS] = (byte) (free.get(chunk) >>> 8);
        octets[(at << GRAIN_BITS) + 1] = (byte) free.get(chunk);
        free.set(chunk, at + 1);
        if (used.add(chunk, -1) == 0) {
            if (!wasFull) {
                close(chunk);
            }
            giveBack(chunk);
        } else if (wasFull) {
            open(chunk);
        }
    }

    /** The array that holds what is kept at {@code place}, from {@link #from} on. */
    byte[] octets(int place) {
        return chunks[place >>> PLACE_BITS];
    }

    static int from(int place) {
        return (place & PLACE) << GRAIN_BITS;
    }

    private static int next(byte[] octets, int at) {
        return (octets[at] & 0xff) << 8 | octets[at + 1] & 0xff;
    }

    private boolean isFull(int chunk) {
        int size = grains.get(chunk);
        return free.get(chunk) == 0 && begun.get(chunk) + size > grainsOfChunk(size);
    }

    private static int grainsOfChunk(int size) {
        return size <= LARGEST_SMALL ? SMALL : LARGE;
    }

    private int begin(int size) {
        int chunk = gone.isEmpty() ? limit++ : gone.pop();
        if (chunk >= MOST_CHUNKS) {
            throw new IllegalStateException("no room for more attributes: " + held + " octets");
        }
        if (chunk == chunks.length) {
            chunks = Arrays.copyOf(chunks, 2 * chunk);
        }
        var ready = idle(size).poll();
        chunks[chunk] = ready == null ? new byte[grainsOfChunk(size) << GRAIN_BITS] : ready;
        held += chunks[chunk].length;
        grains.set(chunk, size);
        free.set(chunk, 0);
        begun.set(chunk, 0);
        open(chunk);
        return chunk;
    }

    private void giveBack(int chunk) {
        var octets = chunks[chunk];
        held -= octets.length;
        chunks[chunk] = NOTHING;
        gone.add(chunk);
        var idle = idle(grains.get(chunk));
        if (idle.size() < IDLE) {
            idle.add(octets);
        }
    }

    private ArrayDeque<byte[]> idle(int size) {
        return size <= LARGEST_SMALL ? idleSmall : idleLarge;
    }

    /** A chunk has room from now on. */
    private void open(int chunk) {
        int size = grains.get(chunk);
        int next = open[size];
        before.set(chunk, 0);
        after.set(chunk, next);
        if (next != 0) {
            before.set(next - 1, chunk + 1);
        }
        open[size] = chunk + 1;
    }

    /** A chunk has no room any more, or goes. */
    private void close(int chunk) {
        int one = before.get(chunk);
        int other = after.get(chunk);
        if (one == 0) {
            open[grains.get(chunk)] = other;
        } else {
            after.set(one - 1, other);
        }
        if (other != 0) {
            before.set(other - 1, one);
        }
    }
}
