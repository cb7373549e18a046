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

/** Peers with policies, and routes for them: AS 65001 and so on; we are 65500. */
final class PolicyPeers {

    static final RibTerms TERMS =
            new RibTerms(
                    new Asn(65500),
                    IpAddress.parse("192.0.2.254"),
                    IpAddress.parse("192.0.2.254"),
                    Optional.empty(),
                    Ladder.STANDARD,
                    ImportRules.ALL,
                    new ExportRules(List.of(), new ExportRules.Reflection.On(List.of())));
    static final Prefix ONE = Prefix.parse("203.0.113.0/24");
    static final Prefix TWO = Prefix.parse("198.51.100.0/24");

    private PolicyPeers() {}

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

    static PeerTerms peer(int number, RoutePolicies policies) {
        return peer(number, policies, PeerKind.TRANSPARENT);
    }

    static PeerTerms peer(int number, RoutePolicies policies, PeerKind kind) {
        var address = IpAddress.parse("192.0.2." + number);
        return new PeerTerms(
                "p" + number,
                address,
                new Asn(65000 + number),
                address,
                kind,
                AsWidth.FOUR,
                4096,
                Set.of(Family.IPV4_UNICAST),
                Set.of(),
                Set.of(),
                Map.of(),
                policies);
    }

    static PathAttributes path(int from, long... asns) {
        return PathAttributes.of(
                new PathAttribute.OriginIs(Origin.IGP),
                new PathAttribute.AsPathIs(AsPath.of(asns)),
                new PathAttribute.NextHopIs(IpAddress.parse("192.0.2." + from)));
    }

    static Update announce(PathAttributes attributes, Prefix... prefixes) {
        return new Update(List.of(), attributes, List.of(prefixes));
    }
}
