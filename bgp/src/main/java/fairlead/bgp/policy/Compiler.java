package fairlead.bgp.policy;

import fairlead.bgp.policy.Condition.All;
import fairlead.bgp.policy.Condition.Any;
import fairlead.bgp.policy.Condition.AsPathLengthIn;
import fairlead.bgp.policy.Condition.AsPathMatches;
import fairlead.bgp.policy.Condition.FamilyIs;
import fairlead.bgp.policy.Condition.FirstAsIn;
import fairlead.bgp.policy.Condition.FirstAsIsPeer;
import fairlead.bgp.policy.Condition.HasAsSet;
import fairlead.bgp.policy.Condition.HasCommunity;
import fairlead.bgp.policy.Condition.HasOnlyToCustomer;
import fairlead.bgp.policy.Condition.LocalPrefIn;
import fairlead.bgp.policy.Condition.MedIn;
import fairlead.bgp.policy.Condition.NeighbourAsIn;
import fairlead.bgp.policy.Condition.NeighbourIn;
import fairlead.bgp.policy.Condition.NextHopIn;
import fairlead.bgp.policy.Condition.NextHopIsPeer;
import fairlead.bgp.policy.Condition.Not;
import fairlead.bgp.policy.Condition.OnlyToCustomerIsPeer;
import fairlead.bgp.policy.Condition.OriginAsIn;
import fairlead.bgp.policy.Condition.OriginIs;
import fairlead.bgp.policy.Condition.PrefixIn;
import fairlead.bgp.policy.Condition.RpkiIs;
import fairlead.bgp.wire.Origin;
import fairlead.net.IpAddress.Family;
import java.util.List;

/**
 * Policies to a program. Conditions become tests that jump: {@link #jump} writes the code that goes
 * to a label if a condition has one answer, and falls through if it has the other; {@code All},
 * {@code Any} and {@code Not} are but ways of choosing labels. All jumps lead forward, so a program
 * ends.
 */
final class Compiler {

    private final Assembly out = new Assembly();

    private Compiler() {}

    /** Each policy in turn has to accept; the second sees what the first made of a route. */
    static CompiledPolicy compile(List<Policy> policies) {
        var compiler = new Compiler();
        policies.forEach(compiler::policy);
        compiler.out.emit(Op.ACCEPT, 0, 0);
        return compiler.out.program();
    }

    private void policy(Policy policy) {
        int accepted = out.label();
        int number = 0;
        for (var rule : policy.rules()) {
            number++;
            int next = out.label();
            jump(rule.when(), false, next);
            for (var action : rule.actions()) {
                action(action);
            }
            switch (rule.then()) {
                case Outcome.Accept() -> out.emit(Op.JUMP, 0, 0, 0, accepted);
                case Outcome.Reject(var reason) ->
                        out.emit(
                                Op.REJECT,
                                out.reason(new Refusal(policy.name(), number, reason)),
                                0);
                case Outcome.Next() -> {}
            }
            out.place(next);
        }
        out.place(accepted);
    }

