package fairlead.bgp.rib;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The tables of a speaker as they are, by number, for who reads millions of routes: a prefix, a
 * path, a set of attributes is an int. To be used by the speaker's thread and at once: after that
 * the numbers may mean something else. 0 is no path.
 */
public final class RibTables {

    /** The code of nothing that is told. */
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

    /**
     * The peers whose routes are here, by number: those whose sessions stand, and those that are
     * away and whose routes are kept (RFC 4724 §4.2, RFC 9494 §4.2).
     */
    public Map<Integer, PeerTerms> peers() {
        var peers = new LinkedHashMap<Integer, PeerTerms>();
        for (var row : rib.peers.all()) {
            if (!row.gone) {
                peers.put(row.number, row.terms);
            }
        }
        return peers;
    }

    /** Whether routes of a peer are only still here because they cannot all go at once. */
    public boolean isGone(int peer) {
        return rib.peers.at(peer).gone;
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

    /** What became of the routes that a peer told. */
    public Arrivals arrived(int peer) {
        return rib.peers.at(peer).arrivals;
    }

    /** Prefixes that a peer has been told. */
    public int toldCount(int peer, Family family) {
        var member = rib.peers.at(peer).member;
        return member == null || rib.watched().isSilent() ? 0 : member.toldCount(family);
    }

    /** What is done with a path that a peer has been told. */
    public interface Told {

        /**
         * @param pathId its identifier; 0 where the peer is told one path of a prefix
         * @param code for {@link #toldOctets}
         */
        void path(int pathId, int code);
    }

    /** Whether a peer is told all paths of a prefix, each with an identifier (RFC 7911). */
    public boolean tellsPaths(int peer, Family family) {
        var member = rib.peers.at(peer).member;
        return member != null && member.group().terms().paths().contains(family);
    }

    /** Hands out what a peer has been told of a prefix, if anything. */
    public void eachTold(int peer, Family family, int prefix, Told told) {
        var member = rib.peers.at(peer).member;
        if (member != null && !rib.watched().isSilent()) {
            member.each(family, prefix, told);
        }
    }

    /**
     * The code of what a peer has been told of a path, or {@link #NOTHING}.
     *
     * @param pathId 0 where the peer is told one path of a prefix
     */
    public int told(int peer, Family family, int prefix, int pathId) {
        var member = rib.peers.at(peer).member;
        return member == null || rib.watched().isSilent()
                ? NOTHING
                : member.code(family, prefix, pathId);
    }

    /** A copy of the canonical attributes of what a peer has been told, as wide as it hears it. */
    public byte[] toldOctets(int code) {
        if (code == NOTHING) {
            throw new IllegalArgumentException("nothing has no attributes");
        }
        return (code > 0 ? rib.sets : rib.shaped).copy(Exporter.set(code));
    }

    /**
     * Whether a peer may hear of a path by what kind of session it has, before its export policy is
     * asked: the path is part of its Adj-RIB-Out pre-policy (RFC 8671 §5.2).
     */
    public boolean isOffered(int peer, Family family, int path) {
        var member = rib.peers.at(peer).member;
        return member != null
                && member.group().terms().families().contains(family)
                && peer(path) != peer
                && isUsable(path)
                && mayBeTold(member, path);
    }

    /**
     * The path that a peer which is told one path of a prefix would be told if its export policy
     * accepted every route; 0 if there is none.
     */
    public int offered(int peer, Family family, int prefix) {
        var member = rib.peers.at(peer).member;
        int head = firstPath(family, prefix);
        if (member == null
                || head == 0
                || !isUsable(head)
                || !member.group().terms().families().contains(family)) {
            return 0;
        }
        // One after the other, as a group chooses: a path that may not be told still has a MED.
        int path = head;
        if (!mayBeTold(member, head)) {
            var others = rib.decision.ranking(head);
            do {
                path = others.next();
            } while (path != 0 && !mayBeTold(member, path));
        }
        return path == 0 || peer(path) == peer ? 0 : path;
    }

    private boolean mayBeTold(Member member, int path) {
        return Hold.of(rib.sets.flags(used(path)), rib.peers.at(peer(path)), member.group().terms())
                == Hold.NOTHING;
    }
}
