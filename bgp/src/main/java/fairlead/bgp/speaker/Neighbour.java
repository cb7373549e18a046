package fairlead.bgp.speaker;

import fairlead.bgp.policy.RoutePolicies;
import fairlead.net.Asn;
import fairlead.net.IpAddress;

/**
 * Someone to speak with.
 *
 * @param name unique in its speaker; events and queries use it
 * @param address unique in its speaker
 */
public record Neighbour(String name, IpAddress address, Asn asn, NeighbourOptions options) {

    public Neighbour {
        if (asn.value() == 0 || asn.equals(Asn.AS_TRANS)) {
            throw new IllegalArgumentException(
                    "neighbour " + name + ": AS " + asn + " cannot be a neighbour's");
        }
    }

    /** One of whom nothing more is said. */
    public Neighbour(String name, IpAddress address, Asn asn) {
        this(name, address, asn, NeighbourOptions.USUAL);
    }

    /**
     * Whether a session with {@code other} can go on as one with this: only policies, limits,
     * patience, and whether its path is watched, differ.
     */
    boolean hasSessionOf(Neighbour other) {
        return sessionAlone().equals(other.sessionAlone());
    }

    private Neighbour sessionAlone() {
        var alone =
                options.unlimited()
                        .draft()
                        .policies(RoutePolicies.NONE)
                        .sendHold(new SendHold.Usual())
                        .bfd(new Bfd.Off())
                        .made();
        return new Neighbour(name, address, asn, alone);
    }
}
