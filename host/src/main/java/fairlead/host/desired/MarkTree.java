package fairlead.host.desired;

import fairlead.host.plan.Rule;
import java.util.List;

/**
 * Rules arranged as a tree over packet marks. The kernel walks rules one after the other, about 2.4
 * ns each; with 32 marks to a branch it walks one rule per branch and then one branch.
 *
 * <p>Several parts share a branch, and each wants it.
 */
final class MarkTree {

    private static final int MARKS_PER_BRANCH = 32;
    private static final int FIRST_TURN = 1000;
    private static final int FIRST_BRANCH = 1_000_000;
    private static final int RULES_PER_BRANCH = 100;

    /** After every rule that stands at a serial. */
    private static final int LAST = 100_000_000;

    private MarkTree() {}

    /** The turn into the branch of this mark, and the rule to go to. */
    static List<Rule> branch(String namespace, int mark) {
        int branch = mark / MARKS_PER_BRANCH;
        int start = FIRST_BRANCH + branch * RULES_PER_BRANCH;
        return List.of(
                new Rule(
                        namespace,
                        FIRST_TURN + branch,
                        new Rule.Match.Mark(
                                branch * MARKS_PER_BRANCH, Names.SERIAL_MASK & -MARKS_PER_BRANCH),
                        new Rule.Action.Goto(start)),
                new Rule(namespace, start, new Rule.Match.All(), new Rule.Action.Nop()));
    }

    /** Packets with this mark ask {@code table} first. */
    static Rule first(String namespace, int mark, int table) {
        return leaf(namespace, mark, 1, table);
    }

    /** Where the first table throws a packet on, this one is asked. */
    static Rule second(String namespace, int mark, int table) {
        return leaf(namespace, mark, 2, table);
    }

    /**
     * Where no mark decides, the way out does. The kernel's table {@code main} stays empty, since
     * its rule stands before many of ours.
     */
    static Rule last(String namespace) {
        return new Rule(
                namespace, LAST, new Rule.Match.All(), new Rule.Action.Lookup(Names.WAN_TABLE));
    }

    private static Rule leaf(String namespace, int mark, int turn, int table) {
        int start = FIRST_BRANCH + mark / MARKS_PER_BRANCH * RULES_PER_BRANCH;
        return new Rule(
                namespace,
                start + 2 * (mark % MARKS_PER_BRANCH) + turn,
                new Rule.Match.Mark(mark, Names.SERIAL_MASK),
                new Rule.Action.Lookup(table));
    }
}
