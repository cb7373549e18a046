package fairlead.bgp.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A set of AS numbers as disjoint ranges in order; asked by binary search. */
final class AsRanges {

    /** First and last number by turns, ascending. */
    private final long[] bounds;

    AsRanges(AsSet set) {
        List<NumberRange> joined = new ArrayList<>();
        for (var range :
                set.ranges().stream()
                        .sorted(Comparator.comparingLong(NumberRange::from))
                        .toList()) {
            if (!joined.isEmpty() && range.from() <= joined.getLast().to()) {
                var last = joined.removeLast();
                joined.add(new NumberRange(last.from(), Math.max(last.to(), range.to())));
            } else {
                joined.add(range);
            }
        }
        bounds = new long[2 * joined.size()];
        for (int i = 0; i < joined.size(); i++) {
            bounds[2 * i] = joined.get(i).from();
            bounds[2 * i + 1] = joined.get(i).to();
        }
    }

    /** Whether {@code asn}, 32 unsigned bits, is in the set. */
    boolean contains(int asn) {
        long wanted = Integer.toUnsignedLong(asn);
        int least = 0;
        int most = bounds.length / 2 - 1;
        while (least <= most) {
            int middle = (least + most) >>> 1;
            if (wanted < bounds[2 * middle]) {
                most = middle - 1;
            } else if (wanted > bounds[2 * middle + 1]) {
                least = middle + 1;
            } else {
                return true;
            }
        }
        return false;
    }
}
