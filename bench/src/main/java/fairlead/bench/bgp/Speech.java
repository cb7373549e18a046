package fairlead.bench.bgp;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/**
 * All that one sender says, made before any clock starts: whole UPDATEs, ready to be written. Each
 * has one set of attributes and its prefixes; withdrawals are packed up to 4096 octets.
 */
record Speech(ByteBuffer announcement, ByteBuffer withdrawal) {

    private static final int LONGEST = 4096;
    private static final int HEADER = 19;

    /** MP_REACH_NLRI up to its prefixes: header of 4, AFI, SAFI, a next hop of 16, one reserved. */
    private static final int MP_REACH = 25;

    private static final int MOST_ATTRIBUTES = 512;

    /** What {@code sender} says of the groups from {@code from} to before {@code to}. */
    static Speech of(
            InternetTable table,
            int from,
            int to,
            Place sender,
            AttributeDraw draw,
            Expectation end)
            throws UnknownHostException {
        var nextHop = InetAddress.getByName(sender.address(table.family)).getAddress();
        var scratch = ByteBuffer.allocate(MOST_ATTRIBUTES);
        // Twice: first to know how long it is.
        long length = 0;
        for (int group = from; group < to; group++) {
            scratch.clear();
            reach(table.family, nextHop, scratch);
            draw.write(scratch, sender, group, nextHop);
            length += announcedOctets(table, group, scratch.position());
        }
        var out = ByteBuffer.allocateDirect(Math.toIntExact(length));
        for (int group = from; group < to; group++) {
            scratch.clear();
            reach(table.family, nextHop, scratch);
            int rank = draw.write(scratch, sender, group, nextHop);
            int fingerprint = Fingerprint.of(scratch, 0, scratch.position());
            for (int i = table.start(group); i < table.start(group + 1); i++) {
                end.way(end.slots.slot(table.key(i)), rank, fingerprint);
            }
            announce(table, group, scratch.flip(), out);
        }
        return new Speech(out.flip(), withdrawal(table, table.start(from), table.start(to)));
    }

    private static void reach(Family family, byte[] nextHop, ByteBuffer out) {
        if (family == Family.IPV6) {
            out.putInt(0x900e0000 | MP_REACH - 4)
                    .putShort((short) family.afi)
                    .put((byte) 1)
                    .put((byte) 16);
            out.put(nextHop).put((byte) 0);
        }
    }

    private static int room(int attributes) {
        return LONGEST - HEADER - 4 - attributes;
    }

    private static long announcedOctets(InternetTable table, int group, int attributes) {
        long sum = 0;
        for (int at = table.start(group); at < table.start(group + 1); ) {
            int end = fitting(table, at, table.start(group + 1), room(attributes));
            sum += HEADER + 4 + attributes + octets(table, at, end);
            at = end;
        }
        return sum;
    }

    private static void announce(InternetTable table, int group, ByteBuffer set, ByteBuffer out) {
        for (int at = table.start(group); at < table.start(group + 1); ) {
            int end = fitting(table, at, table.start(group + 1), room(set.limit()));
            int prefixes = octets(table, at, end);
            header(out, HEADER + 4 + set.limit() + prefixes).putShort((short) 0);
            switch (table.family) {
                case IPV4 -> {
                    out.putShort((short) set.limit()).put(set.rewind());
                    prefixes(table, at, end, out);
                }
                case IPV6 -> {
                    set.putShort(2, (short) (MP_REACH - 4 + prefixes));
                    out.putShort((short) (set.limit() + prefixes)).put(set.slice(0, MP_REACH));
                    prefixes(table, at, end, out);
                    out.put(set.slice(MP_REACH, set.limit() - MP_REACH));
                }
            }
            at = end;
        }
    }

    private static ByteBuffer withdrawal(InternetTable table, int from, int to) {
        // In MP_UNREACH_NLRI, prefixes come after a header of 4, AFI and SAFI.
        int extra = table.family == Family.IPV4 ? 0 : 7;
        int length = 0;
        for (int at = from; at < to; ) {
            int end = fitting(table, at, to, room(extra));
            length += HEADER + 4 + extra + octets(table, at, end);
            at = end;
        }
        var out = ByteBuffer.allocateDirect(length);
        for (int at = from; at < to; ) {
            int end = fitting(table, at, to, room(extra));
            int prefixes = octets(table, at, end);
            header(out, HEADER + 4 + extra + prefixes);
            switch (table.family) {
                case IPV4 -> {
                    prefixes(table, at, end, out.putShort((short) prefixes));
                    out.putShort((short) 0);
                }
                case IPV6 -> {
                    out.putShort((short) 0).putShort((short) (extra + prefixes));
                    out.putShort((short) 0x900f).putShort((short) (3 + prefixes));
                    out.putShort((short) table.family.afi).put((byte) 1);
                    prefixes(table, at, end, out);
                }
            }
            at = end;
        }
        return out.flip();
    }

    private static int fitting(InternetTable table, int from, int to, int room) {
        int at = from;
        int left = room;
        while (at < to && PrefixKey.octets(table.key(at)) <= left) {
            left -= PrefixKey.octets(table.key(at++));
        }
        return at;
    }

    private static int octets(InternetTable table, int from, int to) {
        int sum = 0;
        for (int at = from; at < to; at++) {
            sum += PrefixKey.octets(table.key(at));
        }
        return sum;
    }

    private static ByteBuffer header(ByteBuffer out, int length) {
        return out.putLong(-1).putLong(-1).putShort((short) length).put((byte) 2);
    }

    private static void prefixes(InternetTable table, int from, int to, ByteBuffer out) {
        for (int at = from; at < to; at++) {
            long key = table.key(at);
            out.put((byte) PrefixKey.length(key));
            for (int octet = 1; octet < PrefixKey.octets(key); octet++) {
                out.put((byte) (PrefixKey.bits(key) >>> 64 - 8 * octet));
            }
        }
    }
}
