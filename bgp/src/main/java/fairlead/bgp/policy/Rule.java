package fairlead.bgp.policy;

import java.util.List;

/**
 * What is done to the routes for which a condition holds: first the actions in their order, then
 * the outcome.
 */
public record Rule(Condition when, List<Action> actions, Outcome then) {

    public Rule {
        actions = List.copyOf(actions);
    }

    /** A rule that changes nothing. */
    public static Rule of(Condition when, Outcome then) {
        return new Rule(when, List.of(), then);
    }

    /** A rule that changes the route and leaves it to those after it. */
    public static Rule change(Condition when, Action... actions) {
        return new Rule(when, List.of(actions), new Outcome.Next());
    }
}
