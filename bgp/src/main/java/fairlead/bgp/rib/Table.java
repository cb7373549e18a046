package fairlead.bgp.rib;

import fairlead.bgp.rpki.RoaTable;
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

    Table(Family family, long secret) {
        this.family = family;
        this.prefixes = new PrefixTable(family.addresses(), secret);
    }

    void mark(int prefix) {
        if (marked.add(prefix)) {
            changed.add(prefix);
        }
    }

    /** Whether the origin of a route to {@code prefix} has to be validated again. */
    boolean isConcerned(int prefix, RoaTable changed) {
        long high = prefixes.high(prefix);
        int length = prefixes.length(prefix);
        return switch (family) {
            case IPV4_UNICAST -> changed.covers(family.addresses(), 0, high >>> 32, length);
            case IPV6_UNICAST ->
                    changed.covers(family.addresses(), high, prefixes.low(prefix), length);
        };
    }

    /** Lets go of prefixes without paths, once nobody has to be told of them any more. */
    void forgetEmpty(UpdateGroups groups) {
        int kept = 0;
        for (int i = 0; i < empty.size(); i++) {
            int prefix = empty.get(i);
            if (heads.get(prefix) != 0 || !prefixes.isUsed(prefix)) {
                continue;
            }
            if (groups.isOwed(family, prefix)) {
                empty.set(kept++, prefix);
            } else {
                prefixes.remove(prefix);
            }
        }
        empty.truncate(kept);
    }

    void unmark() {
        for (int i = 0; i < changed.size(); i++) {
            marked.remove(changed.get(i));
        }
        changed.clear();
    }
}
