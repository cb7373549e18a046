package fairlead.bgp.policy;

import fairlead.net.Prefix;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Random policies for tests of other rooms. */
public final class DrawnPolicies {

    private static final List<Prefix> PREFIXES =
            Stream.of("0.0.0.0/1", "0.0.0.0/8", "64.0.0.0/2", "128.16.0.0/12", "192.16.0.0/16")
                    .map(Prefix::parse)
                    .toList();

    private static final List<Prefix> SUMMARIES =
            Stream.of("0.0.0.0/1", "64.0.0.0/2", "10.0.0.0/8", "4000::/2", "3fff::/20")
                    .map(Prefix::parse)
                    .toList();

    private DrawnPolicies() {}

    /** Prefixes that drawn policies often ask about. */
    public static List<Prefix> prefixes() {
        return PREFIXES;
    }

    /** For a neighbour; a route is summarised, if at all, into one of few prefixes. */
    public static RoutePolicies pair(SplittableRandom dice) {
        return new RoutePolicies(
                list(dice, () -> Stream.of(new Action.Summarise(summary(dice)))),
                list(dice, Stream::empty));
    }

    private static Summary summary(SplittableRandom dice) {
        return new Summary(SUMMARIES.get(dice.nextInt(SUMMARIES.size())));
    }

    /** Policies in which {@code summaries} stand for those that would be drawn. */
    private static List<Policy> list(SplittableRandom dice, Supplier<Stream<Action>> summaries) {
        var draw = new Drawn.Dice(dice);
        return draw.list(
                2,
                () ->
                        new Policy(
                                "drawn",
                                draw.list(
                                        3,
                                        () -> {
                                            var rule = draw.rule();
                                            var actions =
                                                    rule.actions().stream()
                                                            .flatMap(one ->
                                                                    one instanceof Action.Summarise
                                                                            ? summaries.get()
                                                                            : Stream.of(one))
                                                            .toList();
                                            return new Rule(rule.when(), actions, rule.then());
                                        })));
    }
}
