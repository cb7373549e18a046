package fairlead.bgp.rib;

import fairlead.bgp.table.AttributeTable;

/**
 * The tables of a speaker as they are, by number, for who reads millions of routes: a prefix, a
 * path, a set of attributes is an int. To be used by the speaker's thread and at once: after that
 * the numbers may mean something else. 0 is no path.
 */
public final class RibTables {

    /** No set of attributes: {@link #told} has nothing. */
    public static final int NOTHING = Exporter.NOTHING;

    private final Rib rib;

    RibTables(Rib rib) {
        this.rib = rib;
    }

    /** Numbers of prefixes are below this. */
    public int limit(Family family) {
        return rib.table(family).prefixes.limit();
    }

    /** Whether there is a prefix of that number. */
    public boolean isUsed(Family family, int prefix) {
        return rib.table(family).prefixes.isUsed(prefix);
    }

    /** The first 64 bits of an IPv6 prefix; of an IPv4 one 0. */
    public long high(Family family, int prefix) {
        return family == Family.IPV4_UNICAST ? 0 : rib.table(family).prefixes.high(prefix);
    }

    /** The last 64 bits of an IPv6 prefix, or the 32 bits of an IPv4 one. */
    public long low(Family family, int prefix) {
        var prefixes = rib.table(family).prefixes;
        return family == Family.IPV4_UNICAST ? prefixes.high(prefix) >>> 32 : prefixes.low(prefix);
    }

    public int length(Family family, int prefix) {
        return rib.table(family).prefixes.length(prefix);
    }

    /** The first path of a prefix; it is the best if it {@link #isUsable}. */
    public int firstPath(Family family, int prefix) {
        return rib.table(family).heads.get(prefix);
    }

    /** The next path of the same prefix. */
    public int nextPath(int path) {
        return rib.paths.next(path);
    }

    /** The path of a prefix that a peer told under an identifier; 0 if there is none. */
    public int path(Family family, int prefix, int peer, int pathId) {
        int path = firstPath(family, prefix);
        while (path != 0 && (peer(path) != peer || pathId(path) != pathId)) {
            path = nextPath(path);
        }
        return path;
    }

    /** The number of the peer that told it; 0 is we ourselves. */
    public int peer(int path) {
        return rib.paths.peer(path);
    }

    public int pathId(int path) {
        return rib.paths.pathId(path);
    }

    /** Whether the import rules let it take part in selection. */
    public boolean isUsable(int path) {
        return Decision.isUsable(rib.paths.flags(path));
    }

    /** The set of attributes that the peer told. */
    public int heard(int path) {
        return rib.paths.heard(path);
    }

    /** The set of attributes that the import policy made of it. */
    public int used(int path) {
        return rib.paths.attributes(path);
    }

    /** The array that has the canonical attributes of a set, from {@link #from} to {@link #to}. */
    public byte[] octets(int set) {
        return rib.sets.octets(set);
    }

    public int from(int set) {
        return rib.sets.from(set);
    }

    public int to(int set) {
        return rib.sets.from(set) + rib.sets.length(set);
    }

    /** How many prefixes have paths that changed, while a {@link RibWatch} is told so. */
    public int changedPrefixes(Family family) {
        return rib.table(family).changed.size();
    }

    /** The number of a prefix one of whose paths changed; each stands there once. */
    public int changedPrefix(Family family, int index) {
        return rib.table(family).changed.get(index);
    }

    /** Routes that a peer told, rejected ones included. */
    public int held(int peer, Family family) {
        return rib.peers.at(peer).held[family.ordinal()];
    }

    /** Those of them that the import rules keep out. */
    public int rejected(int peer, Family family) {
        return rib.peers.at(peer).rejected[family.ordinal()];
    }

    /** Prefixes that a peer has been told. */
    public int toldCount(int peer, Family family) {
        var member = rib.peers.at(peer).member;
        return member == null ? 0 : member.toldCount(family);
    }

    /**
     * What a peer has been told of a prefix: a code for {@link #toldOctets}, or {@link #NOTHING}.
     */
    public int told(int peer, Family family, int prefix) {
        var member = rib.peers.at(peer).member;
        return member == null ? NOTHING : member.code(family, prefix);
    }

    /** A copy of the canonical attributes of what a peer has been told. */
    public byte[] toldOctets(int peer, int code) {
        var member = rib.peers.at(peer).member;
        if (member == null || code == NOTHING) {
            throw new IllegalArgumentException("peer " + peer + " has been told nothing");
        }
        AttributeTable table = member.group().exporter().table(code);
        return table.copy(Exporter.set(code));
    }
}
