package fairlead.bgp.bmp;

import fairlead.bgp.bmp.BmpMessage.Count;
import fairlead.bgp.bmp.BmpMessage.Initiation;
import fairlead.bgp.bmp.BmpMessage.Other;
import fairlead.bgp.bmp.BmpMessage.PeerDown;
import fairlead.bgp.bmp.BmpMessage.PeerUp;
import fairlead.bgp.bmp.BmpMessage.RouteMonitoring;
import fairlead.bgp.bmp.BmpMessage.StatsReport;
import fairlead.bgp.bmp.BmpMessage.Termination;
import fairlead.bgp.wire.AddressFamily;
import fairlead.bgp.wire.DamagedOctetsException;
import fairlead.bgp.wire.OctetWindow;
import fairlead.bgp.wire.Octets;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads a stream message by message and holds one of them at a time. */
public final class BmpReader {

    /** Octets of the longest message that is believed: two OPENs of 65,535 octets fit. */
    public static final int LONGEST = 1 << 18;

    private static final int BGP_HEADER = 19;

    private final InputStream in;
    private long offset;
    private byte[] message = new byte[4096];

    /** Of a stream from its beginning; reads in small steps, so hand in a buffered one. */
    public BmpReader(InputStream in) {
        this.in = in;
    }

    /**
     * The next message, waiting for it if the stream does; none at its end.
     *
     * @throws DamagedOctetsException if what follows is none; there is no going on after that
     */
    public Optional<BmpMessage> next() throws IOException, DamagedOctetsException {
        long begin = offset;
        int got = fill(BmpType.HEADER);
        if (got == 0) {
            return Optional.empty();
        }
        if (got < BmpType.HEADER) {
            throw new DamagedOctetsException(
                    begin, "the stream ends after " + got + " of the 6 octets of a header");
        }
        var header = new OctetWindow(message, BmpType.HEADER, begin);
        int version = header.u8("the version");
        long length = header.u32("the length");
        int type = header.u8("the type");
        if (version != BmpType.VERSION) {
            throw new DamagedOctetsException(
                    begin, "version " + version + " of BMP; 3 is the one that is spoken");
        }
        if (length < BmpType.HEADER || length > LONGEST) {
            throw new DamagedOctetsException(begin, "a message of " + length + " octets");
        }
        int rest = (int) length - BmpType.HEADER;
        got = fill(rest);
        if (got < rest) {
            throw new DamagedOctetsException(
                    begin, "the stream ends after " + got + " of " + rest + " octets of a message");
        }
        return Optional.of(read(new OctetWindow(message, rest, begin + BmpType.HEADER), type));
    }

    private static BmpMessage read(OctetWindow in, int type) throws DamagedOctetsException {
        return switch (type) {
            case BmpType.INITIATION -> {
                var texts = texts(in);
                yield new Initiation(
                        texts.getOrDefault(BmpType.SYS_NAME, ""),
                        texts.getOrDefault(BmpType.SYS_DESCR, ""));
            }
            case BmpType.TERMINATION -> termination(in);
            case BmpType.PEER_UP,
                    BmpType.PEER_DOWN,
                    BmpType.ROUTE_MONITORING,
                    BmpType.STATS_REPORT ->
                    ofPeer(in, type);
            default -> new Other(type, in.left());
        };
    }

    private static BmpMessage ofPeer(OctetWindow in, int type) throws DamagedOctetsException {
        int peerType = in.u8("the type of a peer");
        int flags = in.u8("the flags of a peer");
        long distinguisher = in.i64("the distinguisher of a peer");
        var address =
                BmpPeer.readAddress(in, BmpPeer.isV6(peerType, flags), "the address of a peer");
        var asn = new Asn(in.u32("the AS number of a peer"));
        var id = IpAddress.v4(in.i32("the identifier of a peer"));
        long seconds = in.u32("the time");
        var at = Instant.ofEpochSecond(seconds, in.u32("the time") * 1000);
        var peer =
                new BmpPeer(
                        peerType,
                        View.of(peerType, flags),
                        distinguisher,
                        address,
                        asn,
                        id,
                        BmpPeer.width(peerType, flags));
        return switch (type) {
            case BmpType.PEER_UP -> peerUp(in, peer, at, BmpPeer.isV6(peerType, flags));
            case BmpType.PEER_DOWN -> new PeerDown(peer, at, down(in));
            case BmpType.STATS_REPORT -> statsReport(in, peer, at);
            default -> new RouteMonitoring(peer, at, in.rest());
        };
    }

