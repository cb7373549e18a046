package fairlead.bgp.policy;

import java.util.List;

/**
 * An ordered list of rules. A route meets them from the first on, each seeing what those before
 * made of it, until one accepts or rejects; a route that none has decided is accepted.
 *
 * @param name how files and reasons call it
 */
public record Policy(String name, List<Rule> rules) {

    public Policy {
        rules = List.copyOf(rules);
    }

    /** These rules, in this order. */
    public static Policy of(String name, Rule... rules) {
        return new Policy(name, List.of(rules));
    }
}
