package fairlead.bgp.policy;

/**
 * Why a policy keeps a route out, and where it says so.
 *
 * @param policy the name of the policy; empty if no rule of any policy does
 * @param rule which of its rules, from 1 on; 0 if {@code policy} is empty
 * @param reason what an operator reads, such as "longer than /24"
 */
public record Refusal(String policy, int rule, String reason) {

    /** One that is not the doing of a particular rule. */
    public static Refusal of(String reason) {
        return new Refusal("", 0, reason);
    }

    /** Where it is said: {@code policy sane, rule 2}; empty if nowhere in particular. */
    private String place() {
        return policy.isEmpty() ? "" : "policy " + policy + ", rule " + rule;
    }

    /** The reason, with its place in brackets. */
    public String text() {
        return policy.isEmpty() ? reason : reason + " (" + place() + ")";
    }
}
