package fairlead.bgp.policy;

import fairlead.net.Asn;

/** An AS number that a policy names, or says whose it is. */
public sealed interface AsChoice {

    record Number(Asn asn) implements AsChoice {}

    /** Ours. */
    record Self() implements AsChoice {}

    /** That of the neighbour whose session the policy is for. */
    record Peer() implements AsChoice {}

    /** The first of the AS path; nothing is done for an empty path. */
    record First() implements AsChoice {}

    /**
     * Reads {@code self}, {@code peer}, {@code first} or a number.
     *
     * @throws IllegalArgumentException if the text is none of these
     */
    static AsChoice parse(String text) {
        return switch (text.strip()) {
            case "self" -> new Self();
            case "peer" -> new Peer();
            case "first" -> new First();
            default -> {
                if (!text.strip().matches("\\d{1,10}")) {
                    throw new IllegalArgumentException(
                            "'" + text + "' is no AS number, nor self, peer or first");
                }
                yield new Number(new Asn(Long.parseLong(text.strip())));
            }
        };
    }
}
