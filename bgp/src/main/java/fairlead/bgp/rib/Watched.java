package fairlead.bgp.rib;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Tells one listener of every change of the tables; costs nothing while there is none. */
public final class Watched {

    private final RibTables tables;
    private final RouteChanges changes = new RouteChanges();
    private final ToldChanges toldChanges = new ToldChanges();
    private @Nullable RibWatch watch;
    private boolean hearsWhatIsTold;
    private boolean silent;

    Watched(Rib rib) {
        this.tables = new RibTables(rib);
    }

    /**
     * From now on {@code who} hears of every change.
     *
     * @param whatIsTold whether of what peers are told, too
     */
    public void by(RibWatch who, boolean whatIsTold) {
        watch = who;
        hearsWhatIsTold = whatIsTold;
        if (!whatIsTold) {
            toldChanges.clear();
        }
    }

    /**
     * While {@code now} is true, peers are told nothing of what they are owed (RFC 4724 §4.1), and
     * who watches is told so.
     */
    public void silent(boolean now) {
        silent = now;
    }

    boolean isSilent() {
        return silent;
    }

    /** Nobody wants to hear of changes any more. */
    public void byNobody() {
        watch = null;
        hearsWhatIsTold = false;
        changes.clear();
        toldChanges.clear();
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

    /** A group tells its peers something else of a prefix. */
    void told(UpdateGroup group, Family family, int prefix) {
        if (hearsWhatIsTold && !silent) {
            toldChanges.add(family, prefix, group);
        }
    }

    /** A peer that is told all paths is told something else of one. */
    void told(PeerRow peer, Family family, int prefix, int pathId) {
        if (hearsWhatIsTold) {
            toldChanges.add(family, prefix, peer, pathId);
        }
    }

    /** A peer has gone from one group to another. */
    void retold(PeerRow peer) {
        if (watch != null && hearsWhatIsTold) {
            watch.retold(peer.number);
        }
    }

    /** Called when groups have followed and before numbers are given away again. */
    void tell(Collection<Table> all) {
        if (watch != null
                && (!changes.isEmpty()
                        || all.stream().anyMatch(table -> !table.changed.isEmpty()))) {
            watch.changed(tables, changes);
            changes.clear();
        }
        tellWhatIsTold();
    }

    /** Tells what peers have been told since the last time, if anything. */
    public void tellWhatIsTold() {
        if (watch != null && !toldChanges.isEmpty()) {
            watch.told(tables, toldChanges);
            toldChanges.clear();
        }
    }
}
