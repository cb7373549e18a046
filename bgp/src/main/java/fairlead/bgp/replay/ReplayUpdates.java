package fairlead.bgp.replay;

import fairlead.bgp.mrt.MrtRecord;
import fairlead.bgp.wire.AsWidth;
import fairlead.bgp.wire.Framing;
import fairlead.bgp.wire.OctetBuffer;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.util.Arrays;

/**
 * Makes UPDATEs of what a file has: of each prefix of a table the first route (or that of one
 * peer), or all of them with path identifiers, and the UPDATEs of a log as they are. AS numbers are
 * of four octets. Prefixes in a row with the same attributes share an UPDATE.
 *
 * <p>What cannot be told on such a session is left out: a route without a next hop of its family,
 * or with more attributes than fit into 4096 octets, and what a log has for an UPDATE and is no
 * whole one.
 */
final class ReplayUpdates {

    private static final int ROOM_FOR_PREFIX = 21;
    private static final int EXTENDED_LENGTH = 0x10;
    private static final int AS_PATH = 2;
    private static final int NEXT_HOP = 3;
    private static final int SEQUENCE = 2;
    private static final int UPDATE = 2;

    private final Asn asn;
    private final IpAddress local;
    private final boolean asIs;
    private final boolean allPaths;
    private final int onlyPeer;
    private final OctetBuffer out;
    private byte[] attributes = new byte[0];
    private boolean v6;
    private int update = -1;
    private int mpLengthAt;
    private int attributesLengthAt;
    private long routes;

    /**
     * @param local our own address on the session
     * @param onlyPeer the place of the only peer whose routes are told, or -1 for the first of each
     *     prefix
     */
    ReplayUpdates(OctetBuffer out, ReplayTerms terms, IpAddress local, int onlyPeer) {
        this.out = out;
        this.asn = terms.asn();
        this.local = local;
        this.asIs = terms.asIs();
        this.allPaths = terms.allPaths();
        this.onlyPeer = onlyPeer;
    }

    /** Routes of tables, and UPDATEs of logs, that were added. */
    long count() {
        return routes;
    }

    /** Adds what {@code record} has to tell. */
    void add(MrtRecord record) {
        switch (record) {
            case MrtRecord.Rib rib ->
                    rib.entries().stream()
                            .filter(entry -> onlyPeer < 0 || entry.peer() == onlyPeer)
                            .limit(allPaths ? Long.MAX_VALUE : 1)
                            .forEach(entry -> route(rib.prefix(), entry.attributes().toArray()));
            case MrtRecord.Message message -> message(message);
            case MrtRecord.PeerIndexTable _, MrtRecord.StateChange _, MrtRecord.Other _ -> {}
        }
    }

    /**
     * A narrow peer's UPDATE would have to be told otherwise, and so would one whose identifiers
     * are not as agreed.
     */
    private void message(MrtRecord.Message message) {
        var octets = message.message().toArray();
        boolean fits =
                !message.local()
                        && message.addPath() == allPaths
                        && message.width() == AsWidth.FOUR;
        if (fits && isWhole(octets) && octets[18] == UPDATE) {
            flush();
            out.bytes(octets);
            routes++;
        }
    }

    /** A length that lies would cost the session, and all that was told on it. */
    private static boolean isWhole(byte[] octets) {
        return Framing.next(octets, 0, octets.length) instanceof Framing.Whole(var length)
                && length == octets.length;
    }

    private void route(Prefix prefix, byte[] canonical) {
        boolean ipv6 = prefix.network().family() == IpAddress.Family.V6;
        if (!hasRoom() || v6 != ipv6 || !Arrays.equals(attributes, canonical)) {
            flush();
            if (!begins(canonical, ipv6)) {
                out.cut(update);
                update = -1;
                return;
            }
        }
        routes++;
        if (allPaths) {
            out.u32((int) routes); // one that no other route has
        }
        out.u8(prefix.length());
        out.bytes(prefix.network().octets(), 0, (prefix.length() + 7) / 8);
    }

