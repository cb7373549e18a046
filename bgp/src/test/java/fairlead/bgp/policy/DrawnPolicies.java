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
        return new RoutePolicies(list(dice), list(dice));
    }

    private static List<Policy> list(SplittableRandom dice) {
        var draw = new Drawn.Dice(dice);
        return draw.list(2, () -> new Policy("drawn", draw.list(3, draw::rule)));
    }
}
