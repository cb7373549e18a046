package fairlead.bgp.table;

/**
 * The paths of all prefixes: one entry for each route of each peer. The paths of a prefix are a
 * chain; whoever owns the prefixes knows where it begins. An entry's number is used again after it
 * was freed. 0 is no entry, so a chain ends with it.
 */
public final class PathTable {

    private final IntColumn next = new IntColumn();
    private final IntColumn attributes = new IntColumn();
    private final IntColumn heard = new IntColumn();
    private final IntColumn from = new IntColumn();
    private final IntColumn pathIds = new IntColumn();
    private int free;
    private int limit = 1;
    private int size;

    /** How many there are. */
    public int size() {
        return size;
    }

    /**
     * Makes an entry.
     *
     * @param attributesHeard the attribute set as the peer told it
     * @param attributesUsed the same, or what an import policy made of it
     */
    public int add(
            int attributesHeard, int attributesUsed, int peer, int flags, int pathId, int after) {
        int entry;
        if (free != 0) {
            entry = free;
            free = next.get(entry);
        } else {
            entry = limit++;
        }
        size++;
        attributes.set(entry, attributesUsed);
        if (attributesHeard != attributesUsed || heard.get(entry) != 0) {
            heard.set(entry, attributesHeard == attributesUsed ? 0 : attributesHeard + 1);
        }
        from.set(entry, flags << 16 | peer);
        if (pathId != 0 || pathIds.get(entry) != 0) {
            pathIds.set(entry, pathId);
        }
        next.set(entry, after);
        return entry;
    }

    /** Gives an entry, which is in no chain any more, back. */
    public void remove(int entry) {
        next.set(entry, free);
        free = entry;
        size--;
    }

    /** The next path of the same prefix; 0 if this is the last. */
    public int next(int entry) {
        return next.get(entry);
    }

    public void next(int entry, int after) {
        next.set(entry, after);
    }

    /** The attribute set that counts. */
    public int attributes(int entry) {
        return attributes.get(entry);
    }

    /** The attribute set as it was told. */
    public int heard(int entry) {
        int other = heard.get(entry);
        return other == 0 ? attributes.get(entry) : other - 1;
    }

    /** Who told it. */
    public int peer(int entry) {
        return from.get(entry) & 0xffff;
    }

    /** 16 bits for whoever owns the paths. */
    public int flags(int entry) {
        return from.get(entry) >>> 16;
    }

    public void flags(int entry, int flags) {
        from.set(entry, flags << 16 | peer(entry));
    }

    /** The path identifier that the peer gave it (RFC 7911); 0 where there is none. */
    public int pathId(int entry) {
        return pathIds.get(entry);
    }
}