    private boolean hasRoom() {
        return update >= 0 && out.size() - update <= Framing.LONGEST - ROOM_FOR_PREFIX;
    }

    /** Ends the UPDATE that was begun, if any. */
    void flush() {
        if (update < 0) {
            return;
        }
        if (v6) {
            out.set16(mpLengthAt, out.size() - mpLengthAt - 2);
            out.set16(attributesLengthAt, out.size() - attributesLengthAt - 2);
        }
        out.set16(update + 16, out.size() - update);
        update = -1;
    }

    /** All is told. */
    void endOfRib() {
        flush();
        out.u64(-1).u64(-1).u16(23).u8(UPDATE).u32(0);
        out.u64(-1).u64(-1).u16(29).u8(UPDATE).u16(0).u16(6).u32(0x800f0300).u8(2).u8(1);
    }

    /** Writes an UPDATE up to its prefixes; false if it cannot be told. */
    private boolean begins(byte[] canonical, boolean ipv6) {
        attributes = canonical;
        v6 = ipv6;
        update = out.size();
        out.u64(-1).u64(-1).u16(0).u8(UPDATE).u16(0);
        attributesLengthAt = out.size();
        out.u16(0);
        int nextHop = -1;
        int nextHopLength = 0;
        for (int at = 0; at + 3 <= canonical.length; ) {
            boolean extended = (canonical[at] & EXTENDED_LENGTH) != 0;
            int value = at + (extended ? 4 : 3);
            int length =
                    extended
                            ? (canonical[at + 2] & 255) << 8 | (canonical[at + 3] & 255)
                            : canonical[at + 2] & 255;
            int end = value + length;
            switch (canonical[at + 1] & 255) {
                case AS_PATH -> path(canonical, value, end);
                case NEXT_HOP -> {
                    if (ipv6 ? length == 16 || length == 32 : length == 4) {
                        nextHop = value;
                        nextHopLength = length;
                    }
                }
                // LOCAL_PREF and reflection are for internal peers alone.
                case 5, 9, 10 -> {}
                default -> out.bytes(canonical, at, end);
            }
            at = end;
        }
        boolean ofOurs = (local.family() == IpAddress.Family.V6) == ipv6;
        if (nextHop < 0 && !ofOurs) {
            return false;
        }
        var hop =
                ofOurs && (!asIs || nextHop < 0)
                        ? local.octets()
                        : Arrays.copyOfRange(canonical, nextHop, nextHop + nextHopLength);
        if (ipv6) {
            out.set16(attributesLengthAt, out.size() - attributesLengthAt - 2);
            out.u8(0x90).u8(14);
            mpLengthAt = out.size();
            out.u16(0).u16(2).u8(1).u8(hop.length).bytes(hop).u8(0);
        } else {
            out.u8(0x40).u8(NEXT_HOP).u8(hop.length).bytes(hop);
            out.set16(attributesLengthAt, out.size() - attributesLengthAt - 2);
        }
        return hasRoom();
    }

    /** The path, with our number before it unless it is there or is not to be. */
    private void path(byte[] octets, int from, int to) {
        boolean sequence = to - from >= 6 && octets[from] == SEQUENCE;
        boolean there = sequence && asn.value() == first(octets, from + 2);
        boolean prepend = !asIs && !there;
        boolean joins = prepend && sequence && (octets[from + 1] & 255) < 255;
        int length = to - from + (!prepend ? 0 : joins ? 4 : 6);
        out.u8(0x40 | EXTENDED_LENGTH).u8(AS_PATH).u16(length);
        if (joins) {
            out.u8(SEQUENCE).u8((octets[from + 1] & 255) + 1).u32((int) asn.value());
            out.bytes(octets, from + 2, to);
        } else {
            if (prepend) {
                out.u8(SEQUENCE).u8(1).u32((int) asn.value());
            }
            out.bytes(octets, from, to);
        }
    }

    private static long first(byte[] octets, int at) {
        return (octets[at] & 255L) << 24
                | (octets[at + 1] & 255) << 16
                | (octets[at + 2] & 255) << 8
                | (octets[at + 3] & 255);
    }
}
