package fairlead.bgp.rib;

import fairlead.bgp.policy.Refusal;

/**
 * A route that the import rules or policies keep out of selection.
 *
 * @param why the reason in full, for an operator, and the rule that gives it
 */
public record RejectedRoute(HeardRoute route, Reason reason, Refusal why) {

    /** One that no rule of a policy rejects. */
    public RejectedRoute(HeardRoute route, Reason reason, String text) {
        this(route, reason, Refusal.of(text));
    }

    /** The reason in full, for an operator. */
    public String text() {
        return why.reason();
    }

    /** Why a route is kept out. */
    public enum Reason {
        /** Our own AS number is in its AS_PATH (RFC 4271 §9.1.2). */
        OWN_AS_IN_PATH,
        /** It is exactly one of {@link ImportRules#ignored}. */
        IGNORED_PREFIX,
        /** We reflected it ourselves (RFC 4456 §8). */
        REFLECTED_BY_US,
        /** Its NEXT_HOP is none that packets can be sent to. */
        NEXT_HOP_OUTSIDE,
        /** The import policy for the neighbour says so. */
        POLICY
    }
}
