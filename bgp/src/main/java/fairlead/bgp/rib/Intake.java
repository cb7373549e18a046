package fairlead.bgp.rib;

import fairlead.bgp.table.AttributeScan;
import fairlead.bgp.table.AttributeTable;
import fairlead.bgp.table.PrefixTable;
import fairlead.bgp.wire.AddressFamily;
import fairlead.bgp.wire.AsWidth;
import fairlead.bgp.wire.CanonicalAttributes;
import fairlead.bgp.wire.CanonicalUpdate;
import fairlead.bgp.wire.Community;
import fairlead.bgp.wire.NetworkOrder;
import fairlead.bgp.wire.NextHops;
import fairlead.bgp.wire.PathAttribute;
import fairlead.bgp.wire.PathAttributes;
import fairlead.net.Prefix;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Optional;

/**
 * UPDATEs on their way into the tables. One without anything unusual is read in place; its
 * attributes are looked at only if their octets are new. Nothing is changed before all of it is
 * known to be good.
 */
final class Intake {

    private static final int PATH_ID = 4;
    static final Community LLGR_STALE = Community.of(0xffff, 6);
    private static final int NEXT_HOP = 3;
    private static final int MP_REACH = 14;
    private static final int MP_UNREACH = 15;

    private final Rib rib;
    private final AdjRibsIn in;
    private final AttributeScan facts;
    private final UpdateScan scan = new UpdateScan();
    private final byte[] canonical = new byte[1 << 16];
    private Family reached = Family.IPV4_UNICAST;
    private int reachedFrom;
    private int reachedTo;
    private int unreachedFrom;
    private int unreachedTo;
    private Family unreached = Family.IPV4_UNICAST;

    Intake(Rib rib, AdjRibsIn in, AttributeScan facts) {
        this.rib = rib;
        this.in = in;
        this.facts = facts;
    }

    /** False if something is unusual; then nothing was changed. */
    boolean take(PeerRow peer, byte[] octets, int from, int to) {
        if (peer.terms.width() != AsWidth.FOUR || !scan.split(octets, from, to)) {
            return false;
        }
        var v4 = Family.IPV4_UNICAST;
        boolean withPathIds = peer.hasPathIds(v4);
        int withdrawn =
                UpdateScan.count(octets, scan.withdrawnFrom, scan.withdrawnTo, 32, withPathIds);
        int announced =
                UpdateScan.count(octets, scan.announcedFrom, scan.announcedTo, 32, withPathIds);
        if (withdrawn < 0 || announced < 0 || withdrawn + announced > 0 && !peer.speaks(v4)) {
            return false;
        }
        int set = AttributeTable.NONE;
        reachedFrom = reachedTo;
        unreachedFrom = unreachedTo;
        if (announced > 0) {
            set = known(peer, octets);
            if (set == AttributeTable.NONE) {
                if (!facts.read(
                                octets,
                                scan.attributesFrom,
                                scan.attributesTo,
                                peer.terms.kind().isInternal())
                        || facts.hasReach()
                        || facts.hasUnreach()
                        || !isComplete(peer, true)
                        || facts.nextHopLength() != 4) {
                    return false;
                }
                set = intern(octets, scan.attributesFrom, scan.attributesTo);
            }
        } else if (scan.attributesTo > scan.attributesFrom) {
            if (!facts.read(
                            octets,
                            scan.attributesFrom,
                            scan.attributesTo,
                            peer.terms.kind().isInternal())
                    || !multiprotocol(peer, octets)) {
                return false;
            }
            if (facts.hasReach()) {
                int end = canonical(octets);
                set = intern(canonical, 0, end);
            }
        }
        withdraw(peer, v4, octets, scan.withdrawnFrom, scan.withdrawnTo);
        withdraw(peer, unreached, octets, unreachedFrom, unreachedTo);
        announce(peer, v4, octets, scan.announcedFrom, scan.announcedTo, set);
        announce(peer, reached, octets, reachedFrom, reachedTo, set);
        return true;
    }

