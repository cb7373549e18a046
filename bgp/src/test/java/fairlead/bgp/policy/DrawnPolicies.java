package fairlead.bgp.policy;

import fairlead.net.Prefix;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Random policies for tests of other rooms. */
public final class DrawnPolicies {

    private static final List<Prefix> PREFIXES =
            Stream.of("0.0.0.0/1", "0.0.0.0/8", "64.0.0.0/2", "128.16.0.0/12", "192.16.0.0/16")
                    .map(Prefix::parse)
                    .toList();

    private DrawnPolicies() {}

    /** Prefixes that drawn policies often ask about. */
    public static List<Prefix> prefixes() {
        return PREFIXES;
    }

    public static RoutePolicies pair(SplittableRandom dice) {
        return new RoutePolicies(list(dice), withoutSummaries(list(dice)));
    }

    private static List<Policy> withoutSummaries(List<Policy> policies) {
        return policies.stream()
                .map(policy ->
                        new Policy(
                                policy.name(),
                                policy.rules().stream()
                                        .map(rule ->
                                                new Rule(
                                                        rule.when(),
                                                        rule.actions().stream()
                                                                .filter(one ->
                                                                        !(one
                                                                                instanceof
                                                                                Action.Summarise))
                                                                .toList(),
                                                        rule.then()))
                                        .toList()))
                .toList();
    }

    private static List<Policy> list(SplittableRandom dice) {
        var draw = new Drawn.Dice(dice);
        return draw.list(2, () -> new Policy("drawn", draw.list(3, draw::rule)));
    }
}
