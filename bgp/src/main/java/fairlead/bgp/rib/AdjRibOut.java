package fairlead.bgp.rib;

import fairlead.net.Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** What one neighbour has been told and still believes. */
final class AdjRibOut {

    private final String neighbour;
    private final Map<Prefix, AdvertisedRoute> told = new TreeMap<>();

    AdjRibOut(String neighbour) {
        this.neighbour = neighbour;
    }

    int size() {
        return told.size();
    }

    /** In ascending order. */
    List<Prefix> prefixes() {
        return List.copyOf(told.keySet());
    }

    List<AdvertisedRoute> routes() {
        return List.copyOf(told.values());
    }

    /**
     * Makes these prefixes what {@code wanted} says, and returns what the neighbour has to be told.
     */
    Changes.Tell become(
            Iterable<Prefix> prefixes, Function<Prefix, Optional<AdvertisedRoute>> wanted) {
        var announced = new ArrayList<AdvertisedRoute>();
        var withdrawn = new ArrayList<Prefix>();
        for (var prefix : prefixes) {
            var now = wanted.apply(prefix);
            if (now.isPresent()) {
                if (!now.get().equals(told.put(prefix, now.get()))) {
                    announced.add(now.get());
                }
            } else if (told.remove(prefix) != null) {
                withdrawn.add(prefix);
            }
        }
        return new Changes.Tell(neighbour, announced, withdrawn);
    }
}
