package fairlead.bgp.policy;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import fairlead.net.IpAddress.Family;
import fairlead.net.Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * A prefix set as a path-compressed binary trie in arrays, one trie for each family. A node is a
 * prefix, with the lengths that the set allows below it; at most two nodes for each distinct prefix
 * of the set, 36 octets each.
 */
final class PrefixTrie {

    private static final int NONE = -1;

    private final int rootV4;
    private final int rootV6;
    private final long[] high;
    private final long[] low;
    private final int[] length;
    private final int[] children;

    /** Where the allowed lengths of node {@code n} stand in {@code lengths}: from n up to n + 1. */
    private final int[] lengthsFrom;

    /** Shortest and longest length by turns. */
    private final int[] lengths;

    PrefixTrie(PrefixSet set) {
        var growing = new Growing();
        rootV4 = growing.root(set, Family.V4);
        rootV6 = growing.root(set, Family.V6);
        int nodes = growing.nodes.size();
        high = new long[nodes];
        low = new long[nodes];
        length = new int[nodes];
        children = new int[2 * nodes];
        lengthsFrom = new int[nodes + 1];
        lengths = new int[2 * growing.nodes.stream().mapToInt(node -> node.ranges.size()).sum()];
        int at = 0;
        for (int n = 0; n < nodes; n++) {
            var node = growing.nodes.get(n);
            high[n] = RouteView.high(node.prefix.network());
            low[n] = RouteView.low(node.prefix.network());
            length[n] = node.prefix.length();
            children[2 * n] = node.zero;
            children[2 * n + 1] = node.one;
            for (var range : node.ranges) {
                lengths[at++] = range.from();
                lengths[at++] = range.to();
            }
            lengthsFrom[n + 1] = at;
        }
    }

    /** Whether this prefix is in the set. */
    boolean contains(Family family, long high, long low, int length) {
        for (int n = root(family); n != NONE; n = child(n, high, low)) {
            if (this.length[n] > length || !isWithin(n, high, low)) {
                return false;
            }
            for (int i = lengthsFrom[n]; i < lengthsFrom[n + 1]; i += 2) {
                if (lengths[i] <= length && length <= lengths[i + 1]) {
                    return true;
                }
            }
            if (this.length[n] == length) {
                return false;
            }
        }
        return false;
    }

    /** Whether this address is in a network of the set. */
    boolean covers(Family family, long high, long low) {
        int width = family.width();
        for (int n = root(family); n != NONE; n = child(n, high, low)) {
            if (!isWithin(n, high, low)) {
                return false;
            }
            if (lengthsFrom[n] < lengthsFrom[n + 1]) {
                return true;
            }
            if (length[n] == width) {
                return false;
            }
        }
        return false;
    }

    private int root(Family family) {
        return family == Family.V4 ? rootV4 : rootV6;
    }

    private boolean isWithin(int n, long high, long low) {
        long differentHigh = this.high[n] ^ high;
        int bits = length[n];
        if (bits <= 64) {
            return bits == 0 || differentHigh >>> (64 - bits) == 0;
        }
        return differentHigh == 0 && (this.low[n] ^ low) >>> (128 - bits) == 0;
    }

    private int child(int n, long high, long low) {
        int bit = length[n];
        long one = bit < 64 ? high >>> (63 - bit) : low >>> (127 - bit);
        return children[2 * n + (int) (one & 1)];
    }

    /** Nodes while the trie is made. */
    private static final class Growing {

        private record Node(Prefix prefix, List<PrefixRange> ranges, int zero, int one) {}

        private final List<Node> nodes = new ArrayList<>();

        int root(PrefixSet set, Family family) {
            var byPrefix =
                    set.ranges().stream()
                            .filter(range -> range.within().network().family() == family)
                            .collect(groupingBy(PrefixRange::within, TreeMap::new, toList()));
            return node(byPrefix.values().stream().toList());
        }

        /** The node above all of these, which are in order, the ranges of one prefix together. */
        private int node(List<List<PrefixRange>> entries) {
            if (entries.isEmpty()) {
                return NONE;
            }
            var first = entries.getFirst().getFirst().within();
            var common = common(first, entries.getLast().getFirst().within());
            boolean own = first.equals(common);
            var below = own ? entries.subList(1, entries.size()) : entries;
            int split = 0;
            while (split < below.size() && !bit(below.get(split).getFirst(), common.length())) {
                split++;
            }
            int zero = node(below.subList(0, split));
            int one = node(below.subList(split, below.size()));
            nodes.add(new Node(common, own ? entries.getFirst() : List.of(), zero, one));
            return nodes.size() - 1;
        }

        private static Prefix common(Prefix a, Prefix b) {
            long differentHigh = RouteView.high(a.network()) ^ RouteView.high(b.network());
            long differentLow = RouteView.low(a.network()) ^ RouteView.low(b.network());
            int same =
                    differentHigh != 0
                            ? Long.numberOfLeadingZeros(differentHigh)
                            : 64 + Long.numberOfLeadingZeros(differentLow);
            return new Prefix(a.network(), Math.min(same, Math.min(a.length(), b.length())));
        }

        private static boolean bit(PrefixRange range, int at) {
            var network = range.within().network();
            return at < 64
                    ? (RouteView.high(network) >>> (63 - at) & 1) != 0
                    : (RouteView.low(network) >>> (127 - at) & 1) != 0;
        }
    }
}
