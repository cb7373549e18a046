package fairlead.bgp.table;

import java.util.Arrays;

/** An array of longs that grows at its end; what was never set is 0. */
public final class LongColumn {

    private static final int BITS = 12;
    private static final int CHUNK = 1 << BITS;
    private static final int MASK = CHUNK - 1;

    private long[][] chunks = new long[8][];
    private int ready;

    /** The value at {@code index}, 0 or more; 0 where none was set. */
    public long get(int index) {
        int chunk = index >>> BITS;
        return chunk < ready ? chunks[chunk][index & MASK] : 0;
    }

    /** Sets the value at {@code index}, 0 or more; the column grows as far as that. */
    public void set(int index, long value) {
        int chunk = index >>> BITS;
        if (chunk >= ready) {
            grow(chunk);
        }
        chunks[chunk][index & MASK] = value;
    }

    private void grow(int chunk) {
        if (chunk >= chunks.length) {
            chunks = Arrays.copyOf(chunks, Math.max(2 * chunks.length, chunk + 1));
        }
        while (ready <= chunk) {
            chunks[ready++] = new long[CHUNK];
        }
    }
}
