package fairlead.bgp.rib;

import fairlead.bgp.policy.Action;
import fairlead.bgp.policy.CommunityText;
import fairlead.bgp.policy.Condition;
import fairlead.bgp.policy.Outcome;
import fairlead.bgp.policy.Policy;
import fairlead.bgp.policy.PrefixSet;
import fairlead.bgp.policy.Rule;
import fairlead.bgp.wire.Community;
import fairlead.bgp.wire.PathAttribute;
import fairlead.bgp.wire.PathAttributes;
import fairlead.net.Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BiFunction;

/** A policy so plain that it can be said twice: in the engine's words, and as a function. */
record PlainPolicy(
        List<Policy> words, BiFunction<Prefix, PathAttributes, Optional<PathAttributes>> meaning) {

    /** Takes everything as it is. */
    static final PlainPolicy NONE = new PlainPolicy(List.of(), (_, path) -> Optional.of(path));

    private static final Community TAG = Community.of(64999, 7);

    /** What becomes of a route; nothing, if it is rejected. */
    Optional<PathAttributes> apply(Prefix prefix, PathAttributes attributes) {
        return meaning.apply(prefix, attributes);
    }

    /** One that takes all, keeps some out, tags all, or prefers some. */
    static PlainPolicy draw(SplittableRandom dice, List<Prefix> some) {
        var texts = some.stream().map(Prefix::toString).toArray(String[]::new);
        var among = new Condition.PrefixIn(PrefixSet.of(texts));
        return switch (dice.nextInt(4)) {
            case 0 ->
                    of(
                            Rule.of(among, new Outcome.Reject("not these")),
                            (prefix, path) ->
                                    some.contains(prefix) ? Optional.empty() : Optional.of(path));
            case 1 ->
                    of(
                            Rule.change(
                                    Condition.ALWAYS,
                                    new Action.AddCommunities(
                                            List.of(CommunityText.parse(TAG.toString())))),
                            (_, path) -> Optional.of(tagged(path)));
            case 2 ->
                    of(
                            Rule.change(among, new Action.SetLocalPref(150)),
                            (prefix, path) ->
                                    Optional.of(
                                            some.contains(prefix)
                                                    ? path.with(new PathAttribute.LocalPref(150))
                                                    : path));
            default -> NONE;
        };
    }

    private static PlainPolicy of(
            Rule rule, BiFunction<Prefix, PathAttributes, Optional<PathAttributes>> meaning) {
        return new PlainPolicy(List.of(Policy.of("plain", rule)), meaning);
    }

    private static PathAttributes tagged(PathAttributes path) {
        var communities = new ArrayList<>(path.communities());
        if (!communities.contains(TAG)) {
            communities.add(TAG);
        }
        return path.with(new PathAttribute.Communities(communities));
    }
}
