package fairlead.bgp.rib;

import fairlead.bgp.table.BitColumn;
import fairlead.bgp.table.IntColumn;
import fairlead.bgp.table.IntList;
import fairlead.bgp.table.PrefixTable;

/** The prefixes of one family, where their paths begin, and which of them have news to tell. */
final class Table {

    final Family family;
    final PrefixTable prefixes;

    /** The first path of a prefix; it is the best if any is usable. */
    final IntColumn heads = new IntColumn();

    /** Prefixes whose paths changed since the groups last looked, each once, oldest first. */
    final IntList changed = new IntList();

    /** Prefixes without paths that somebody may still have to be told of. */
    final IntList empty = new IntList();

    private final BitColumn marked = new BitColumn();

    Table(Family family, int secret) {
        this.family = family;
        this.prefixes = new PrefixTable(family.addresses(), secret);
    }

    void mark(int prefix) {
        if (marked.add(prefix)) {
            changed.add(prefix);
        }
    }

    void unmark() {
        for (int i = 0; i < changed.size(); i++) {
            marked.remove(changed.get(i));
        }
        changed.clear();
    }
}
