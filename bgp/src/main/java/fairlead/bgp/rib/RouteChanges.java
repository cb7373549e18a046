package fairlead.bgp.rib;

/**
 * Which routes peers told or took back since somebody last looked: of which prefix, by whom. What
 * became of them is what the tables say now. A route that changed twice may stand here twice.
 */
public final class RouteChanges {

    private final Places places = new Places();

    RouteChanges() {}

    void add(Family family, int prefix, int peer, int pathId) {
        places.add(family, prefix, peer, pathId);
    }

    /**
     * Whether nothing changed. A path that is kept out is here without its prefix having changed.
     */
    boolean isEmpty() {
        return places.isEmpty();
    }

    void clear() {
        places.clear();
    }

    /** How many there are of a family. */
    public int size(Family family) {
        return places.size(family);
    }

    /** The number of the prefix in its table. */
    public int prefix(Family family, int index) {
        return places.prefix(family, index);
    }

    /** The number of the peer. */
    public int peer(Family family, int index) {
        return places.who(family, index);
    }

    /** The path identifier, 0 where the session has none. */
    public int pathId(Family family, int index) {
        return places.pathId(family, index);
    }
}
