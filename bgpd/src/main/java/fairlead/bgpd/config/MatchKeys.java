package fairlead.bgpd.config;

import static fairlead.bgpd.config.Key.optional;

import fairlead.bgp.policy.Condition;
import fairlead.bgp.policy.NumberRange;
import fairlead.bgp.policy.PrefixSet;
import fairlead.bgp.rpki.Validity;
import fairlead.bgp.wire.Origin;
import fairlead.net.IpAddress.Family;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The keys of {@code match}: each is a condition, and all of them have to hold. */
final class MatchKeys {

    private static final Map<String, Origin> ORIGINS =
            Map.of("igp", Origin.IGP, "egp", Origin.EGP, "incomplete", Origin.INCOMPLETE);

    private static final Map<String, Validity> VALIDITIES =
            Map.of(
                    "valid", Validity.VALID,
                    "invalid", Validity.INVALID,
                    "not-found", Validity.NOT_FOUND);

    /** Conditions while they are read. */
    static final class Draft {
        final Named named;
        final List<Condition> conditions = new ArrayList<>();

        Draft(Named named) {
            this.named = named;
        }
    }

    static final List<Key<Draft>> ALL =
            List.of(
                    key(
                            "prefixes",
                            "The prefix is one of these: `192.0.2.0/24`, `10.0.0.0/8 le 24`,"
                                    + " `10.0.0.0/8 ge 16 le 24`, or a name under `prefixSets`.",
                            (draft, value) ->
                                    new Condition.PrefixIn(
                                            new PrefixSet(draft.named.prefixes(value)))),
                    key(
                            "family",
                            "`ipv4` or `ipv6`.",
                            (draft, value) ->
                                    new Condition.FamilyIs(
                                            value.word(
                                                    Map.of("ipv4", Family.V4, "ipv6", Family.V6)))),
                    key(
                            "asPath",
                            "The AS path matches one of these patterns, or of those of a name under"
                                    + " `asPaths`.",
                            (draft, value) ->
                                    any(draft.named.asPaths(value), Condition.AsPathMatches::new)),
                    key(
                            "asPathLength",
                            "How many hops the AS path has: `5`, `2-5`, `ge 5` or `le 5`. A set"
                                    + " counts as one.",
                            (draft, value) -> new Condition.AsPathLengthIn(range(value))),
                    key(
                            "originAs",
                            "The last AS of the path is one of these: numbers, ranges, `private`"
                                    + " (RFC 6996), or names under `asSets`.",
                            (draft, value) -> new Condition.OriginAsIn(draft.named.asns(value))),
                    key(
                            "firstAs",
                            "The first AS of the path is one of these, as in `originAs`, or that of"
                                    + " the `peer`.",
                            (draft, value) ->
                                    any(
                                            value.listOrOne(one ->
                                                    isPeer(one)
                                                            ? new Condition.FirstAsIsPeer()
                                                            : new Condition.FirstAsIn(
                                                                    draft.named.asns(one))),
                                            Function.identity())),
                    key(
                            "neighbour",
                            "Who tells us the route (import) or is to hear it (export): AS numbers"
                                    + " as in `originAs`, addresses or prefixes.",
                            NeighbourKey::condition),
                    key(
                            "communities",
                            "The route has one of these communities; with `{all: [...]}`, one of"
                                    + " each. Names under `communitySets` stand for all of theirs.",
                            MatchKeys::communities),
                    key(
                            "nextHop",
                            "The next hop is in one of these prefixes, or the address of the"
                                    + " `peer`.",
                            (draft, value) ->
                                    any(
                                            value.listOrOne(one ->
                                                    isPeer(one)
                                                            ? new Condition.NextHopIsPeer()
                                                            : new Condition.NextHopIn(
                                                                    new PrefixSet(
                                                                            draft.named.prefixes(
                                                                                    one)))),
                                            Function.identity())),
                    key(
                            "origin",
                            "`igp`, `egp` or `incomplete`, or a list of them.",
                            (draft, value) ->
                                    any(
                                            value.listOrOne(one -> one.word(ORIGINS)),
                                            Condition.OriginIs::new)),
                    key(
                            "med",
                            "MULTI_EXIT_DISC, as in `asPathLength`; without one it is 0.",
                            (draft, value) -> new Condition.MedIn(range(value))),
                    key(
                            "localPref",
                            "LOCAL_PREF, as in `asPathLength`; without one it is 100.",
                            (draft, value) -> new Condition.LocalPrefIn(range(value))),
                    key(
                            "rpki",
                            "`valid`, `invalid` or `not-found` (RFC 6811), or a list of them.",
                            (draft, value) ->
                                    any(
                                            value.listOrOne(one -> one.word(VALIDITIES)),
                                            Condition.RpkiIs::new)),
                    key(
                            "any",
                            "A list of mappings like this one, of which one has to hold.",
                            (draft, value) ->
                                    new Condition.Any(
                                            value.list(one -> condition(draft.named, one)))),
                    key(
                            "not",
                            "A mapping like this one that must not hold.",
                            (draft, value) -> new Condition.Not(condition(draft.named, value))));

    private MatchKeys() {}

    /** The condition that a mapping stands for. */
    static Condition condition(Named named, Value value) {
        var draft = new Draft(named);
        value.into(draft, ALL);
        return draft.conditions.size() == 1
                ? draft.conditions.getFirst()
                : new Condition.All(draft.conditions);
    }

    private interface Reader {
        Condition read(Draft draft, Value value);
    }

    private static Key<Draft> key(String name, String says, Reader reader) {
        return optional(
                name, says, (draft, value) -> draft.conditions.add(reader.read(draft, value)));
    }

    private static <T> Condition any(List<T> of, Function<T, Condition> condition) {
        return new Condition.Any(of.stream().map(condition).toList());
    }

    private static boolean isPeer(Value value) {
        return value.text().equals("peer");
    }

    private static NumberRange range(Value value) {
        return NumberRange.parse(value.text());
    }

    private static Condition communities(Draft draft, Value value) {
        if (!value.isMapping()) {
            return any(draft.named.communities(value), Condition.HasCommunity::new);
        }
        var each = new Draft(draft.named);
        value.into(
                each,
                List.of(
                        key(
                                "all",
                                "communities of which the route has to have one each",
                                (inner, list) ->
                                        new Condition.All(
                                                inner.named.communities(list).stream()
                                                        .<Condition>map(Condition.HasCommunity::new)
                                                        .toList())),
                        key(
                                "any",
                                "communities of which the route has to have one",
                                (inner, list) ->
                                        any(
                                                inner.named.communities(list),
                                                Condition.HasCommunity::new))));
        return new Condition.All(each.conditions);
    }
}
