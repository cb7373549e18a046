package fairlead.cli;

import fairlead.bgp.bmp.BmpMessage;
import fairlead.bgp.bmp.BmpMessage.Initiation;
import fairlead.bgp.bmp.BmpMessage.OfPeer;
import fairlead.bgp.bmp.BmpMessage.Other;
import fairlead.bgp.bmp.BmpMessage.PeerDown;
import fairlead.bgp.bmp.BmpMessage.PeerUp;
import fairlead.bgp.bmp.BmpMessage.RouteMonitoring;
import fairlead.bgp.bmp.BmpMessage.StatsReport;
import fairlead.bgp.bmp.BmpMessage.Termination;
import fairlead.bgp.bmp.Down;
import fairlead.bgp.bmp.MonitoredSessions;
import fairlead.bgp.mrt.MrtRecord;
import fairlead.bgp.mrt.MrtRow;
import fairlead.bgp.mrt.MrtRows;
import fairlead.bgp.mrt.MrtSession;
import fairlead.bgp.wire.AddressFamily;
import fairlead.bgp.wire.AsWidth;
import fairlead.bgp.wire.BgpCodec;
import fairlead.bgp.wire.BgpMessage;
import fairlead.bgp.wire.Decoded;
import fairlead.bgp.wire.Octets;
import fairlead.bgp.wire.OneLine;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a router told a collector, as rows like those of an MRT file with their table before. */
final class BmpLines {

    /** A line to print. */
    sealed interface Line {}

    /** A row, and the word for the table that it speaks of. */
    record OfTable(String table, MrtRow row) implements Line {}

    /** What the router says of itself. */
    record OfRouter(Instant at, String what, String text) implements Line {}

    private final MonitoredSessions sessions = new MonitoredSessions();
    private final MrtRows rows = new MrtRows();

    /** The rows of {@code message}. */
    List<Line> of(BmpMessage message, Instant now) {
        if (message instanceof OfPeer ofPeer) {
            sessions.note(ofPeer);
        }
        return switch (message) {
            case Initiation(var name, var description) ->
                    List.of(new OfRouter(now, "INITIATION", OneLine.of(name + ", " + description)));
            case Termination(var reason, var text) ->
                    List.of(
                            new OfRouter(
                                    now,
                                    "TERMINATION",
                                    "reason " + reason + ": " + OneLine.of(text)));
            case Other(var type, var length) ->
                    List.of(
                            new OfRouter(
                                    now, "TYPE " + type, length + " octets that are not read"));
            case PeerUp up ->
                    List.of(
                            said(
                                    up,
                                    "PEER UP",
                                    up.table().isEmpty()
                                            ? "at "
                                                    + up.local()
                                                    + " port "
                                                    + up.localPort()
                                                    + ", its port "
                                                    + up.remotePort()
                                            : "table '" + OneLine.of(up.table()) + "'"));
            case PeerDown down -> List.of(said(down, "PEER DOWN", why(down.reason())));
            case StatsReport report ->
                    List.of(
                            said(
                                    report,
                                    "STATISTICS",
                                    report.counts().stream()
                                            .map(BmpLines::count)
                                            .collect(Collectors.joining(", "))));
            case RouteMonitoring routes -> routes(routes);
        };
    }

    private List<Line> routes(RouteMonitoring routes) {
        var peer = routes.peer();
        var record =
                new MrtRecord.Message(
                        routes.at(),
                        true,
                        new MrtSession(peer.asn(), peer.asn(), 0, peer.address(), peer.address()),
                        false,
                        sessions.hasPathIds(peer, AddressFamily.IPV4_UNICAST)
                                || sessions.hasPathIds(peer, AddressFamily.IPV6_UNICAST),
                        peer.width(),
                        routes.update());
        return rows.of(record).stream()
                .<Line>map(row -> new OfTable(peer.view().word(), row))
                .toList();
    }

    private static Line said(OfPeer message, String what, String text) {
        var peer = message.peer();
        var from =
                new MrtRow.From(
                        message.at(), true, MrtRow.Source.RECEIVED, peer.address(), peer.asn());
        return new OfTable(peer.view().word(), new MrtRow.Said(from, what, text));
    }

    private static String count(BmpMessage.Count count) {
        var name = count.statistic().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return (name.endsWith(" of family")
                        ? name.replace(" of family", " " + count.family())
                        : name)
                + " "
                + count.value();
    }

    private static String why(Down down) {
        return switch (down) {
            case Down.WeNotified(var octets) -> "the router: " + notification(octets);
            case Down.WeClosed(var event) -> "the router closed it, event " + event;
            case Down.PeerNotified(var octets) -> "the peer: " + notification(octets);
            case Down.PeerClosed() -> "the peer closed it, or the connection was lost";
            case Down.NoLongerMonitored() -> "no longer monitored";
            case Down.TableEnded(var table) ->
                    "table '" + OneLine.of(table) + "' is no longer told";
            case Down.Unknown(var reason, var data) -> "reason " + reason + ": " + data.hex();
        };
    }

    private static String notification(Octets octets) {
        return BgpCodec.decode(octets.toArray(), AsWidth.FOUR)
                        instanceof Decoded.Ok(BgpMessage.Notification notification, _)
                ? notification.text()
                : octets.hex();
    }
}
