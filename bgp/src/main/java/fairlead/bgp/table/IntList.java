package fairlead.bgp.table;

import java.util.Arrays;

/** Ints in order, the last of them first to go; for lists of numbers that wait for something. */
public final class IntList {

    private int[] values = new int[16];
    private int size;

    public int size() {
        return size;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    /** The value at {@code index}, below {@link #size}. */
    public int get(int index) {
        return values[index];
    }

    public void add(int value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
        }
        values[size++] = value;
    }

    /** Replaces the value at {@code index}, below {@link #size}. */
    public void set(int index, int value) {
        values[index] = value;
    }

    /** Takes the last one off. */
    public int pop() {
        return values[--size];
    }

    /** Forgets all from {@code newSize} on. */
    public void truncate(int newSize) {
        size = newSize;
    }

    /** Empty again; what a burst made large is given back. */
    public void clear() {
        size = 0;
        if (values.length > 1 << 16) {
            values = new int[16];
        }
    }
}