    /** Takes in what the codec made of an UPDATE, path identifiers included. */
    void take(PeerRow peer, CanonicalUpdate update) {
        for (var gone : update.withdrawn()) {
            spoken(peer, gone.family())
                    .ifPresent(family -> {
                        var prefixes = gone.prefixes().toArray();
                        withdraw(peer, family, prefixes, 0, prefixes.length);
                    });
        }
        for (var reached : update.announced()) {
            spoken(peer, reached.family())
                    .ifPresent(family -> {
                        var prefixes = reached.prefixes().toArray();
                        int set = sound(peer, reached.attributes().toArray());
                        announce(peer, family, prefixes, 0, prefixes.length, set);
                    });
        }
    }

    private static Optional<Family> spoken(PeerRow peer, AddressFamily family) {
        return Family.of(family).filter(peer::speaks);
    }

    /** The set of attributes that the codec found nothing wrong with. */
    private int sound(PeerRow peer, byte[] octets) {
        if (!facts.read(octets, 0, octets.length, peer.terms.kind().isInternal())
                || !facts.isComplete(true)) {
            throw new IllegalStateException(
                    "what the codec healed is not fit for the tables: "
                            + HexFormat.of().formatHex(octets));
        }
        return intern(octets, 0, octets.length);
    }

    /** Takes in what objects say of one family. */
    void take(
            PeerRow peer,
            Family family,
            Collection<Prefix> withdrawn,
            PathAttributes attributes,
            Collection<Prefix> announced) {
        var table = rib.table(family);
        for (var prefix : withdrawn) {
            in.withdraw(
                    peer,
                    table,
                    0,
                    PrefixTable.high(prefix),
                    PrefixTable.low(prefix),
                    prefix.length());
        }
        if (announced.isEmpty()) {
            return;
        }
        var octets =
                CanonicalAttributes.write(
                        new PathAttributes(
                                attributes.list().stream()
                                        .filter(one ->
                                                !(one instanceof PathAttribute.MpReach
                                                        || one instanceof PathAttribute.MpUnreach))
                                        .map(one ->
                                                one instanceof PathAttribute.Unrecognised other
                                                                && peer.number != 0
                                                        ? known(other)
                                                        : one)
                                        .toList()));
        int set = sound(peer, octets);
        for (var prefix : announced) {
            in.announce(
                    peer,
                    table,
                    0,
                    PrefixTable.high(prefix),
                    PrefixTable.low(prefix),
                    prefix.length(),
                    set);
        }
    }

    /** The set with LLGR_STALE among its communities. */
    int withLlgrStale(int set) {
        var attributes = CanonicalAttributes.read(rib.sets.copy(set));
        var list = new ArrayList<>(attributes.list());
        list.removeIf(PathAttribute.Communities.class::isInstance);
        var communities = new ArrayList<>(attributes.communities());
        communities.add(LLGR_STALE);
        list.add(new PathAttribute.Communities(communities));
        var octets = CanonicalAttributes.write(new PathAttributes(list));
        if (!facts.read(octets, 0, octets.length, true)) {
            throw new IllegalStateException("a set that a table held is not fit for it: " + list);
        }
        return intern(octets, 0, octets.length);
    }

    /** What we do not know ourselves is passed on as such (RFC 4271 §5). */
    private static PathAttribute known(PathAttribute.Unrecognised attribute) {
        return switch (attribute.type()) {
            case 5, 9, 10, 16, 32, 35 -> attribute;
            default -> attribute.partial();
        };
    }

    private int known(PeerRow peer, byte[] octets) {
        int hash = rib.sets.hash(octets, scan.attributesFrom, scan.attributesTo);
        int set = rib.sets.find(octets, scan.attributesFrom, scan.attributesTo, hash);
        if (set == AttributeTable.NONE
                || !fits(peer, rib.sets.flags(set))
                || rib.sets.isWide(set)) {
            return AttributeTable.NONE;
        }
        return set;
    }

    /** Whether attributes come from where they mean something, with all that is due from there. */
    private static boolean fits(PeerRow peer, int flags) {
        return peer.terms.kind().isInternal()
                ? (flags & AttributeScan.HAS_PREFERENCE) != 0
                : (flags & AttributeScan.INTERNAL) == 0;
    }

    private boolean isComplete(PeerRow peer, boolean withNextHop) {
        return facts.isComplete(withNextHop) && fits(peer, facts.flags());
    }

