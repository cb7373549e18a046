package fairlead.bgp.rib;

import fairlead.net.Prefix;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Notes which neighbour said something new of which prefix, for a listener that wants to know. */
final class Witness {

    private final Map<PeerRow, TreeSet<Prefix>> touched = new LinkedHashMap<>();

    void touch(PeerRow peer, Table table, int prefix) {
        if (peer.number != 0) {
            touched.computeIfAbsent(peer, _ -> new TreeSet<>()).add(table.prefixes.prefix(prefix));
        }
    }

    /** What is true of all that was touched since the last call. */
    List<Heard> tell(RibView view) {
        if (touched.isEmpty()) {
            return List.of();
        }
        var heard = new ArrayList<Heard>();
        touched.forEach((peer, prefixes) -> {
            var accepted = new ArrayList<HeardRoute>();
            var withdrawn = new ArrayList<Prefix>();
            var rejected = new ArrayList<RejectedRoute>();
            for (var prefix : prefixes) {
                var held = view.held(peer, prefix);
                if (held.isEmpty()) {
                    withdrawn.add(prefix);
                } else if (held.get().rejection().isEmpty()) {
                    accepted.add(held.get().route());
                } else {
                    rejected.add(held.get().rejection().get());
                }
            }
            heard.add(new Heard(peer.terms.name(), accepted, withdrawn, rejected));
        });
        touched.clear();
        return heard;
    }
}
