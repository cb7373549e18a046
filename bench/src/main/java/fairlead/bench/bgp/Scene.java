package fairlead.bench.bgp;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a daemon's configuration has to say: one route server with so many clients, one family.
 *
 * @param folder for what it writes: its log, its sockets
 */
record Scene(Family family, int clients, Path folder, Rules rules) {

    /** The same under other rules. */
    Scene under(Rules others) {
        return new Scene(family, clients, folder, others);
    }

    List<Place> places() {
        return IntStream.range(0, clients).mapToObj(Place::new).toList();
    }

    /** One text for each client, one behind the other. */
    String each(java.util.function.Function<Place, String> text) {
        var all = new StringBuilder();
        for (var place : places()) {
            all.append(text.apply(place));
        }
        return all.toString();
    }
}
