package fairlead.bgp.mrt;

import fairlead.bgp.wire.AsWidth;
import fairlead.bgp.wire.OctetBuffer;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/** Files with at least one of everything that is written. */
final class SampleFiles {

    static final Instant AT = Instant.ofEpochSecond(1_700_000_000, 23_456_000);
    static final MrtPeer FIRST =
            new MrtPeer(IpAddress.parse("10.0.0.1"), IpAddress.parse("10.0.0.1"), new Asn(65001));
    static final MrtPeer SECOND =
            new MrtPeer(
                    IpAddress.parse("10.0.0.2"),
                    IpAddress.parse("2001:db8::2"),
                    new Asn(4_200_000_001L));
    static final MrtSession SESSION =
            new MrtSession(
                    new Asn(65001),
                    new Asn(65515),
                    0,
                    IpAddress.parse("10.0.0.1"),
                    IpAddress.parse("10.0.0.4"));

    /** Canonical: every attribute that has a reader, and one that nobody knows. */
    static final byte[] RICH =
            hex(
                    "400101 00",
                    "400210 02020000fde90000fdea 0101fa56ea01",
                    "400304 0a000001",
                    "800404 00000032",
                    "400504 0000006f",
                    "400600",
                    "c00708 0000fde90a000009",
                    "c00810 fde90001ffffff01ffffff02ffff029a",
                    "800904 09090909",
                    "800a08 0a0a0a0a0b0b0b0b",
                    "c01008 00020000fde90001",
                    "c0200c 0000fde90000000100000002",
                    "c06302 0102");

    /** Canonical, with an IPv6 next hop. */
    static final byte[] IPV6 =
            hex(
                    "400101 02",
                    "40020a 02020000fde9fa56ea01",
                    "400310 20010db8000000000000000000000002");

    /** Canonical, with a global and a link-local next hop, lengths in two octets. */
    static final byte[] LINK_LOCAL =
            hex(
                    "50010001 01",
                    "50020000",
                    "50030020 20010db8000000000000000000000002 fe800000000000000000000000000002");

    private SampleFiles() {}

    static byte[] hex(String... parts) {
        return HexFormat.of().parseHex(String.join("", parts).replace(" ", ""));
    }

    /** A table dump of IPv4, IPv6 and, with path identifiers, of both again. */
    static byte[] table() {
        var out = new OctetBuffer(64);
        var writer = new MrtWriter(out);
        writer.peers(AT, IpAddress.parse("192.0.2.1"), "all", List.of(FIRST, SECOND));
        begin(writer, "10.0.0.0/8", false);
        writer.entry(0, 1_699_999_999, 0, RICH, 0, RICH.length);
        writer.endPrefix();
        begin(writer, "192.0.2.0/24", false);
        writer.endPrefix(); // nobody tells it: it leaves no trace
        begin(writer, "2001:db8:1::/48", false);
        writer.entry(1, 1_699_999_999, 0, IPV6, 0, IPV6.length);
        writer.entry(0, 1_699_999_998, 0, LINK_LOCAL, 0, LINK_LOCAL.length);
        writer.endPrefix();
        begin(writer, "203.0.113.0/24", true);
        writer.entry(0, 1_699_999_999, 7, RICH, 0, RICH.length);
        writer.entry(1, 1_699_999_999, -1, RICH, 0, RICH.length);
        writer.endPrefix();
        begin(writer, "2001:db8:2::/48", true);
        writer.entry(0, 1_699_999_999, 8, IPV6, 0, IPV6.length);
        writer.entry(0, 1_699_999_999, 9, IPV6, 0, IPV6.length);
        writer.endPrefix();
        return out.toArray();
    }

    private static void begin(MrtWriter writer, String text, boolean pathIds) {
        var prefix = Prefix.parse(text);
        writer.beginPrefix(
                AT,
                prefix.network().family() == IpAddress.Family.V6,
                pathIds,
                prefix.network().high(),
                prefix.network().low(),
                prefix.length());
    }

    /** An update log: messages both ways, wide and narrow, with path identifiers, and states. */
    static byte[] log() {
        var out = new OctetBuffer(64);
        var writer = new MrtWriter(out);
        var update = message(2, update("18c00002", RICH, "080a", "18cb0071"));
        writer.stateChange(AT, SESSION, 5, 6);
        writer.message(AT, SESSION, AsWidth.FOUR, false, false, update, 0, update.length);
        writer.message(AT, SESSION, AsWidth.FOUR, true, false, update, 0, update.length);
        var withIds = message(2, update("0000000718c00002", RICH, "00000007080a"));
        writer.message(AT, SESSION, AsWidth.FOUR, false, true, withIds, 0, withIds.length);
        var ipv6 =
                message(
                        2,
                        update(
                                "",
                                hex(
                                        "800f0b 000201 3820010db8000200",
                                        "400101 00",
                                        "400206 02010000fde9",
                                        "800e1d 000201 10 20010db8000000000000000000000002",
                                        "00 3820010db8000300")));
        writer.message(AT, SESSION, AsWidth.FOUR, false, false, ipv6, 0, ipv6.length);
        // A narrow peer: 65001 23456, and in AS4_PATH what 23456 stands for.
        var narrow =
                message(
                        2,
                        update(
                                "",
                                hex(
                                        "400101 00",
                                        "400206 0202fde95ba0",
                                        "400304 0a000001",
                                        "c01106 0201fa56ea01"),
                                "080a"));
        writer.message(AT, SESSION, AsWidth.TWO, false, false, narrow, 0, narrow.length);
        var narrowWithIds =
                message(
                        2,
                        update(
                                "0000000918c00002",
                                hex("400101 00", "400204 0201fde9", "400304 0a000001"),
                                "00000009080a"));
        writer.message(
                AT, SESSION, AsWidth.TWO, false, true, narrowWithIds, 0, narrowWithIds.length);
        var ipv6WithIds =
                message(
                        2,
                        update(
                                "",
                                hex(
                                        "800f0f 000201 00000005 3820010db8000200",
                                        "400101 00",
                                        "400206 02010000fde9",
                                        "800e21 000201 10 20010db8000000000000000000000002",
                                        "00 00000006 3820010db8000300")));
        writer.message(AT, SESSION, AsWidth.FOUR, false, true, ipv6WithIds, 0, ipv6WithIds.length);
        var endOfRib = message(2, update("", new byte[0]));
        writer.message(AT, SESSION, AsWidth.FOUR, false, false, endOfRib, 0, endOfRib.length);
        var keepalive = message(4, new byte[0]);
        writer.message(AT, SESSION, AsWidth.FOUR, true, false, keepalive, 0, keepalive.length);
        var open = message(1, hex("04 fde9 005a 0a000001 08 0206 4104 0000fde9"));
        writer.message(AT, SESSION, AsWidth.FOUR, false, false, open, 0, open.length);
        var cease = message(3, hex("0602"));
        writer.message(AT, SESSION, AsWidth.FOUR, true, false, cease, 0, cease.length);
        writer.stateChange(AT, SESSION, 6, 1);
        return out.toArray();
    }

    static byte[] message(int type, byte[] body) {
        var out = new OctetBuffer(64);
        out.u64(-1).u64(-1).u16(19 + body.length).u8(type).bytes(body);
        return out.toArray();
    }

    static byte[] update(String withdrawn, byte[] attributes, String... announced) {
        var gone = hex(withdrawn);
        var out = new OctetBuffer(64);
        out.u16(gone.length).bytes(gone).u16(attributes.length).bytes(attributes);
        return out.bytes(hex(announced)).toArray();
    }
}
