package fairlead.bgpd.config;

import static fairlead.bgpd.config.Key.optional;

import fairlead.bgp.policy.Action;
import fairlead.bgp.policy.AsChoice;
import fairlead.bgp.policy.Condition;
import fairlead.bgp.policy.NextHopChoice;
import fairlead.bgp.policy.NumberRange;
import fairlead.bgp.policy.Outcome;
import fairlead.bgp.policy.Rule;
import fairlead.bgp.policy.Summary;
import fairlead.bgp.wire.Origin;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The keys of a rule. Its actions are done in the order in which they stand here. */
final class RuleKeys {

    /** A rule while it is read. */
    static final class Draft {
        final Named named;
        Condition when = Condition.ALWAYS;
        final List<Action> actions = new ArrayList<>();
        @Nullable Outcome then;

        Draft(Named named) {
            this.named = named;
        }

        Rule made(Value value) {
            if (then == null && actions.isEmpty()) {
                throw value.wrong("this rule does nothing: say what 'then', or what to change");
            }
            return new Rule(when, actions, then == null ? new Outcome.Next() : then);
        }
    }

    static final List<Key<Draft>> ALL =
            List.of(
                    optional(
                            "match",
                            "Which routes it is about: see below. Default: all.",
                            (rule, value) -> rule.when = MatchKeys.condition(rule.named, value)),
                    optional(
                            "remove",
                            "What is taken away: `communities` (patterns) and `asns` (from the AS"
                                    + " path).",
                            (rule, value) -> value.into(rule, Remove.KEYS)),
                    optional(
                            "set",
                            "What becomes this: `localPref`, `med` (each a number or `none`),"
                                    + " `origin`, `nextHop` (`self`, `peer` or an address),"
                                    + " `communities` (these and no others) and `asPath` (a list).",
                            (rule, value) -> value.into(rule, Set.KEYS)),
                    optional(
                            "add",
                            "What is added: `communities`.",
                            (rule, value) -> value.into(rule, Add.KEYS)),
                    optional(
                            "prepend",
                            "An AS number, `self`, `peer` or `first` (of the path) to put before the"
                                    + " AS path; or `{asn: self, times: 3}`.",
                            Prepend::read),
                    optional(
                            "summarise",
                            "A prefix that we announce as our own while a route contributes to it;"
                                    + " for import.",
                            RuleKeys::summarise),
                    optional(
                            "then",
                            "`accept`, `reject`, `{reject: \"the reason\"}` or `next`: the rule after"
                                    + " this one decides. Default: `next`.",
                            RuleKeys::then));

    /** Which rule it was is said besides. */
    private static final String NO_REASON = "no reason given";

    private RuleKeys() {}

    static Rule rule(Named named, Value value) {
        var draft = new Draft(named);
        return value.into(draft, ALL) ? draft.made(value) : Rule.of(draft.when, new Outcome.Next());
    }

    private static void summarise(Draft rule, Value value) {
        var prefix = Prefix.parseStrict(value.text());
        if (prefix.network().family() == IpAddress.Family.V6 && !rule.named.hasIpv6) {
            throw value.wrong(
                    "its next hop would be ours: an IPv6 address is wanted under 'listen'");
        }
        rule.actions.add(new Action.Summarise(new Summary(prefix)));
    }

    private static void then(Draft rule, Value value) {
        if (value.isMapping()) {
            value.into(
                    rule,
                    List.of(
                            Key.required(
                                    "reject",
                                    "the reason, for an operator",
                                    (draft, reason) ->
                                            draft.then = new Outcome.Reject(reason.text()))));
            return;
        }
        rule.then =
                value.word(
                        Map.of(
                                "accept",
                                new Outcome.Accept(),
                                "next",
                                new Outcome.Next(),
                                "reject",
                                new Outcome.Reject(NO_REASON)));
    }

    private static final class Remove {
        static final List<Key<Draft>> KEYS =
                List.of(
                        optional(
                                "communities",
                                "patterns",
                                (rule, value) ->
                                        rule.actions.add(
                                                new Action.RemoveCommunities(
                                                        rule.named.communities(value)))),
                        optional(
                                "asns",
                                "AS numbers",
                                (rule, value) ->
                                        rule.actions.add(
                                                new Action.RemoveFromAsPath(
                                                        rule.named.asns(value)))));
    }

    private static final class Add {
        static final List<Key<Draft>> KEYS =
                List.of(
                        optional(
                                "communities",
                                "communities",
                                (rule, value) ->
                                        rule.actions.add(
                                                new Action.AddCommunities(
                                                        rule.named.exactCommunities(value)))));
    }

    private static final class Set {
        private static final Map<String, Origin> ORIGINS =
                Map.of("igp", Origin.IGP, "egp", Origin.EGP, "incomplete", Origin.INCOMPLETE);

        static final List<Key<Draft>> KEYS =
                List.of(
                        optional(
                                "localPref",
                                "LOCAL_PREF",
                                (rule, value) ->
                                        rule.actions.add(
                                                isNone(value)
                                                        ? new Action.RemoveLocalPref()
                                                        : new Action.SetLocalPref(number(value)))),
                        optional(
                                "med",
                                "MULTI_EXIT_DISC",
                                (rule, value) ->
                                        rule.actions.add(
                                                isNone(value)
                                                        ? new Action.RemoveMed()
                                                        : new Action.SetMed(number(value)))),
                        optional(
                                "origin",
                                "ORIGIN",
                                (rule, value) ->
                                        rule.actions.add(
                                                new Action.SetOrigin(value.word(ORIGINS)))),
                        optional(
                                "nextHop",
                                "NEXT_HOP",
                                (rule, value) ->
                                        rule.actions.add(
                                                new Action.SetNextHop(
                                                        NextHopChoice.parse(value.text())))),
                        optional(
                                "communities",
                                "all communities",
                                (rule, value) ->
                                        rule.actions.add(
                                                new Action.SetCommunities(
                                                        rule.named.exactCommunities(value)))),
                        optional(
                                "asPath",
                                "AS_PATH",
                                (rule, value) ->
                                        rule.actions.add(
                                                new Action.SetAsPath(
                                                        value.list(one ->
                                                                AsChoice.parse(one.text()))))));

        private static boolean isNone(Value value) {
            return value.text().equals("none");
        }

        private static long number(Value value) {
            return value.number(0, NumberRange.MOST);
        }
    }

    /** Reads {@code prepend}. */
    private static final class Prepend {
        private @Nullable AsChoice asn;
        private int times = 1;

        private static final List<Key<Prepend>> KEYS =
                List.of(
                        Key.required(
                                "asn",
                                "an AS number, self, peer or first",
                                (draft, value) -> draft.asn = AsChoice.parse(value.text())),
                        optional(
                                "times",
                                "1 to 255",
                                (draft, value) -> draft.times = (int) value.number(1, 255)));

        static void read(Draft rule, Value value) {
            var draft = new Prepend();
            if (value.isMapping()) {
                value.into(draft, KEYS);
            } else {
                draft.asn = AsChoice.parse(value.text());
            }
            if (draft.asn != null) {
                rule.actions.add(new Action.Prepend(draft.asn, draft.times));
            }
        }
    }
}