    /** Goes to {@code label} if {@code condition} is {@code when}. */
    private void jump(Condition condition, boolean when, int label) {
        switch (condition) {
            case Not(var of) -> jump(of, !when, label);
            case All(var of) -> every(of, true, when, label);
            case Any(var of) -> every(of, false, !when, label);
            case PrefixIn(var set) -> test(Op.PREFIX_IN, out.prefixSet(set), 0, when, label);
            case FamilyIs(var family) ->
                    test(Op.FAMILY_IS_V4, 0, 0, when == (family == Family.V4), label);
            case AsPathMatches(var pattern) ->
                    test(Op.AS_PATH_MATCHES, out.asPath(pattern), 0, when, label);
            case AsPathLengthIn(var range) -> test(Op.AS_PATH_LENGTH_IN, range, when, label);
            case OriginAsIn(var set) -> test(Op.ORIGIN_AS_IN, out.asSet(set), 0, when, label);
            case FirstAsIn(var set) -> test(Op.FIRST_AS_IN, out.asSet(set), 0, when, label);
            case FirstAsIsPeer() -> test(Op.FIRST_AS_IS_PEER, 0, 0, when, label);
            case HasAsSet() -> test(Op.HAS_AS_SET, 0, 0, when, label);
            case NeighbourAsIn(var set) -> test(Op.NEIGHBOUR_AS_IN, out.asSet(set), 0, when, label);
            case NeighbourIn(var set) -> test(Op.NEIGHBOUR_IN, out.prefixSet(set), 0, when, label);
            case HasCommunity(var pattern) ->
                    test(Op.HAS_COMMUNITY, out.communities(List.of(pattern)), 0, when, label);
            case NextHopIn(var set) -> test(Op.NEXT_HOP_IN, out.prefixSet(set), 0, when, label);
            case NextHopIsPeer() -> test(Op.NEXT_HOP_IS_PEER, 0, 0, when, label);
            case OriginIs(var origin) -> test(Op.ORIGIN_IS, code(origin), 0, when, label);
            case MedIn(var range) -> test(Op.MED_IN, range, when, label);
            case LocalPrefIn(var range) -> test(Op.LOCAL_PREF_IN, range, when, label);
            case RpkiIs(var state) -> test(Op.RPKI_IS, state.ordinal(), 0, when, label);
            case HasOnlyToCustomer() -> test(Op.HAS_ONLY_TO_CUSTOMER, 0, 0, when, label);
            case OnlyToCustomerIsPeer() -> test(Op.ONLY_TO_CUSTOMER_IS_PEER, 0, 0, when, label);
        }
    }

    /**
     * Goes to {@code label} if "each of these is {@code each}" is {@code when}; so {@code Any} is
     * "not each is false".
     */
    private void every(List<Condition> conditions, boolean each, boolean when, int label) {
        if (!when) {
            conditions.forEach(one -> jump(one, !each, label));
            return;
        }
        int otherwise = out.label();
        conditions.forEach(one -> jump(one, !each, otherwise));
        out.emit(Op.JUMP, 0, 0, 0, label);
        out.place(otherwise);
    }

    private void test(int op, NumberRange range, boolean when, int label) {
        test(op, (int) range.from(), (int) range.to(), when, label);
    }

    private void test(int op, int a, int b, boolean when, int label) {
        out.emit(op, a, b, when ? 1 : 0, label);
    }

    private void action(Action action) {
        switch (action) {
            case Action.SetLocalPref(var value) -> out.emit(Op.SET_LOCAL_PREF, (int) value, 0);
            case Action.SetMed(var value) -> out.emit(Op.SET_MED, (int) value, 0);
            case Action.RemoveLocalPref() -> out.emit(Op.REMOVE, AttributeSpan.LOCAL_PREF, 0);
            case Action.RemoveMed() -> out.emit(Op.REMOVE, AttributeSpan.MULTI_EXIT_DISC, 0);
            case Action.SetOrigin(var origin) -> out.emit(Op.SET_ORIGIN, code(origin), 0);
            case Action.SetNextHop(var choice) -> out.emit(Op.SET_NEXT_HOP, out.nextHop(choice), 0);
            case Action.SetCommunities(var list) ->
                    out.emit(Op.SET_COMMUNITIES, out.communities(list), 0);
            case Action.AddCommunities(var list) ->
                    out.emit(Op.ADD_COMMUNITIES, out.communities(list), 0);
            case Action.RemoveCommunities(var list) ->
                    out.emit(Op.REMOVE_COMMUNITIES, out.communities(list), 0);
            case Action.Prepend(var asn, var times) ->
                    out.emit(Op.PREPEND, out.asns(List.of(asn)), times);
            case Action.SetAsPath(var asns) ->
                    out.emit(Op.SET_AS_PATH, out.asns(asns), asns.size());
            case Action.RemoveFromAsPath(var set) ->
                    out.emit(Op.REMOVE_FROM_AS_PATH, out.asSet(set), 0);
            case Action.SetOnlyToCustomer(var asn) ->
                    out.emit(Op.SET_ONLY_TO_CUSTOMER, out.asns(List.of(asn)), 0);
            case Action.Summarise(var summary) -> out.emit(Op.SUMMARISE, out.summary(summary), 0);
        }
    }

    /** The code on the wire (RFC 4271 §4.3 a). */
    private static int code(Origin origin) {
        return switch (origin) {
            case IGP -> 0;
            case EGP -> 1;
            case INCOMPLETE -> 2;
        };
    }
}
