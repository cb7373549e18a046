package fairlead.bgp.policy;

import fairlead.bgp.policy.Action.SetOnlyToCustomer;
import fairlead.bgp.policy.Condition.All;
import fairlead.bgp.policy.Condition.HasOnlyToCustomer;
import fairlead.bgp.policy.Condition.Not;
import fairlead.bgp.policy.Condition.OnlyToCustomerIsPeer;
import fairlead.bgp.policy.Outcome.Reject;
import java.util.List;

/**
 * Route leaks, seen and prevented by ONLY_TO_CUSTOMER (RFC 9234 §5): what a session's roles demand
 * of routes that come in and go out, before and after any other policy.
 */
public enum OnlyToCustomer {
    /** The neighbour is below us: our customer, or a client of this route server. */
    TO_CUSTOMER {
        @Override
        public Policy imports() {
            return policy(leakIf(new HasOnlyToCustomer()));
        }

        @Override
        public Policy exports() {
            return policy(MARK_AS_OURS);
        }
    },

    /** The neighbour is above us: our provider, or a route server that we are a client of. */
    TO_PROVIDER {
        @Override
        public Policy imports() {
            return policy(MARK_AS_THEIRS);
        }

        @Override
        public Policy exports() {
            return policy(STAYS_BELOW);
        }
    },

    /** The neighbour is our peer. */
    TO_PEER {
        @Override
        public Policy imports() {
            return policy(
                    leakIf(
                            new All(
                                    List.of(
                                            new HasOnlyToCustomer(),
                                            new Not(new OnlyToCustomerIsPeer())))),
                    MARK_AS_THEIRS);
        }

        @Override
        public Policy exports() {
            return policy(STAYS_BELOW, MARK_AS_OURS);
        }
    };

    private static final Condition UNMARKED = new Not(new HasOnlyToCustomer());

    private static final Rule MARK_AS_OURS =
            Rule.change(UNMARKED, new SetOnlyToCustomer(new AsChoice.Self()));

    private static final Rule MARK_AS_THEIRS =
            Rule.change(UNMARKED, new SetOnlyToCustomer(new AsChoice.Peer()));

    private static final Rule STAYS_BELOW =
            Rule.of(
                    new HasOnlyToCustomer(),
                    new Reject("ONLY_TO_CUSTOMER: it is for customers only (RFC 9234)"));

    /** For routes that the neighbour tells. */
    public abstract Policy imports();

    /** For routes that the neighbour is told. */
    public abstract Policy exports();

    private static Rule leakIf(Condition condition) {
        return Rule.of(condition, new Reject("ONLY_TO_CUSTOMER: a route leak (RFC 9234)"));
    }

    private static Policy policy(Rule... rules) {
        return Policy.of("only-to-customer", rules);
    }
}
