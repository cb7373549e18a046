package fairlead.bgpd.config;

import fairlead.bgp.policy.AsPathPattern;
import fairlead.bgp.policy.AsSet;
import fairlead.bgp.policy.BuiltIn;
import fairlead.bgp.policy.CommunityPattern;
import fairlead.bgp.policy.CommunityText;
import fairlead.bgp.policy.NumberRange;
import fairlead.bgp.policy.Policy;
import fairlead.bgp.policy.PrefixRange;
import fairlead.bgp.policy.WellKnownCommunity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What a file has given names to, and how a policy refers to it: wherever a set is wanted, names
 * and what stands for itself may be mixed.
 */
final class Named {

    /** Whether we have an IPv6 address of our own. */
    boolean hasIpv6;

    Map<String, List<PrefixRange>> prefixSets = new TreeMap<>();
    Map<String, List<NumberRange>> asSets = new TreeMap<>();
    Map<String, List<AsPathPattern>> asPaths = new TreeMap<>();
    Map<String, List<CommunityPattern>> communitySets = new TreeMap<>();
    Map<String, Policy> policies = new TreeMap<>();

    List<PrefixRange> prefixes(Value value) {
        return all(value, prefixSets, "prefixSets", one -> List.of(PrefixRange.parse(one)));
    }

    AsSet asns(Value value) {
        return new AsSet(all(value, asSets, "asSets", one -> AsSet.parse(List.of(one)).ranges()));
    }

    List<AsPathPattern> asPaths(Value value) {
        return all(value, asPaths, "asPaths", one -> List.of(AsPathPattern.parse(one)));
    }

    List<CommunityPattern> communities(Value value) {
        return all(value, communitySets, "communitySets", one -> List.of(CommunityText.parse(one)));
    }

    /** Communities that can be set or added: each has to be one, not many. */
    List<CommunityPattern> exactCommunities(Value value) {
        return CommunityPattern.exact(communities(value));
    }

    /** A policy of the file, or one that is built in. */
    Policy policy(Value value) {
        var name = value.text();
        var known = policies.get(name);
        if (known != null) {
            return known;
        }
        return BuiltIn.named(name)
                .map(BuiltIn::policy)
                .orElseThrow(() -> {
                    var names = new ArrayList<>(policies.keySet());
                    Arrays.stream(BuiltIn.values()).map(BuiltIn::text).forEach(names::add);
                    return value.wrong(
                            "there is no policy '"
                                    + name
                                    + "'; "
                                    + Suggestion.sentence(name, names));
                });
    }

    private static <T> List<T> all(
            Value value,
            Map<String, List<T>> names,
            String where,
            Function<String, List<T>> literal) {
        return value.listOrOne(one -> one(one, names, where, literal)).stream()
                .flatMap(List::stream)
                .toList();
    }

    private static <T> List<T> one(
            Value value,
            Map<String, List<T>> names,
            String where,
            Function<String, List<T>> literal) {
        var text = value.text();
        var named = names.get(text);
        if (named != null) {
            return named;
        }
        if (isName(text) && !isWord(text)) {
            throw value.wrong(
                    "'"
                            + text
                            + "' is no name under "
                            + where
                            + (names.isEmpty()
                                    ? ", where there are none"
                                    : "; " + Suggestion.sentence(text, names.keySet())));
        }
        return literal.apply(text);
    }

    /** Whether {@code text} could be a name: letters, digits, '-' and '_', a letter first. */
    static boolean isName(String text) {
        return text.matches("[A-Za-z][A-Za-z0-9_-]*");
    }

    /** Whether the language itself has given this name a meaning. */
    static boolean isWord(String text) {
        return text.equals("private")
                || text.equals("peer")
                || WellKnownCommunity.named(text).isPresent()
                || BuiltIn.named(text).isPresent();
    }
}
