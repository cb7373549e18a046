package fairlead.testkit.bgp;

import java.util.Set;

/**
 * How a speaker says that a session stands.
 *
 * @param heard capabilities that the neighbour offered, as far as this speaker shows them; none
 *     while it is not established
 * @param updates how many UPDATEs, or routes in them, came from the neighbour: a number that grows
 *     when the neighbour tells its routes again
 * @param text all that it said, for a failed assertion
 */
public record PeerView(boolean established, Set<Capability> heard, long updates, String text) {

    public PeerView {
        heard = Set.copyOf(heard);
    }

    static PeerView unknown(String text) {
        return new PeerView(false, Set.of(), 0, text);
    }

    @Override
    public String toString() {
        return (established ? "established, heard " + heard : "not established") + "\n" + text;
    }
}
