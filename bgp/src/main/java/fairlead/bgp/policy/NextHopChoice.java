package fairlead.bgp.policy;

import fairlead.net.IpAddress;

/** What a policy sets as NEXT_HOP. It has to be of the family of the next hop that it replaces. */
public sealed interface NextHopChoice {

    /** Our address on the session that the policy is for. */
    record Self() implements NextHopChoice {}

    /** The address of the neighbour whose session the policy is for. */
    record Peer() implements NextHopChoice {}

    record Address(IpAddress address) implements NextHopChoice {}

    /**
     * Reads {@code self}, {@code peer} or an address.
     *
     * @throws IllegalArgumentException if the text is none of these
     */
    static NextHopChoice parse(String text) {
        return switch (text.strip()) {
            case "self" -> new Self();
            case "peer" -> new Peer();
            default -> new Address(IpAddress.parse(text.strip()));
        };
    }
}
