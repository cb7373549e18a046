package fairlead.bgp.rib;

import fairlead.bgp.table.BitColumn;

/**
 * The prefixes of one family that a peer is to be told something of, what is told being one path of
 * each: those that are known, and those that are still to be found among all.
 */
final class Owed {

    /** Stands behind all prefixes: there is nothing left to look for. */
    static final int FOUND = Integer.MAX_VALUE;

    private final BitColumn known = new BitColumn();

    /** Prefixes from this on are still to be looked at, whether they are told. */
    private int searched = FOUND;

    void add(int prefix) {
        known.add(prefix);
    }

    void remove(int prefix) {
        known.remove(prefix);
    }

    /** Whether it is known that something of {@code prefix} is to be told. */
    boolean contains(int prefix) {
        return known.contains(prefix);
    }

    /** Whether something of {@code prefix} is to be told, or may be found to be. */
    boolean mayHold(int prefix) {
        return prefix >= searched || known.contains(prefix);
    }

    boolean isKnownEmpty() {
        return known.isEmpty();
    }

    /** The smallest known one that is {@code from} or more; -1 if there is none. */
    int next(int from) {
        return known.next(from);
    }

    /** All that is told is to be told, as {@link #search} finds it. */
    void all() {
        searched = 0;
    }

    boolean isSearching() {
        return searched != FOUND;
    }

    /**
     * Looks at up to {@code slice} of the prefixes below {@code limit}.
     *
     * @param peer whose own paths it does not hear of
     * @return what of the slice is left
     */
    int search(UpdateGroup.Told told, int peer, int limit, int slice) {
        int left = slice;
        for (; searched < limit && left > 0; searched++, left--) {
            if (told.codes.get(searched) != Exporter.NOTHING
                    && told.sources.get(searched) != peer) {
                known.add(searched);
            }
        }
        if (searched >= limit) {
            searched = FOUND;
        }
        return left;
    }

    /** Takes over what another has, and {@code more}. */
    void takeOver(Owed other, BitColumn more) {
        known.addAll(other.known);
        known.addAll(more);
        searched = other.searched;
    }
}
