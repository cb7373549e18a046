package fairlead.bgp.policy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A program while it is written: instructions, labels and operands. */
final class Assembly {

    private final List<int[]> instructions = new ArrayList<>();
    private final List<Integer> labels = new ArrayList<>();
    private final List<Refusal> reasons = new ArrayList<>(CompiledPolicy.OWN_REASONS);
    private final List<Summary> summaries = new ArrayList<>();
    private final Map<PrefixSet, Integer> prefixSetsByValue = new HashMap<>();
    private final List<PrefixTrie> prefixSets = new ArrayList<>();
    private final List<AsRanges> asSets = new ArrayList<>();
    private final List<AsPathAutomaton> asPaths = new ArrayList<>();
    private final List<CommunityRows> communities = new ArrayList<>();
    private final List<AsChoice> asns = new ArrayList<>();
    private final List<NextHopChoice> nextHops = new ArrayList<>();
    private boolean usesPeer;

    /** A place still to come. */
    int label() {
        labels.add(-1);
        return labels.size() - 1;
    }

    /** The place of {@code label} is that of the next instruction. */
    void place(int label) {
        labels.set(label, instructions.size() * Op.WIDTH);
    }

    void emit(int op, int a, int b) {
        instructions.add(new int[] {op, a, b, 0, -1});
    }

    void emit(int op, int a, int b, int when, int label) {
        instructions.add(new int[] {op, a, b, when, label});
    }

    /** Sets of a file are used again and again, and large; each is made once. */
    int prefixSet(PrefixSet set) {
        return prefixSetsByValue.computeIfAbsent(set, one -> add(prefixSets, new PrefixTrie(one)));
    }

    int asSet(AsSet set) {
        return add(asSets, new AsRanges(set));
    }

    int asPath(AsPathPattern pattern) {
        return add(asPaths, new AsPathAutomaton(pattern));
    }

    int communities(List<CommunityPattern> patterns) {
        usesPeer |= patterns.stream().anyMatch(CommunityPattern::namesPeer);
        return add(communities, new CommunityRows(patterns));
    }

    /** The index of the first. */
    int asns(List<AsChoice> choices) {
        usesPeer |= choices.contains(new AsChoice.Peer());
        asns.addAll(choices);
        return asns.size() - choices.size();
    }

    int nextHop(NextHopChoice choice) {
        usesPeer |= choice instanceof NextHopChoice.Peer;
        return add(nextHops, choice);
    }

    int reason(Refusal why) {
        int known = reasons.indexOf(why);
        return known > 0 ? known : add(reasons, why);
    }

    int summary(Summary summary) {
        int known = summaries.indexOf(summary);
        return known >= 0 ? known : add(summaries, summary);
    }

    private static <T> int add(List<T> list, T one) {
        list.add(one);
        return list.size() - 1;
    }

    CompiledPolicy program() {
        for (var instruction : instructions) {
            if (instruction[Op.TARGET] >= 0) {
                instruction[Op.TARGET] = labels.get(instruction[Op.TARGET]);
            }
        }
        int[] code = instructions.stream().flatMapToInt(Arrays::stream).toArray();
        return new CompiledPolicy(
                code,
                new Operands(
                        prefixSets.toArray(PrefixTrie[]::new),
                        asSets.toArray(AsRanges[]::new),
                        asPaths.toArray(AsPathAutomaton[]::new),
                        communities.toArray(CommunityRows[]::new),
                        asns.toArray(AsChoice[]::new),
                        nextHops.toArray(NextHopChoice[]::new)),
                reasons,
                summaries,
                usesPeer
                        || uses(
                                Op.NEIGHBOUR_AS_IN,
                                Op.NEIGHBOUR_IN,
                                Op.FIRST_AS_IS_PEER,
                                Op.NEXT_HOP_IS_PEER,
                                Op.ONLY_TO_CUSTOMER_IS_PEER),
                uses(Op.PREFIX_IN, Op.FAMILY_IS_V4, Op.RPKI_IS),
                uses(Op.RPKI_IS));
    }

    private boolean uses(int... ops) {
        return instructions.stream()
                .anyMatch(instruction -> IntStream.of(ops).anyMatch(op -> op == instruction[0]));
    }
}
