package fairlead.bgpd.config;

import static fairlead.bgpd.config.Key.optional;

import fairlead.bgp.policy.AsPathPattern;
import fairlead.bgp.policy.AsSet;
import fairlead.bgp.policy.CommunityText;
import fairlead.bgp.policy.Policy;
import fairlead.bgp.policy.PrefixRange;
import fairlead.bgp.policy.Rule;
import java.util.ArrayList;
import java.util.List;

/** The keys with which a file names sets and policies, and says which policies hold. */
final class PolicyKeys {

    /** Names first, so that what refers to them comes after. */
    static final List<Key<ServerDraft>> ALL =
            List.of(
                    optional(
                            "prefixSets",
                            "Names for lists of prefixes.",
                            (server, value) ->
                                    server.named.prefixSets =
                                            value.named(
                                                    set -> set.listOrOne(PolicyKeys::prefix),
                                                    List.of())),
                    optional(
                            "asSets",
                            "Names for lists of AS numbers and ranges.",
                            (server, value) ->
                                    server.named.asSets =
                                            value.named(
                                                    set ->
                                                            AsSet.parse(set.listOrOne(Value::text))
                                                                    .ranges(),
                                                    List.of())),
                    optional(
                            "asPaths",
                            "Names for lists of AS-path patterns.",
                            (server, value) ->
                                    server.named.asPaths =
                                            value.named(
                                                    set ->
                                                            set.listOrOne(one ->
                                                                    AsPathPattern.parse(
                                                                            one.text())),
                                                    List.of())),
                    optional(
                            "communitySets",
                            "Names for lists of communities and patterns of them.",
                            (server, value) ->
                                    server.named.communitySets =
                                            value.named(
                                                    set ->
                                                            set.listOrOne(one ->
                                                                    CommunityText.parse(
                                                                            one.text())),
                                                    List.of())),
                    optional(
                            "policies",
                            "Names for policies, each a list of rules: see bgp-policy.md.",
                            (server, value) ->
                                    server.named.policies =
                                            value.named(
                                                    one -> policy(server.named, one),
                                                    Policy.of("unread"))),
                    optional(
                            "import",
                            "Policies for what any peer tells, before its own: a name, or a list of"
                                    + " names and rules.",
                            (server, value) -> server.imports = policies(server.named, value)),
                    optional(
                            "export",
                            "Policies for what any peer is told, before its own.",
                            (server, value) -> server.exports = policies(server.named, value)),
                    optional(
                            "requirePolicy",
                            "`true`: an external peer without policies tells and is told nothing"
                                    + " (RFC 8212). Default `false`.",
                            (server, value) -> server.requirePolicy = value.yes()));

    private PolicyKeys() {}

    private static PrefixRange prefix(Value value) {
        return PrefixRange.parse(value.text());
    }

    private static Policy policy(Named named, Value value) {
        var name = value.field().substring(value.field().lastIndexOf('.') + 1);
        return new Policy(name, value.list(one -> RuleKeys.rule(named, one)));
    }

    /** Names of policies and rules, in their order; rules that follow one another are one. */
    static List<Policy> policies(Named named, Value value) {
        var policies = new ArrayList<Policy>();
        var rules = new ArrayList<Rule>();
        value.listOrOne(one -> {
            if (one.isMapping()) {
                rules.add(RuleKeys.rule(named, one));
            } else {
                close(rules, value, policies);
                policies.add(named.policy(one));
            }
            return one;
        });
        close(rules, value, policies);
        return List.copyOf(policies);
    }

    private static void close(List<Rule> rules, Value value, List<Policy> policies) {
        if (!rules.isEmpty()) {
            policies.add(new Policy(value.field(), rules));
            rules.clear();
        }
    }
}
