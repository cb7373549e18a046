package fairlead.bgp.policy;

import java.util.List;
import java.util.stream.Stream;

/**
 * What is asked about the routes that a neighbour tells, and about those that it is told; each list
 * in order, none of it accepting everything.
 */
public record RoutePolicies(List<Policy> imports, List<Policy> exports) {

    /** Everything passes as it is. */
    public static final RoutePolicies NONE = new RoutePolicies(List.of(), List.of());

    /** The most different reasons that the policies of one direction may reject with. */
    public static final int MOST_REASONS = 900;

    /**
     * The most different summaries of all neighbours of a speaker; it needs room for those before
     * and those after a change.
     */
    public static final int MOST_SUMMARIES = 15;

    public RoutePolicies {
        imports = checked(imports);
        exports = checked(exports);
        if (summaries(exports).findAny().isPresent()) {
            throw new IllegalArgumentException("routes are summarised on import only");
        }
    }

    /** These, with others before them on import and after them on export. */
    public RoutePolicies within(Policy first, Policy last) {
        return new RoutePolicies(
                Stream.concat(Stream.of(first), imports.stream()).toList(),
                Stream.concat(exports.stream(), Stream.of(last)).toList());
    }

    /** Whether anything is asked about origins (RFC 6811). */
    public boolean asksForOrigins() {
        return Stream.of(imports, exports)
                .flatMap(List::stream)
                .flatMap(policy -> policy.rules().stream())
                .anyMatch(rule -> rule.when().asksForOrigin());
    }

    /** The summaries that routes of the neighbour may contribute to. */
    public Stream<Summary> summaries() {
        return summaries(imports);
    }

    private static Stream<Summary> summaries(List<Policy> policies) {
        return policies.stream()
                .flatMap(policy -> policy.rules().stream())
                .flatMap(rule -> rule.actions().stream())
                .filter(Action.Summarise.class::isInstance)
                .map(Action.Summarise.class::cast)
                .map(Action.Summarise::summary);
    }

    private static List<Policy> checked(List<Policy> policies) {
        long reasons =
                policies.stream()
                        .flatMap(policy -> policy.rules().stream())
                        .map(Rule::then)
                        .filter(Outcome.Reject.class::isInstance)
                        .distinct()
                        .count();
        if (reasons > MOST_REASONS) {
            throw new IllegalArgumentException(
                    "these policies have "
                            + reasons
                            + " different reasons to reject; "
                            + MOST_REASONS
                            + " are the most");
        }
        return List.copyOf(policies);
    }
}
