package fairlead.bgp.rib;

import fairlead.bgp.policy.Condition;
import fairlead.bgp.policy.Outcome;
import fairlead.bgp.policy.Policy;
import fairlead.bgp.policy.PrefixSet;
import fairlead.bgp.policy.RoutePolicies;
import fairlead.bgp.policy.Rule;
import fairlead.bgp.rib.RibDriver.Changes;
import fairlead.bgp.wire.AsPath;
import fairlead.bgp.wire.AsWidth;
import fairlead.bgp.wire.BgpMessage.Update;
import fairlead.bgp.wire.Origin;
import fairlead.bgp.wire.PathAttribute;
import fairlead.bgp.wire.PathAttributes;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * An Internet exchange: our route server of AS 65500, and its peers p1, p2 and so on, of AS 65001,
 * 65002 and so on, with policies and routes for them.
 */
final class Exchange {

    static final RibTerms TERMS = terms(ImportRules.ALL, List.of());
    static final Set<Family> V4 = Set.of(Family.IPV4_UNICAST);
    static final Prefix ONE = Prefix.parse("203.0.113.0/24");
    static final Prefix TWO = Prefix.parse("198.51.100.0/24");

    private Exchange() {}

    /** Those of a server that takes this in, and originates these. */
    static RibTerms terms(ImportRules imports, List<ExportRules.Origination> ours) {
        return new RibTerms(
                new Asn(65500),
                IpAddress.parse("192.0.2.254"),
                IpAddress.parse("192.0.2.254"),
                Optional.empty(),
                Ladder.STANDARD,
                imports,
                new ExportRules(ours, new ExportRules.Reflection.On(List.of())));
    }

    static void learn(Map<String, Map<Prefix, PathAttributes>> known, Changes changes) {
        for (var tell : changes.tell()) {
            var table = known.computeIfAbsent(tell.neighbour(), _ -> new TreeMap<>());
            tell.withdrawn().forEach(table::remove);
            tell.announced().forEach(route -> table.put(route.prefix(), route.attributes()));
        }
    }

    /** What a peer was told in these changes, by prefix. */
    static Map<Prefix, PathAttributes> told(Changes changes, String name) {
        var known = new HashMap<String, Map<Prefix, PathAttributes>>();
        learn(known, changes);
        return known.getOrDefault(name, Map.of());
    }

    static Rule reject(String prefixes, String reason) {
        return Rule.of(new Condition.PrefixIn(PrefixSet.of(prefixes)), new Outcome.Reject(reason));
    }

    static RoutePolicies imports(Rule... rules) {
        return new RoutePolicies(List.of(Policy.of("in", rules)), List.of());
    }

    static RoutePolicies exports(Rule... rules) {
        return new RoutePolicies(List.of(), List.of(Policy.of("out", rules)));
    }

    /** A client of the server, which has no policies. */
    static PeerTerms peer(int number) {
        return peer(number, RoutePolicies.NONE);
    }

    static PeerTerms peer(int number, RoutePolicies policies) {
        return peer(number, policies, PeerKind.TRANSPARENT);
    }

    static PeerTerms peer(int number, RoutePolicies policies, PeerKind kind) {
        return peer(number, policies, kind, AsWidth.FOUR, 4096, Set.of(), Set.of());
    }

    /** One of our own AS if its kind says so; the rest is as in {@link PeerTerms}. */
    static PeerTerms peer(
            int number,
            RoutePolicies policies,
            PeerKind kind,
            AsWidth width,
            int longest,
            Set<Family> addPathsFrom,
            Set<Family> addPathsTo) {
        var address = IpAddress.parse("192.0.2." + number);
        return new PeerTerms(
                "p" + number,
                address,
                kind.isInternal() ? TERMS.asn() : new Asn(65000 + number),
                address,
                kind,
                width,
                longest,
                V4,
                addPathsFrom,
                addPathsTo,
                policies);
    }

    /** What a peer says of a path: its next hop is that peer. */
    static PathAttributes path(int from, long... asns) {
        return PathAttributes.of(
                new PathAttribute.OriginIs(Origin.IGP),
                new PathAttribute.AsPathIs(AsPath.of(asns)),
                new PathAttribute.NextHopIs(IpAddress.parse("192.0.2." + from)));
    }

    static Update announce(PathAttributes attributes, Prefix... prefixes) {
        return new Update(List.of(), attributes, List.of(prefixes));
    }

    static Update withdraw(Prefix... prefixes) {
        return new Update(List.of(prefixes), PathAttributes.NONE, List.of());
    }
}
