package fairlead.bgp.rpki;

import static java.nio.charset.StandardCharsets.UTF_8;

import fairlead.bgp.wire.Octets;
import fairlead.bgp.wire.OneLine;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * PDUs of RTR versions 0 (RFC 6810) and 1 (RFC 8210) to octets and back.
 *
 * <pre>
 *  0          8          16         24        31
 *  |  version |   type   | session, code, or 0 |
 *  |        length of all, in octets           |
 *  |                  ...                      |
 * </pre>
 */
public final class RtrCodec {

    /** The newest version that we speak. */
    public static final int VERSION = 1;

    private static final int NOTIFY = 0;
    private static final int SERIAL_QUERY = 1;
    private static final int RESET_QUERY = 2;
    private static final int RESPONSE = 3;
    private static final int PREFIX_V4 = 4;
    private static final int PREFIX_V6 = 6;
    private static final int END_OF_DATA = 7;
    private static final int CACHE_RESET = 8;
    private static final int ROUTER_KEY = 9;
    private static final int ERROR = 10;

    /** The longest part of a PDU at fault that is sent back. */
    private static final int QUOTED = 1024;

    private RtrCodec() {}

    /** The octets of {@code pdu} in {@code version}. */
    public static byte[] encode(RtrPdu pdu, int version) {
        return switch (pdu) {
            case RtrPdu.SerialNotify(int session, int serial) ->
                    pdu(version, NOTIFY, session, 4).putInt(serial).array();
            case RtrPdu.SerialQuery(int session, int serial) ->
                    pdu(version, SERIAL_QUERY, session, 4).putInt(serial).array();
            case RtrPdu.ResetQuery() -> pdu(version, RESET_QUERY, 0, 0).array();
            case RtrPdu.CacheResponse(int session) -> pdu(version, RESPONSE, session, 0).array();
            case RtrPdu.Payload payload -> payload(payload, version);
            case RtrPdu.EndOfData end -> endOfData(end, version);
            case RtrPdu.CacheReset() -> pdu(version, CACHE_RESET, 0, 0).array();
            case RtrPdu.RouterKey(boolean announced) ->
                    pdu(version, ROUTER_KEY, announced ? 0x100 : 0, 24).array();
            case RtrPdu.ErrorReport(int code, var about, var text) -> {
                var quoted = Arrays.copyOf(about.toArray(), Math.min(about.size(), QUOTED));
                var words = text.getBytes(UTF_8);
                yield pdu(version, ERROR, code, 8 + quoted.length + words.length)
                        .putInt(quoted.length)
                        .put(quoted)
                        .putInt(words.length)
                        .put(words)
                        .array();
            }
        };
    }

    private static byte[] payload(RtrPdu.Payload payload, int version) {
        var prefix = payload.vrp().prefix();
        var network = prefix.network().octets();
        return pdu(version, network.length == 4 ? PREFIX_V4 : PREFIX_V6, 0, 8 + network.length)
                .put((byte) (payload.announced() ? 1 : 0))
                .put((byte) prefix.length())
                .put((byte) payload.vrp().maxLength())
                .put((byte) 0)
                .put(network)
                .putInt((int) payload.vrp().origin().value())
                .array();
    }

    private static byte[] endOfData(RtrPdu.EndOfData end, int version) {
        var octets =
                pdu(version, END_OF_DATA, end.session(), version == 0 ? 4 : 16)
                        .putInt(end.serial());
        if (version != 0) {
            octets.putInt((int) end.timing().refresh().toSeconds())
                    .putInt((int) end.timing().retry().toSeconds())
                    .putInt((int) end.timing().expire().toSeconds());
        }
        return octets.array();
    }

    private static ByteBuffer pdu(int version, int type, int field, int more) {
        int length = RtrFraming.HEADER + more;
        return ByteBuffer.allocate(length)
                .put((byte) version)
                .put((byte) type)
                .putShort((short) field)
                .putInt(length);
    }

