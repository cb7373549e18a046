package fairlead.bgp.policy;

import java.util.Arrays;

/**
 * The attributes of one route while a policy changes them, and what came of it. One belongs to one
 * thread and is used for every route: its buffers grow to the longest set of attributes that was
 * ever edited (65,535 octets at most) and stay.
 */
public final class AttributeEdit {

    /** The longest set of attributes: what a message's length field can say (RFC 8654). */
    static final int MOST_OCTETS = 65_535;

    /** No summary. */
    public static final int NO_SUMMARY = -1;

    final AttributeSpan span = new AttributeSpan();

    private byte[] buffer = new byte[512];
    private byte[] spare = new byte[512];
    private byte[] value = new byte[512];
    private int valueLength;
    private boolean changed;
    private boolean tooLong;
    private long touched;
    private int summary;

    /** After {@link CompiledPolicy#EDITED}: the array that holds the new attributes. */
    public byte[] octets() {
        return span.octets;
    }

    /** After {@link CompiledPolicy#EDITED}: where in {@link #octets} the attributes begin. */
    public int from() {
        return span.from;
    }

    /** After {@link CompiledPolicy#EDITED}: where in {@link #octets} they end. */
    public int to() {
        return span.to;
    }

    /**
     * The summary that an accepted route contributes to, as an index of {@link
     * CompiledPolicy#summaries}, or {@link #NO_SUMMARY}.
     */
    public int summary() {
        return summary;
    }

    /**
     * After {@link CompiledPolicy#ACCEPTED} or {@link CompiledPolicy#EDITED}: whether the policy
     * set attribute {@code type}, be it to what it was already.
     */
    public boolean hasSet(int type) {
        return type < Long.SIZE && (touched & 1L << type) != 0 && span.has(type);
    }

    /** After {@link CompiledPolicy#EDITED}: whether the attributes have a LOCAL_PREF. */
    public boolean hasLocalPref() {
        return span.has(AttributeSpan.LOCAL_PREF);
    }

    void begin(RouteView route) {
        span.read(route.octets, route.from, route.to);
        changed = false;
        tooLong = false;
        touched = 0;
        summary = NO_SUMMARY;
    }

    boolean changed() {
        return changed;
    }

    /** Whether an edit was left out because the attributes would have become too long. */
    boolean tooLong() {
        return tooLong;
    }

    void summarise(int index) {
        summary = index;
    }

    /** Begins a new value, to be put in place by {@link #replace}. */
    AttributeEdit value() {
        valueLength = 0;
        return this;
    }

    int valueLength() {
        return valueLength;
    }

    AttributeEdit int8(int octet) {
        room(1);
        value[valueLength++] = (byte) octet;
        return this;
    }

    AttributeEdit int32(int bits) {
        room(4);
        value[valueLength++] = (byte) (bits >>> 24);
        value[valueLength++] = (byte) (bits >>> 16);
        value[valueLength++] = (byte) (bits >>> 8);
        value[valueLength++] = (byte) bits;
        return this;
    }

    AttributeEdit int64(long bits) {
        return int32((int) (bits >>> 32)).int32((int) bits);
    }

    /** Octets of the attributes as they stand. */
    AttributeEdit copy(int from, int to) {
        room(to - from);
        System.arraycopy(span.octets, from, value, valueLength, to - from);
        valueLength += to - from;
        return this;
    }

    /**
     * Takes the last {@code size} octets back if the value, in steps of so many, has them already.
     */
    void dropLastIfRepeated(int size) {
        int last = valueLength - size;
        for (int at = 0; at < last; at += size) {
            if (Arrays.equals(value, at, at + size, value, last, valueLength)) {
                valueLength = last;
                return;
            }
        }
    }

    private void room(int count) {
        if (valueLength + count > value.length) {
            value = Arrays.copyOf(value, 2 * (valueLength + count));
        }
    }

    /**
     * Puts the value in the place of attribute {@code type}, or adds it before the first attribute
     * of a higher type.
     *
     * @param flags of an attribute that was not there; one that was keeps its own
     */
    void replace(int type, int flags) {
        touched |= 1L << type;
        if (span.has(type)) {
            int head = span.head(type);
            if (!isValueOf(type)) {
                write(
                        head,
                        span.endOf(type),
                        span.octets[head] & ~AttributeSpan.EXTENDED_LENGTH,
                        type);
            }
            return;
        }
        int place = span.from;
        while (place < span.to && (span.octets[place + 1] & 255) < type) {
            place = span.end(place);
        }
        write(place, place, flags, type);
    }

    void remove(int type) {
        if (span.has(type)) {
            int head = span.head(type);
            int end = span.endOf(type);
            touched |= 1L << type;
            byte[] target = target(span.to - span.from);
            splice(target, head, 0, end);
        }
    }

    private boolean isValueOf(int type) {
        int at = span.value(type);
        return Arrays.equals(span.octets, at, span.endOf(type), value, 0, valueLength);
    }

    /** What is before {@code cut}, the new attribute, and what is from {@code resume} on. */
    private void write(int cut, int resume, int flags, int type) {
        int header = valueLength > 255 ? 4 : 3;
        int total = span.to - span.from - (resume - cut) + header + valueLength;
        if (total > MOST_OCTETS) {
            tooLong = true;
            return;
        }
        byte[] target = target(total);
        int at = cut - span.from;
        target[at++] = (byte) (header == 4 ? flags | AttributeSpan.EXTENDED_LENGTH : flags);
        target[at++] = (byte) type;
        if (header == 4) {
            target[at++] = (byte) (valueLength >>> 8);
        }
        target[at++] = (byte) valueLength;
        System.arraycopy(value, 0, target, at, valueLength);
        splice(target, cut, header + valueLength, resume);
    }

    /** A buffer other than that in which the attributes stand. */
    private byte[] target(int total) {
        byte[] target = spare;
        spare = buffer;
        buffer = target.length >= total ? target : new byte[2 * total];
        return buffer;
    }

    private void splice(byte[] target, int cut, int inserted, int resume) {
        int before = cut - span.from;
        int after = span.to - resume;
        System.arraycopy(span.octets, span.from, target, 0, before);
        System.arraycopy(span.octets, resume, target, before + inserted, after);
        span.read(target, 0, before + inserted + after);
        changed = true;
    }
}
