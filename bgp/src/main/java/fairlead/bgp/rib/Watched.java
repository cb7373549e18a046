package fairlead.bgp.rib;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Tells one listener of every change of the tables; costs nothing while there is none. */
public final class Watched {

    private final RibTables tables;
    private final RouteChanges changes = new RouteChanges();
    private @Nullable RibWatch watch;

    Watched(Rib rib) {
        this.tables = new RibTables(rib);
    }

    /** From now on {@code who} hears of every change. */
    public void by(RibWatch who) {
        watch = who;
    }

    /** Nobody wants to hear of changes any more. */
    public void byNobody() {
        watch = null;
        changes.clear();
    }

    /** The tables by number. */
    public RibTables tables() {
        return tables;
    }

    /** A peer told or took back a path; of one whose session is down nobody wants to know. */
    void touch(PeerRow peer, Table table, int prefix, int pathId) {
        if (watch != null && peer.member != null) {
            changes.add(table.family, prefix, peer.number, pathId);
        }
    }

    /** Called when groups have followed and before numbers are given away again. */
    void tell(Collection<Table> all) {
        if (watch != null && all.stream().anyMatch(table -> !table.changed.isEmpty())) {
            watch.changed(tables, changes);
            changes.clear();
        }
    }
}
