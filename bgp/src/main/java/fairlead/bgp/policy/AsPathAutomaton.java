package fairlead.bgp.policy;

import fairlead.bgp.policy.AsPathPattern.Term;
import fairlead.bgp.policy.AsPathPattern.Term.Choice;
import fairlead.bgp.policy.AsPathPattern.Term.Hop;
import fairlead.bgp.policy.AsPathPattern.Term.Repeat;
import fairlead.bgp.policy.AsPathPattern.Term.Sequence;
import fairlead.bgp.wire.NetworkOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * An AS-path pattern as Glushkov's automaton: a bit for each hop that the pattern names, all
 * possible places in the pattern followed at once. The time is that of the path's length, whatever
 * the pattern. A set in the path takes every way that one of its members could take.
 */
final class AsPathAutomaton {

    /** What a part of the pattern adds to the automaton. */
    private record Part(boolean mayBeEmpty, long first, long last) {
        static final Part EMPTY = new Part(true, 0, 0);
    }

    private final boolean fromStart;
    private final boolean toEnd;
    private final Part whole;

    /** The hops that may come after hop {@code i}. */
    private final long[] follow;

    /** AS numbers at which the answer of {@link #hopsOf} changes, ascending from 0. */
    private final long[] bounds;

    /** The hops that numbers from {@code bounds[i]} on can be. */
    private final long[] hops;

    AsPathAutomaton(AsPathPattern pattern) {
        fromStart = pattern.fromStart();
        toEnd = pattern.toEnd();
        var sets = new ArrayList<AsSet>();
        follow = new long[AsPathPattern.MOST_HOPS];
        whole = add(pattern.term(), sets);
        var edges = new TreeSet<Long>(List.of(0L));
        for (var set : sets) {
            for (var range : set.ranges()) {
                edges.add(range.from());
                edges.add(range.to() + 1);
            }
        }
        bounds = edges.stream().mapToLong(edge -> edge).toArray();
        hops = new long[bounds.length];
        for (int i = 0; i < bounds.length; i++) {
            for (int hop = 0; hop < sets.size(); hop++) {
                if (sets.get(hop).contains(bounds[i])) {
                    hops[i] |= 1L << hop;
                }
            }
        }
    }

    private Part add(Term term, List<AsSet> sets) {
        return switch (term) {
            case Hop(var set) -> {
                sets.add(set);
                long one = 1L << (sets.size() - 1);
                yield new Part(false, one, one);
            }
            case Sequence(var parts) -> {
                var sum = Part.EMPTY;
                for (var part : parts) {
                    sum = then(sum, add(part, sets));
                }
                yield sum;
            }
            case Choice(var of) -> {
                var sum = new Part(false, 0, 0);
                for (var part : of) {
                    var next = add(part, sets);
                    sum =
                            new Part(
                                    sum.mayBeEmpty || next.mayBeEmpty,
                                    sum.first | next.first,
                                    sum.last | next.last);
                }
                yield sum;
            }
            case Repeat repeat -> addRepeat(repeat, sets);
        };
    }

    private Part addRepeat(Repeat repeat, List<AsSet> sets) {
        boolean endless = repeat.most() == Repeat.NO_END;
        int copies = endless ? Math.max(1, repeat.least()) : repeat.most();
        var sum = Part.EMPTY;
        for (int i = 0; i < copies; i++) {
            var copy = add(repeat.term(), sets);
            if (endless && i == copies - 1) {
                link(copy.last, copy.first);
            }
            boolean optional = i >= repeat.least();
            sum = then(sum, optional ? new Part(true, copy.first, copy.last) : copy);
        }
        return sum;
    }

    private Part then(Part before, Part after) {
        link(before.last, after.first);
        return new Part(
                before.mayBeEmpty && after.mayBeEmpty,
                before.first | (before.mayBeEmpty ? after.first : 0),
                after.last | (after.mayBeEmpty ? before.last : 0));
    }

    private void link(long lasts, long firsts) {
        for (long left = lasts; left != 0; left &= left - 1) {
            follow[Long.numberOfTrailingZeros(left)] |= firsts;
        }
    }

    /** Whether the AS_PATH with the value {@code octets[from..to)} matches. */
    boolean matches(byte[] octets, int from, int to) {
        long live = 0;
        boolean atStart = true;
        if (!toEnd && whole.mayBeEmpty) {
            return true;
        }
        for (int at = from; at < to; ) {
            int kind = octets[at];
            int end = at + 2 + 4 * (octets[at + 1] & 255);
            at += 2;
            while (at < end) {
                long possible = hopsOf(NetworkOrder.int32(octets, at));
                at += 4;
                if (kind == AttributeSpan.AS_SET) {
                    for (; at < end; at += 4) {
                        possible |= hopsOf(NetworkOrder.int32(octets, at));
                    }
                }
                live = possible & ((atStart ? whole.first : 0) | after(live));
                atStart = !fromStart;
                if (!toEnd && (live & whole.last) != 0) {
                    return true;
                }
            }
        }
        return (live & whole.last) != 0 || whole.mayBeEmpty && atStart;
    }

    private long after(long live) {
        long next = 0;
        for (long left = live; left != 0; left &= left - 1) {
            next |= follow[Long.numberOfTrailingZeros(left)];
        }
        return next;
    }

    private long hopsOf(int asn) {
        long wanted = Integer.toUnsignedLong(asn);
        int least = 0;
        int most = bounds.length - 1;
        while (least < most) {
            int middle = (least + most + 1) >>> 1;
            if (bounds[middle] <= wanted) {
                least = middle;
            } else {
                most = middle - 1;
            }
        }
        return hops[least];
    }
}
