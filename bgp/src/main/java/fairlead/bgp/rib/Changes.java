package fairlead.bgp.rib;

import fairlead.net.Prefix;
import java.util.List;

/**
 * What followed from one event: what neighbours' routes became, and what neighbours are to be told.
 */
public record Changes(List<Heard> heard, List<Tell> tell) {

    public static final Changes NONE = new Changes(List.of(), List.of());

    public Changes {
        heard = List.copyOf(heard);
        tell = List.copyOf(tell);
    }

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

        boolean isEmpty() {
            return accepted.isEmpty() && withdrawn.isEmpty() && rejected.isEmpty();
        }
    }

    /** How one neighbour's Adj-RIB-Out differs from before. */
    public record Tell(String neighbour, List<AdvertisedRoute> announced, List<Prefix> withdrawn) {
        public Tell {
            announced = List.copyOf(announced);
            withdrawn = List.copyOf(withdrawn);
        }

        boolean isEmpty() {
            return announced.isEmpty() && withdrawn.isEmpty();
        }
    }
}
