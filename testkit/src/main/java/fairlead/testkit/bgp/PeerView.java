package fairlead.testkit.bgp;

import java.util.Set;

/**
 * How a speaker says that a session stands.
 *
 * @param heard capabilities that the neighbour offered, as far as this speaker shows them; none
 *     while it is not established
 * @param text all that it said, for a failed assertion
 */
public record PeerView(boolean established, Set<Capability> heard, String text) {

    public PeerView {
        heard = Set.copyOf(heard);
    }

    static PeerView unknown(String text) {
        return new PeerView(false, Set.of(), text);
    }

    @Override
    public String toString() {
        return (established ? "established, heard " + heard : "not established") + "\n" + text;
    }
}
