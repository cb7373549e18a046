package fairlead.bgp.rib;

/** Who wants to hear of every change of the tables. */
public interface RibWatch {

    /**
     * Routes changed. Peers' news are up to date with it; the numbers in both arguments are good
     * until this returns.
     */
    void changed(RibTables tables, RouteChanges changes);

    /** Peers are told something else; likewise. */
    void told(RibTables tables, ToldChanges changes);

    /** A peer is told by other rules: any prefix of what it is told may be another. */
    void retold(int peer);
}
