package fairlead.bgp.mrt;

import fairlead.bgp.mrt.MrtRecord.Message;
import fairlead.bgp.mrt.MrtRecord.Other;
import fairlead.bgp.mrt.MrtRecord.PeerIndexTable;
import fairlead.bgp.mrt.MrtRecord.Rib;
import fairlead.bgp.mrt.MrtRecord.StateChange;
import fairlead.bgp.mrt.MrtRow.Source;
import fairlead.bgp.wire.AsWidth;
import fairlead.bgp.wire.BgpCodec;
import fairlead.bgp.wire.BgpMessage;
import fairlead.bgp.wire.DamagedOctetsException;
import fairlead.bgp.wire.Decoded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Rows for people, record by record; it keeps the peers of the table that it is in. */
public final class MrtRows {

    private static final int TYPE_AT = 18;
    private static final int UPDATE = 2;

    private List<MrtPeer> peers = List.of();

    /** What {@code record} says; a table entry or a prefix of an UPDATE is a row. */
    public List<MrtRow> of(MrtRecord record) {
        return switch (record) {
            case PeerIndexTable table -> {
                peers = table.peers();
                yield List.of(
                        new MrtRow.Head(table.at(), table.collector(), table.view(), peers.size()));
            }
            case Rib rib -> routes(rib);
            case Message message -> message(message);
            case StateChange change ->
                    List.of(
                            new MrtRow.State(
                                    from(change.at(), change.extended(), false, change.session()),
                                    change.before(),
                                    change.after()));
            case Other other ->
                    List.of(
                            new MrtRow.Unread(
                                    other.at(), other.type(), other.subtype(), other.length()));
        };
    }

    private List<MrtRow> routes(Rib rib) {
        var rows = new ArrayList<MrtRow>(rib.entries().size());
        for (var entry : rib.entries()) {
            var peer = peers.get(entry.peer());
            rows.add(
                    new MrtRow.Route(
                            new MrtRow.From(
                                    rib.at(), false, Source.TABLE, peer.address(), peer.asn()),
                            rib.prefix(),
                            rib.addPath() ? entry.pathId() : MrtRow.NO_PATH_ID,
                            entry.originated(),
                            new RouteAttributes(entry.attributes(), AsWidth.FOUR)));
        }
        return rows;
    }

    private static List<MrtRow> message(Message message) {
        var octets = message.message().toArray();
        if (octets.length > TYPE_AT && octets[TYPE_AT] == UPDATE) {
            try {
                var rows = UpdateRows.of(message);
                return rows.isEmpty() ? List.of(said(message, "UPDATE", "End-of-RIB")) : rows;
            } catch (DamagedOctetsException damage) {
                return List.of(unreadable(message, damage.getMessage()));
            }
        }
        return List.of(
                switch (BgpCodec.decode(octets, message.width())) {
                    case Decoded.Ok(BgpMessage decoded, _) -> said(message, decoded);
                    case Decoded.Bad(var problem) -> unreadable(message, problem.toString());
                });
    }

    private static MrtRow said(Message message, BgpMessage decoded) {
        return switch (decoded) {
            case BgpMessage.Open open ->
                    said(
                            message,
                            "OPEN",
                            "AS "
                                    + open.asn()
                                    + ", identifier "
                                    + open.id()
                                    + ", hold time "
                                    + open.holdTime()
                                    + " s");
            case BgpMessage.Notification notification ->
                    said(message, "NOTIFICATION", notification.text());
            case BgpMessage.Keepalive() -> said(message, "KEEPALIVE", "");
            case BgpMessage.RouteRefresh refresh ->
                    said(message, "ROUTE-REFRESH", refresh.family().toString());
            case BgpMessage.Update _ -> said(message, "UPDATE", "");
        };
    }

    private static MrtRow unreadable(Message message, String why) {
        return said(message, "unreadable", why + ": " + message.message().hex());
    }

    private static MrtRow said(Message message, String what, String text) {
        return new MrtRow.Said(from(message), what, text);
    }

    static MrtRow.From from(Message message) {
        return from(message.at(), message.extended(), message.local(), message.session());
    }

    private static MrtRow.From from(
            Instant at, boolean extended, boolean local, MrtSession session) {
        return new MrtRow.From(
                at,
                extended,
                local ? Source.SENT : Source.RECEIVED,
                session.peer(),
                session.peerAs());
    }
}