    private static PeerUp peerUp(OctetWindow in, BmpPeer peer, Instant at, boolean v6)
            throws DamagedOctetsException {
        var local = BmpPeer.readAddress(in, v6, "our own address");
        int localPort = in.u16("our own port");
        int remotePort = in.u16("the port of the peer");
        var sent = bgpMessage(in, "the OPEN that was sent");
        var received = bgpMessage(in, "the OPEN that was received");
        var table = texts(in).getOrDefault(BmpType.TABLE_NAME, "");
        return new PeerUp(peer, at, local, localPort, remotePort, sent, received, table);
    }

    private static Octets bgpMessage(OctetWindow in, String what) throws DamagedOctetsException {
        var head = in.bytes(BGP_HEADER, what);
        int length = (head[16] & 255) << 8 | (head[17] & 255);
        if (length < BGP_HEADER) {
            throw in.damage(what + " has " + length + " octets");
        }
        var rest = in.bytes(length - BGP_HEADER, what);
        var whole = Arrays.copyOf(head, length);
        System.arraycopy(rest, 0, whole, BGP_HEADER, rest.length);
        return Octets.of(whole);
    }

    private static Down down(OctetWindow in) throws DamagedOctetsException {
        int reason = in.u8("the reason");
        return switch (reason) {
            case 1 -> new Down.WeNotified(in.rest());
            case 2 -> new Down.WeClosed(in.u16("the event"));
            case 3 -> new Down.PeerNotified(in.rest());
            case 4 -> new Down.PeerClosed();
            case 5 -> new Down.NoLongerMonitored();
            case 6 -> new Down.TableEnded(texts(in).getOrDefault(BmpType.TABLE_NAME, ""));
            default -> new Down.Unknown(reason, in.rest());
        };
    }

    /** Statistics without a name here are left out. */
    private static StatsReport statsReport(OctetWindow in, BmpPeer peer, Instant at)
            throws DamagedOctetsException {
        long count = in.u32("the number of statistics");
        var counts = new ArrayList<Count>();
        for (long i = 0; i < count; i++) {
            int code = in.u16("the type of a statistic");
            var value = in.slice(in.u16("the length of a statistic"), "a statistic");
            var statistic = Statistic.of(code).filter(one -> one.form().octets() == value.left());
            if (statistic.isPresent()) {
                counts.add(count(statistic.get(), value));
            }
        }
        return new StatsReport(peer, at, counts);
    }

    private static Count count(Statistic statistic, OctetWindow value)
            throws DamagedOctetsException {
        return switch (statistic.form()) {
            case COUNTER -> Count.of(statistic, value.u32("a counter"));
            case GAUGE -> Count.of(statistic, value.i64("a gauge"));
            case GAUGE_OF_FAMILY -> {
                int afi = value.u16("a family");
                var family = new AddressFamily(afi, value.u8("a family"));
                yield new Count(statistic, family, value.i64("a gauge"));
            }
        };
    }

    private static Termination termination(OctetWindow in) throws DamagedOctetsException {
        int reason = 1;
        var text = "";
        while (in.left() > 0) {
            int type = in.u16("a type");
            var value = in.slice(in.u16("a length"), "a value");
            if (type == BmpType.REASON && value.left() == 2) {
                reason = value.u16("the reason");
            } else if (type == BmpType.STRING) {
                text = text(value);
            }
        }
        return new Termination(reason, text);
    }

    /** Type (2) | length (2) | text, to the end. */
    private static Map<Integer, String> texts(OctetWindow in) throws DamagedOctetsException {
        var texts = new HashMap<Integer, String>();
        while (in.left() > 0) {
            int type = in.u16("a type");
            texts.put(type, text(in.slice(in.u16("a length"), "a text")));
        }
        return texts;
    }

    private static String text(OctetWindow value) throws DamagedOctetsException {
        return new String(value.rest().toArray(), StandardCharsets.UTF_8);
    }

    private int fill(int count) throws IOException {
        if (message.length < count) {
            message = new byte[count];
        }
        int got = in.readNBytes(message, 0, count);
        offset += got;
        return got;
    }
}
