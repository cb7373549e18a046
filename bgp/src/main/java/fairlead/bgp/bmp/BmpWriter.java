package fairlead.bgp.bmp;

import fairlead.bgp.bmp.BmpMessage.Count;
import fairlead.bgp.bmp.BmpMessage.Initiation;
import fairlead.bgp.bmp.BmpMessage.Other;
import fairlead.bgp.bmp.BmpMessage.PeerDown;
import fairlead.bgp.bmp.BmpMessage.PeerUp;
import fairlead.bgp.bmp.BmpMessage.RouteMonitoring;
import fairlead.bgp.bmp.BmpMessage.StatsReport;
import fairlead.bgp.bmp.BmpMessage.Termination;
import fairlead.bgp.wire.OctetBuffer;
import java.nio.charset.StandardCharsets;

/** Messages to octets. */
public final class BmpWriter {

    private static final int LENGTH_AT = 1;

    private BmpWriter() {}

    /**
     * Adds {@code message} to {@code out}.
     *
     * @throws IllegalArgumentException for a message that is read only
     */
    public static void write(OctetBuffer out, BmpMessage message) {
        int begin = out.size();
        switch (message) {
            case Initiation(var name, var description) -> {
                header(out, BmpType.INITIATION);
                text(out, BmpType.SYS_DESCR, description);
                text(out, BmpType.SYS_NAME, name);
            }
            case Termination(var reason, var text) -> {
                header(out, BmpType.TERMINATION);
                out.u16(BmpType.REASON).u16(2).u16(reason);
                if (!text.isEmpty()) {
                    text(out, BmpType.STRING, text);
                }
            }
            case PeerUp up -> {
                header(out, BmpType.PEER_UP);
                up.peer().write(out, up.at());
                BmpPeer.write(out, up.local());
                out.u16(up.localPort()).u16(up.remotePort());
                out.bytes(up.sentOpen().toArray()).bytes(up.receivedOpen().toArray());
                if (!up.table().isEmpty()) {
                    text(out, BmpType.TABLE_NAME, up.table());
                }
            }
            case PeerDown(var peer, var at, var reason) -> {
                header(out, BmpType.PEER_DOWN);
                peer.write(out, at);
                write(out, reason);
            }
            case RouteMonitoring(var peer, var at, var update) -> {
                header(out, BmpType.ROUTE_MONITORING);
                peer.write(out, at);
                out.bytes(update.toArray());
            }
            case StatsReport(var peer, var at, var counts) -> {
                header(out, BmpType.STATS_REPORT);
                peer.write(out, at);
                out.u32(counts.size());
                counts.forEach(count -> write(out, count));
            }
            case Other(var type, _) ->
                    throw new IllegalArgumentException(
                            "messages of type " + type + " are not sent");
        }
        end(out, begin);
    }

    /** Version, a length that {@link #end} fills in, and the type. */
    static void header(OctetBuffer out, int type) {
        out.u8(BmpType.VERSION).u32(0).u8(type);
    }

    /** Fills in the length of the message that began at {@code begin}. */
    static void end(OctetBuffer out, int begin) {
        out.set32(begin + LENGTH_AT, out.size() - begin);
    }

    private static void write(OctetBuffer out, Down reason) {
        switch (reason) {
            case Down.WeNotified(var notification) -> out.u8(1).bytes(notification.toArray());
            case Down.WeClosed(var event) -> out.u8(2).u16(event);
            case Down.PeerNotified(var notification) -> out.u8(3).bytes(notification.toArray());
            case Down.PeerClosed() -> out.u8(4);
            case Down.NoLongerMonitored() -> out.u8(5);
            case Down.TableEnded(var table) -> text(out.u8(6), BmpType.TABLE_NAME, table);
            case Down.Unknown(var code, var data) -> out.u8(code).bytes(data.toArray());
        }
    }

    private static void write(OctetBuffer out, Count count) {
        var form = count.statistic().form();
        out.u16(count.statistic().code()).u16(form.octets());
        switch (form) {
            case COUNTER -> out.u32((int) count.value());
            case GAUGE -> out.u64(count.value());
            case GAUGE_OF_FAMILY ->
                    out.u16(count.family().afi()).u8(count.family().safi()).u64(count.value());
        }
    }

    private static void text(OctetBuffer out, int type, String text) {
        var octets = text.getBytes(StandardCharsets.UTF_8);
        out.u16(type).u16(octets.length).bytes(octets);
    }
}
