package fairlead.bgp.rib;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What those who are gone held, and let go of piece by piece: a peer that was told all paths holds
 * the attributes of each, a group those that it shaped.
 */
final class Partings {

    /** Somebody who is gone. */
    interface Parting {

        /**
         * Lets go of more.
         *
         * @param slice how many sets of attributes
         * @return what of it is left; 0 if there may be more
         */
        int letGo(int slice);
    }

    private final Deque<Parting> partings = new ArrayDeque<>();

    void add(Parting parting) {
        partings.add(parting);
    }

    /** Does a slice; true if there is more. */
    boolean work(int slice) {
        int left = slice;
        while (left > 0 && !partings.isEmpty()) {
            left = partings.element().letGo(left);
            if (left > 0) {
                partings.remove();
            }
        }
        return !partings.isEmpty();
    }
}
