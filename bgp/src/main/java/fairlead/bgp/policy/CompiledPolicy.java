package fairlead.bgp.policy;

import java.util.List;

/**
 * Policies ready to be asked, once for each route, without allocating. It never changes, so threads
 * may share it; a {@link RouteView} and an {@link AttributeEdit} belong to one thread.
 */
public final class CompiledPolicy {

    /** The route is accepted as it is. */
    public static final int ACCEPTED = 0;

    /** The route is accepted with the attributes that the edit holds. */
    public static final int EDITED = -1;

    private static final int TOO_LONG = 1;
    private static final int OTHER_FAMILY = 2;

    /** Reasons that any policy may end with; there is no reason 0. */
    static final List<Refusal> OWN_REASONS =
            List.of(
                    Refusal.of(""),
                    Refusal.of("its attributes would become longer than a message can be"),
                    Refusal.of("the next hop that the policy sets is of another address family"));

    /** Accepts every route as it is. Made of the reasons, so it comes after them. */
    public static final CompiledPolicy ACCEPT_ALL = of(List.of());

    private final int[] code;
    private final Operands operands;
    private final List<Refusal> reasons;
    private final List<Summary> summaries;
    private final boolean dependsOnNeighbour;
    private final boolean dependsOnPrefix;
    private final boolean dependsOnRpki;

    CompiledPolicy(
            int[] code,
            Operands operands,
            List<Refusal> reasons,
            List<Summary> summaries,
            boolean dependsOnNeighbour,
            boolean dependsOnPrefix,
            boolean dependsOnRpki) {
        this.code = code;
        this.operands = operands;
        this.reasons = List.copyOf(reasons);
        this.summaries = List.copyOf(summaries);
        this.dependsOnNeighbour = dependsOnNeighbour;
        this.dependsOnPrefix = dependsOnPrefix;
        this.dependsOnRpki = dependsOnRpki;
    }

    /**
     * These policies one after the other: each has to accept, and sees what those before made of a
     * route. None at all accept everything.
     */
    public static CompiledPolicy of(List<Policy> policies) {
        return Compiler.compile(policies);
    }

    /**
     * Judges a route.
     *
     * @param edit holds the new attributes after {@link #EDITED}; they may stand in the array of
     *     {@code route}, and stay as they are until it is used again
     * @return {@link #ACCEPTED}, {@link #EDITED}, or the number of a {@link #refusal}, from 1 on
     */
    public int apply(RouteView route, AttributeEdit edit) {
        edit.begin(route);
        int at = 0;
        while (true) {
            int op = code[at];
            if (op >= Op.FIRST_TEST) {
                boolean answer =
                        Tests.holds(
                                op, code[at + Op.A], code[at + Op.B], operands, route, edit.span);
                at = answer == (code[at + Op.WHEN] != 0) ? code[at + Op.TARGET] : at + Op.WIDTH;
                continue;
            }
            switch (op) {
                case Op.ACCEPT -> {
                    return edit.changed() ? EDITED : ACCEPTED;
                }
                case Op.REJECT -> {
                    return code[at + Op.A];
                }
                case Op.JUMP -> at = code[at + Op.TARGET];
                default -> {
                    if (!Edits.made(op, code[at + Op.A], code[at + Op.B], operands, route, edit)) {
                        return edit.tooLong() ? TOO_LONG : OTHER_FAMILY;
                    }
                    at += Op.WIDTH;
                }
            }
        }
    }

    /**
     * Why a route was rejected.
     *
     * @param number what {@link #apply} returned
     */
    public Refusal refusal(int number) {
        return reasons.get(number);
    }

    /** The summaries that {@link AttributeEdit#summary} means, by index. */
    public List<Summary> summaries() {
        return summaries;
    }

    /**
     * Whether the answer may differ between two routes that have the same attributes and neighbour:
     * if not, it can be kept for each set of attributes.
     */
    public boolean dependsOnPrefix() {
        return dependsOnPrefix;
    }

    /**
     * Whether the answer may differ between two sessions that have our address in common: if not,
     * neighbours can share it.
     */
    public boolean dependsOnNeighbour() {
        return dependsOnNeighbour;
    }

    /** Whether a route has to be judged again when origin validation finds something else. */
    public boolean dependsOnRpki() {
        return dependsOnRpki;
    }

    /** Whether every route is accepted as it is. */
    public boolean acceptsAll() {
        return code.length == Op.WIDTH;
    }
}
