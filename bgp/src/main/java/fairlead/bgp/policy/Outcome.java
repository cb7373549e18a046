package fairlead.bgp.policy;

/** How a rule ends for a route that it was about. */
public sealed interface Outcome {

    /** The policy has no objection; the next policy of a list has its say. */
    record Accept() implements Outcome {}

    /**
     * The route is kept out, whatever other policies would say.
     *
     * @param reason what an operator reads, such as "longer than /24"; never empty
     */
    record Reject(String reason) implements Outcome {
        public Reject {
            if (reason.isBlank()) {
                throw new IllegalArgumentException("a rejection gives its reason");
            }
        }
    }

    /** The next rule decides. */
    record Next() implements Outcome {}
}
