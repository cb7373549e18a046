package fairlead.bgp.monitor;

import fairlead.bgp.rib.Family;
import fairlead.bgp.rib.RibTables;

/** Where in the tables somebody is who reads all of them bit by bit. */
final class Slices {

    /** Prefixes looked at in one go: a few milliseconds of the speaker's time with many paths. */
    static final int SIZE = 1024;

    /** What is done with a part of a table. */
    interface Part {
        void read(Family family, int from, int to);
    }

    private final int size;
    private Family family = Family.IPV4_UNICAST;
    private int next;
    private boolean over;

    /** Slices of the usual size. */
    Slices() {
        this(SIZE);
    }

    /** Slices of {@code size} prefixes. */
    Slices(int size) {
        this.size = size;
    }

    /** Whether all was read. */
    boolean isOver() {
        return over;
    }

    /** Whether a prefix has been read, so that news of it are news. */
    boolean isPast(Family of, int prefix) {
        return over || of.ordinal() < family.ordinal() || of == family && prefix < next;
    }

    /** Reads the next slice. Prefixes that are added meanwhile may be read or not. */
    void read(RibTables tables, Part part) {
        int limit = tables.limit(family);
        int to = Math.min(limit, next + size);
        part.read(family, next, to);
        next = to;
        if (to >= limit) {
            next = 0;
            over = family == Family.IPV6_UNICAST;
            family = Family.IPV6_UNICAST;
        }
    }
}
