package fairlead.bgp.rib;

import fairlead.net.Prefix;
import java.util.List;

/**
 * How one neighbour's routes differ from before; every prefix is in one list only.
 *
 * @param withdrawn prefixes, accepted or rejected before, that are gone
 */
public record Heard(
        String neighbour,
        List<HeardRoute> accepted,
        List<Prefix> withdrawn,
        List<RejectedRoute> rejected) {
    public Heard {
        accepted = List.copyOf(accepted);
        withdrawn = List.copyOf(withdrawn);
        rejected = List.copyOf(rejected);
    }
}