    /** Reads one whole PDU, as {@link RtrFraming} found it. */
    public static RtrDecoded decode(byte[] octets) {
        var in = ByteBuffer.wrap(octets);
        int version = in.get() & 255;
        int type = in.get() & 255;
        int field = Short.toUnsignedInt(in.getShort());
        in.getInt();
        if (type == ERROR) {
            return errorReport(in, version, field);
        }
        if (version > VERSION) {
            return RtrDecoded.bad(
                    version,
                    RtrError.UNSUPPORTED_PROTOCOL_VERSION,
                    Octets.of(octets),
                    "version " + version + "; 0 and 1 are spoken");
        }
        if (!isKnown(type, version)) {
            return RtrDecoded.bad(
                    version, RtrError.UNSUPPORTED_PDU_TYPE, Octets.of(octets), "type " + type);
        }
        int wanted = length(type, version);
        if (type == ROUTER_KEY ? octets.length < wanted : octets.length != wanted) {
            return RtrDecoded.bad(
                    version,
                    RtrError.CORRUPT_DATA,
                    Octets.of(octets),
                    octets.length + " octets in a PDU of type " + type);
        }
        try {
            return new RtrDecoded.Ok(version, body(in, version, type, field));
        } catch (IllegalArgumentException wrong) {
            return RtrDecoded.bad(
                    version,
                    RtrError.CORRUPT_DATA,
                    Octets.of(octets),
                    String.valueOf(wrong.getMessage()));
        }
    }

    private static boolean isKnown(int type, int version) {
        return type <= CACHE_RESET && type != 5 || type == ROUTER_KEY && version > 0;
    }

    private static int length(int type, int version) {
        return switch (type) {
            case NOTIFY, SERIAL_QUERY -> 12;
            case PREFIX_V4 -> 20;
            case PREFIX_V6 -> 32;
            case END_OF_DATA -> version == 0 ? 12 : 24;
            case ROUTER_KEY -> 32;
            default -> RtrFraming.HEADER;
        };
    }

    private static RtrPdu body(ByteBuffer in, int version, int type, int field) {
        return switch (type) {
            case NOTIFY -> new RtrPdu.SerialNotify(field, in.getInt());
            case SERIAL_QUERY -> new RtrPdu.SerialQuery(field, in.getInt());
            case RESET_QUERY -> new RtrPdu.ResetQuery();
            case RESPONSE -> new RtrPdu.CacheResponse(field);
            case PREFIX_V4 -> payload(in, 4);
            case PREFIX_V6 -> payload(in, 16);
            case END_OF_DATA -> new RtrPdu.EndOfData(field, in.getInt(), timing(in, version));
            case ROUTER_KEY -> new RtrPdu.RouterKey((field & 0x100) != 0);
            default -> new RtrPdu.CacheReset();
        };
    }

    private static RtrPdu payload(ByteBuffer in, int octetsOfNetwork) {
        boolean announced = (in.get() & 1) != 0;
        int length = in.get() & 255;
        int maxLength = in.get() & 255;
        in.get();
        var network = new byte[octetsOfNetwork];
        in.get(network);
        var prefix = new Prefix(IpAddress.of(network), length);
        var origin = new Asn(Integer.toUnsignedLong(in.getInt()));
        return new RtrPdu.Payload(announced, new Vrp(prefix, maxLength, origin));
    }

    private static RtrTiming timing(ByteBuffer in, int version) {
        return version == 0
                ? RtrTiming.DEFAULT
                : RtrTiming.ofSeconds(
                        Integer.toUnsignedLong(in.getInt()),
                        Integer.toUnsignedLong(in.getInt()),
                        Integer.toUnsignedLong(in.getInt()));
    }

    /** Lengths that lie leave the text out: the code is what counts, and it is there. */
    private static RtrDecoded errorReport(ByteBuffer in, int version, int code) {
        var about = part(in);
        var text = new String(part(in), UTF_8);
        return new RtrDecoded.Ok(
                version, new RtrPdu.ErrorReport(code, Octets.of(about), OneLine.of(text).strip()));
    }

    private static byte[] part(ByteBuffer in) {
        if (in.remaining() < 4) {
            return new byte[0];
        }
        long length = Integer.toUnsignedLong(in.getInt());
        var part = new byte[(int) Math.min(length, in.remaining())];
        in.get(part);
        return part;
    }
}
