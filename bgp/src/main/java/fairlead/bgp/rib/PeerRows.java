package fairlead.bgp.rib;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Peers by number. A number is used again when no path has it any more. Number 0 is we ourselves.
 */
final class PeerRows {

    private final List<@Nullable PeerRow> rows = new ArrayList<>();

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
        return row;
    }

    PeerRow at(int number) {
        var row = rows.get(number);
        if (row == null) {
            throw new IllegalStateException("no peer has the number " + number);
        }
        return row;
    }

    void remove(PeerRow row) {
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

    Optional<PeerRow> named(String name) {
        return all().stream().filter(row -> !row.gone && row.terms.name().equals(name)).findFirst();
    }
}
