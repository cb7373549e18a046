package fairlead.bgp.policy;

import static fairlead.bgp.policy.Condition.ALWAYS;

import fairlead.bgp.policy.Condition.All;
import fairlead.bgp.policy.Condition.Any;
import fairlead.bgp.policy.Condition.HasCommunity;
import fairlead.bgp.policy.Condition.Not;
import fairlead.bgp.policy.Condition.PrefixIn;
import fairlead.bgp.policy.Condition.RpkiIs;
import fairlead.bgp.policy.Outcome.Accept;
import fairlead.bgp.policy.Outcome.Reject;
import fairlead.bgp.rpki.Validity;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Policies that everyone would otherwise write again, in the words of the language itself. */
public enum BuiltIn {
    /** Accepts every route as it is. */
    ACCEPT_ALL,

    /** Rejects every route. */
    REJECT_ALL(Rule.of(ALWAYS, new Reject("the policy reject-all"))),

    /** What an external session gets that was given no policy, where one is demanded (RFC 8212). */
    NO_POLICY(Rule.of(ALWAYS, new Reject("no policy for this neighbour (RFC 8212)"))),

    /** RFC 8326 §4.1, for import: a route that is about to go is used only if there is no other. */
    GRACEFUL_SHUTDOWN(
            Rule.change(has(WellKnownCommunity.GRACEFUL_SHUTDOWN), new Action.SetLocalPref(0))),

    /**
     * RFC 7999 §3.3, for import: a blackhole is for a single address. Policies before it judge
     * whose address it is.
     */
    BLACKHOLE(
            Rule.of(
                    new All(
                            List.of(
                                    has(WellKnownCommunity.BLACKHOLE),
                                    new Not(
                                            new PrefixIn(
                                                    PrefixSet.of(
                                                            "0.0.0.0/0 ge 32", "::/0 ge 128"))))),
                    new Reject("a blackhole for more than one address (RFC 7999)"))),

    /** RFC 7999 §3.2, for export: who hears of a blackhole does not tell it on. */
    BLACKHOLE_NO_EXPORT(
            Rule.change(
                    has(WellKnownCommunity.BLACKHOLE),
                    new Action.AddCommunities(List.of(WellKnownCommunity.NO_EXPORT.pattern())))),

    /** RFC 6811 §3 and RFC 7115 §5, for import. */
    REJECT_RPKI_INVALID(
            Rule.of(new RpkiIs(Validity.INVALID), new Reject("RPKI invalid (RFC 6811)"))),

    /** RFC 9774 §3, for import: a path has no sets any more. */
    REJECT_AS_SETS(
            Rule.of(new Condition.HasAsSet(), new Reject("a set in the AS path (RFC 9774)"))),

    /**
     * What clients of route servers are used to say with communities, for export: {@code 0:peer}
     * and {@code self:0:peer} keep a route from a neighbour, {@code 0:self} and {@code self:0:0}
     * from all but those of {@code self:peer} and {@code self:1:peer}; {@code self:101:peer} to
     * {@code self:103:peer} prepend the sender's AS once to three times. All of them are then taken
     * off. Standard communities work for AS numbers up to 65535.
     */
    ROUTE_SERVER_COMMUNITIES(
            Rule.of(
                    any("0:peer", "self:0:peer"),
                    new Reject("its sender keeps it from this neighbour (0:peer)")),
            Rule.of(
                    new All(
                            List.of(
                                    any("0:self", "self:0:0"),
                                    new Not(any("self:peer", "self:1:peer")))),
                    new Reject("its sender chose whom to tell, not this neighbour (0:self)")),
            prepend("self:101:peer", 1),
            prepend("self:102:peer", 2),
            prepend("self:103:peer", 3),
            Rule.change(
                    ALWAYS,
                    new Action.RemoveCommunities(
                            Stream.of("0:*", "self:*", "self:0-1:*", "self:101-103:*")
                                    .map(CommunityText::parse)
                                    .toList())),
            Rule.of(ALWAYS, new Accept()));

    private final List<Rule> rules;

    BuiltIn(Rule... rules) {
        this.rules = List.of(rules);
    }

    private static Condition has(WellKnownCommunity community) {
        return new HasCommunity(community.pattern());
    }

    private static Condition any(String... communities) {
        return new Any(
                Stream.of(communities)
                        .<Condition>map(text -> new HasCommunity(CommunityText.parse(text)))
                        .toList());
    }

    private static Rule prepend(String community, int times) {
        return Rule.change(any(community), new Action.Prepend(new AsChoice.First(), times));
    }

    /** The name in a file, such as {@code graceful-shutdown}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Its rules, under its name. */
    public Policy policy() {
        return new Policy(text(), rules);
    }

    /** The one that files call so. */
    public static Optional<BuiltIn> named(String text) {
        return Arrays.stream(values()).filter(one -> one.text().equals(text)).findFirst();
    }
}
