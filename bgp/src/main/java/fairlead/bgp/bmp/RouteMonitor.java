package fairlead.bgp.bmp;

import fairlead.bgp.wire.OctetBuffer;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import java.time.Instant;
import java.util.Arrays;

/**
 * Writes routes as route monitoring messages. Prefixes of one peer with the same attributes that
 * come one after the other share an UPDATE, as long as it may be; so do withdrawals. What has been
 * begun is ended by {@link #flush}.
 */
public final class RouteMonitor {

    /** Octets of the longest UPDATE without RFC 8654, which a collector need not know. */
    private static final int LONGEST = 4096;

    /** Octets that a prefix with a path identifier takes at most. */
    private static final int LONGEST_PREFIX = 21;

    private static final int EXTENDED_LENGTH = 0x10;
    private static final int NEXT_HOP = 3;
    private static final int MP_REACH_NLRI = 14;
    private static final int MP_UNREACH_NLRI = 15;
    private static final byte[] MARKER = new byte[16];
    private static final BmpPeer NOBODY = BmpPeer.locRib(new Asn(1), IpAddress.v4(0));

    static {
        Arrays.fill(MARKER, (byte) 0xff);
    }

    private enum Open {
        NOTHING,
        ROUTES,
        WITHDRAWALS
    }

    private final OctetBuffer out;
    private Open open = Open.NOTHING;
    private BmpPeer peer = NOBODY;
    private boolean v6;
    private long attributesKey;
    private int message;
    private int update;
    private int withdrawnLengthAt;
    private int attributesLengthAt;
    private int mpLengthAt;

    /** One that adds to {@code out}. */
    public RouteMonitor(OctetBuffer out) {
        this.out = out;
    }

    /**
     * A route.
     *
     * @param key stands for the attributes: equal keys in a row have equal octets
     * @param octets canonical attributes between {@code from} and {@code to}
     * @param ipv6 whether the prefix is of IPv6
     * @param high the first 64 bits of an IPv6 address
     * @param low the last 64 bits, or the 32 bits of an IPv4 address
     * @param pathId 0..2^32-1, or -1 where the session has no path identifiers
     */
    public void route(
            BmpPeer of,
            Instant at,
            long key,
            byte[] octets,
            int from,
            int to,
            boolean ipv6,
            long high,
            long low,
            int length,
            long pathId) {
        boolean same = open == Open.ROUTES && attributesKey == key && isSame(of, ipv6);
        if (!same || out.size() - update > LONGEST - LONGEST_PREFIX) {
            flush();
            begin(of, at, ipv6);
            open = Open.ROUTES;
            attributesKey = key;
            out.u16(0);
            attributesLengthAt = out.size();
            out.u16(0);
            attributes(octets, from, to);
        }
        prefix(high, low, length, pathId);
    }

    /** A route that is gone; arguments as for {@link #route}. */
    public void withdrawn(
            BmpPeer of, Instant at, boolean ipv6, long high, long low, int length, long pathId) {
        boolean same = open == Open.WITHDRAWALS && isSame(of, ipv6);
        if (!same || out.size() - update > LONGEST - LONGEST_PREFIX) {
            flush();
            begin(of, at, ipv6);
            open = Open.WITHDRAWALS;
            withdrawnLengthAt = out.size();
            out.u16(0);
            if (ipv6) {
                attributesLengthAt = out.size();
                out.u16(0);
                out.u8(0x80 | EXTENDED_LENGTH).u8(MP_UNREACH_NLRI);
                mpLengthAt = out.size();
                out.u16(0).u16(2).u8(1);
            }
        }
        prefix(high, low, length, pathId);
    }

    /** The End-of-RIB marker of a table of {@code of} (RFC 4724 §2, RFC 7854 §5). */
    public void endOfRib(BmpPeer of, Instant at, boolean ipv6) {
        flush();
        begin(of, at, ipv6);
        out.u16(0);
        if (ipv6) {
            out.u16(6).u8(0x80).u8(MP_UNREACH_NLRI).u8(3).u16(2).u8(1);
        } else {
            out.u16(0);
        }
        end();
    }

    /** Ends the message that has been begun, if any. */
    public void flush() {
        switch (open) {
            case NOTHING -> {}
            case ROUTES -> {
                if (mpLengthAt > 0) {
                    out.set16(mpLengthAt, out.size() - mpLengthAt - 2);
                    out.set16(attributesLengthAt, out.size() - attributesLengthAt - 2);
                }
                end();
            }
            case WITHDRAWALS -> {
                if (v6) {
                    out.set16(mpLengthAt, out.size() - mpLengthAt - 2);
                    out.set16(attributesLengthAt, out.size() - attributesLengthAt - 2);
                } else {
                    out.set16(withdrawnLengthAt, out.size() - withdrawnLengthAt - 2);
                    out.u16(0);
                }
                end();
            }
        }
        open = Open.NOTHING;
        mpLengthAt = 0;
    }

    private boolean isSame(BmpPeer of, boolean ipv6) {
        return v6 == ipv6 && peer.equals(of);
    }

    private void begin(BmpPeer of, Instant at, boolean ipv6) {
        peer = of;
        v6 = ipv6;
        message = out.size();
        BmpWriter.header(out, BmpType.ROUTE_MONITORING);
        of.write(out, at);
        update = out.size();
        out.bytes(MARKER).u16(0).u8(2);
    }

    private void end() {
        out.set16(update + MARKER.length, out.size() - update);
        BmpWriter.end(out, message);
    }

    /**
     * Canonical attributes as an UPDATE has them: the next hop of IPv6, or an IPv6 one of IPv4 (RFC
     * 8950), in an MP_REACH_NLRI at the end, whose prefixes follow.
     */
    private void attributes(byte[] octets, int from, int to) {
        int nextHop = -1;
        int nextHopLength = 0;
        for (int at = from; at < to; ) {
            boolean extended = (octets[at] & EXTENDED_LENGTH) != 0;
            int value = at + (extended ? 4 : 3);
            int length =
                    extended
                            ? (octets[at + 2] & 255) << 8 | (octets[at + 3] & 255)
                            : octets[at + 2] & 255;
            if (octets[at + 1] == NEXT_HOP && (v6 || length > 4)) {
                nextHop = value;
                nextHopLength = length;
            } else {
                out.bytes(octets, at, value + length);
            }
            at = value + length;
        }
        out.set16(attributesLengthAt, out.size() - attributesLengthAt - 2);
        if (v6 || nextHop >= 0) {
            out.u8(0x80 | EXTENDED_LENGTH).u8(MP_REACH_NLRI);
            mpLengthAt = out.size();
            out.u16(0).u16(v6 ? 2 : 1).u8(1).u8(nextHopLength);
            if (nextHop >= 0) {
                out.bytes(octets, nextHop, nextHop + nextHopLength);
            }
            out.u8(0);
        }
    }

    private void prefix(long high, long low, int length, long pathId) {
        if (pathId >= 0) {
            out.u32((int) pathId);
        }
        out.u8(length);
        for (int octet = 0; octet < (length + 7) / 8; octet++) {
            long half = v6 ? octet < 8 ? high : low : low << 32;
            out.u8((int) (half >>> (56 - 8 * (octet % 8))));
        }
    }
}
