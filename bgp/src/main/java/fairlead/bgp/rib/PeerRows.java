package fairlead.bgp.rib;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Peers by number and by name. A number is used again when no path has it any more. Number 0 is we
 * ourselves, and has no name.
 */
final class PeerRows {

    private final List<@Nullable PeerRow> rows = new ArrayList<>();

    /** Those that are not gone: of one name there is one at most. */
    private final Map<String, PeerRow> named = new HashMap<>();

    PeerRows(PeerTerms ourselves) {
        rows.add(new PeerRow(0, ourselves));
    }

    PeerRow add(PeerTerms terms) {
        int number = 1;
        while (number < rows.size() && rows.get(number) != null) {
            number++;
        }
        if (number == 0xffff) {
            throw new IllegalStateException("65534 peers are there already");
        }
        var row = new PeerRow(number, terms);
        if (number == rows.size()) {
            rows.add(row);
        } else {
            rows.set(number, row);
        }
        named.put(terms.name(), row);
        return row;
    }

    PeerRow at(int number) {
        var row = rows.get(number);
        if (row == null) {
            throw new IllegalStateException("no peer has the number " + number);
        }
        return row;
    }

    /** The peer's session is gone for good: whoever comes by its name is another. */
    void goes(PeerRow row) {
        row.gone = true;
        named.remove(row.terms.name(), row);
    }

    /** No path has the peer's number any more. */
    void remove(PeerRow row) {
        goes(row);
        rows.set(row.number, null);
    }

    /** All but ourselves. */
    List<PeerRow> all() {
        var all = new ArrayList<PeerRow>();
        for (var row : rows) {
            if (row != null && row.number != 0) {
                all.add(row);
            }
        }
        return all;
    }

    /** The peer of that name, unless its session is gone for good. */
    Optional<PeerRow> named(String name) {
        return Optional.ofNullable(named.get(name));
    }
}