    private int intern(byte[] octets, int from, int to) {
        int hash = rib.sets.hash(octets, from, to);
        int set = rib.sets.find(octets, from, to, hash);
        return set != AttributeTable.NONE
                ? set
                : rib.sets.add(
                        octets, from, to, hash, facts, Decision.rank(rib.terms().ladder(), facts));
    }

    /** Looks at the attributes of RFC 4760; false if they are not plain IPv6 unicast. */
    private boolean multiprotocol(PeerRow peer, byte[] octets) {
        var v6 = Family.IPV6_UNICAST;
        if (facts.hasUnreach()) {
            unreached = v6;
            unreachedFrom = facts.unreachFrom() + 3;
            unreachedTo = facts.unreachTo();
            if (unreachedTo < unreachedFrom
                    || !isV6(octets, facts.unreachFrom())
                    || !peer.speaks(v6)
                    || UpdateScan.count(
                                    octets, unreachedFrom, unreachedTo, 128, peer.hasPathIds(v6))
                            < 0) {
                return false;
            }
        }
        if (!facts.hasReach()) {
            return true;
        }
        int at = facts.reachFrom();
        if (facts.reachTo() - at < 5 || !isV6(octets, at) || !peer.speaks(v6)) {
            return false;
        }
        int nextHop = octets[at + 3] & 0xff;
        reached = v6;
        reachedFrom = at + 5 + nextHop;
        reachedTo = facts.reachTo();
        return reachedFrom <= reachedTo
                && nextHop >= 16
                && NextHops.mayBe(octets, at + 4, nextHop)
                && isComplete(peer, false)
                && UpdateScan.count(octets, reachedFrom, reachedTo, 128, peer.hasPathIds(v6)) >= 0;
    }

    private static boolean isV6(byte[] octets, int at) {
        return octets[at] == 0 && octets[at + 1] == 2 && octets[at + 2] == 1;
    }

    /** The attributes with a NEXT_HOP instead of those of RFC 4760; returns where they end. */
    private int canonical(byte[] octets) {
        int end = 0;
        boolean placed = false;
        int at = scan.attributesFrom;
        while (at < scan.attributesTo) {
            boolean extended = (octets[at] & 0x10) != 0;
            int length = extended ? NetworkOrder.int16(octets, at + 2) : octets[at + 2] & 0xff;
            int next = at + (extended ? 4 : 3) + length;
            int type = octets[at + 1];
            if (type != MP_REACH && type != MP_UNREACH && type != NEXT_HOP) {
                if (!placed && (type > NEXT_HOP || type < 0)) {
                    end = nextHop(octets, end);
                    placed = true;
                }
                System.arraycopy(octets, at, canonical, end, next - at);
                end += next - at;
            }
            at = next;
        }
        return placed ? end : nextHop(octets, end);
    }

    private int nextHop(byte[] octets, int end) {
        int at = facts.reachFrom() + 3;
        int length = octets[at] & 0xff;
        canonical[end] = 0x40;
        canonical[end + 1] = NEXT_HOP;
        System.arraycopy(octets, at, canonical, end + 2, length + 1);
        return end + 3 + length;
    }

    private void withdraw(PeerRow peer, Family family, byte[] octets, int from, int to) {
        walk(peer, family, octets, from, to, AttributeTable.NONE);
    }

    private void announce(PeerRow peer, Family family, byte[] octets, int from, int to, int set) {
        walk(peer, family, octets, from, to, set);
    }

    /** Takes prefixes in with a set of attributes; with none they are withdrawn. */
    private void walk(PeerRow peer, Family family, byte[] octets, int from, int to, int set) {
        if (from >= to) {
            return;
        }
        var table = rib.table(family);
        boolean withPathIds = peer.hasPathIds(family);
        for (int at = from; at < to; at += 1 + ((octets[at] & 0xff) + 7 >>> 3)) {
            int pathId = 0;
            if (withPathIds) {
                pathId = NetworkOrder.int32(octets, at);
                at += PATH_ID;
            }
            long high = UpdateScan.high(octets, at);
            long low = UpdateScan.low(octets, at);
            int length = octets[at] & 0xff;
            if (set == AttributeTable.NONE) {
                in.withdraw(peer, table, pathId, high, low, length);
            } else {
                in.announce(peer, table, pathId, high, low, length, set);
            }
        }
    }
}
