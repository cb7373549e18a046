package fairlead.bench.bgp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The messages of a session besides UPDATEs (RFC 4271 §4.2, §4.4, §4.5), made and read by hand. */
final class Greeting {

    static final int HEADER = 19;
    static final int OPEN = 1;
    static final int UPDATE = 2;
    static final int NOTIFICATION = 3;
    static final int KEEPALIVE = 4;

    /** Seconds; long, since a daemon under load may have other things to do than KEEPALIVEs. */
    private static final int HOLD_TIME = 240;

    private Greeting() {}

    /** Offers the one family, four-octet AS numbers and route refresh. */
    static ByteBuffer open(Place peer, Family family) {
        var out = message(OPEN, 10 + 2 + 6 + 6 + 2);
        out.put((byte) 4).putShort((short) peer.asn()).putShort((short) HOLD_TIME);
        out.putInt(0x0a630100 + peer.number() / 250 * 256 + 1 + peer.number() % 250);
        out.put((byte) 16).put((byte) 2).put((byte) 14);
        out.put((byte) 1).put((byte) 4).putShort((short) family.afi).putShort((short) 1);
        out.put((byte) 65).put((byte) 4).putInt(peer.asn());
        out.put((byte) 2).put((byte) 0);
        return out.flip();
    }

    static ByteBuffer keepalive() {
        return message(KEEPALIVE, 0).flip();
    }

    /** End-of-RIB (RFC 4724 §2). */
    static ByteBuffer endOfRib(Family family) {
        return switch (family) {
            case IPV4 -> message(UPDATE, 4).putInt(0).flip();
            case IPV6 -> {
                var out = message(UPDATE, 10).putShort((short) 0).putShort((short) 6);
                out.put((byte) 0x80).put((byte) 15).put((byte) 3);
                yield out.putShort((short) family.afi).put((byte) 1).flip();
            }
        };
    }

    /**
     * What a NOTIFICATION says, its body from {@code from}: code, subcode, and its data as text.
     */
    static String complaint(ByteBuffer in, int from, int to) {
        var data = new byte[to - from - 2];
        in.get(from + 2, data);
        return "NOTIFICATION %d/%d %s"
                .formatted(
                        in.get(from),
                        in.get(from + 1),
                        new String(data, StandardCharsets.ISO_8859_1)
                                .replaceAll("\\P{Print}", "."));
    }

    private static ByteBuffer message(int type, int body) {
        return ByteBuffer.allocate(HEADER + body)
                .putLong(-1)
                .putLong(-1)
                .putShort((short) (HEADER + body))
                .put((byte) type);
    }
}
