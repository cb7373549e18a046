package fairlead.bgp.bmp;

import fairlead.bgp.bmp.BmpMessage.Count;
import fairlead.bgp.bmp.BmpMessage.Initiation;
import fairlead.bgp.bmp.BmpMessage.PeerDown;
import fairlead.bgp.bmp.BmpMessage.PeerUp;
import fairlead.bgp.bmp.BmpMessage.RouteMonitoring;
import fairlead.bgp.bmp.BmpMessage.StatsReport;
import fairlead.bgp.bmp.BmpMessage.Termination;
import fairlead.bgp.wire.AddressFamily;
import fairlead.bgp.wire.AsWidth;
import fairlead.bgp.wire.OctetBuffer;
import fairlead.bgp.wire.Octets;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** At least one of every message that is sent, by what it is an example of. */
final class SampleMessages {

    static final Instant AT = Instant.ofEpochSecond(1_700_000_000, 23_456_000);
    static final BmpPeer PEER =
            BmpPeer.neighbour(
                    View.ADJ_RIB_IN,
                    IpAddress.parse("10.0.0.1"),
                    new Asn(65001),
                    IpAddress.parse("10.0.0.1"));
    static final BmpPeer PEER6 =
            BmpPeer.neighbour(
                    View.ADJ_RIB_IN,
                    IpAddress.parse("2001:db8::2"),
                    new Asn(4_200_000_001L),
                    IpAddress.parse("10.0.0.2"));

    /** It tells and hears all paths of IPv4 prefixes. */
    static final BmpPeer PATHS =
            BmpPeer.neighbour(
                    View.ADJ_RIB_IN,
                    IpAddress.parse("10.0.0.3"),
                    new Asn(65003),
                    IpAddress.parse("10.0.0.3"));

    static final BmpPeer OURS = BmpPeer.locRib(new Asn(65515), IpAddress.parse("10.0.0.4"));

    /** Canonical. */
    static final byte[] V4 =
            HexFormat.of().parseHex("400101004002060201" + "0000fde9" + "4003040a000001");

    /** Canonical, with an IPv6 next hop. */
    static final byte[] V6 =
            HexFormat.of()
                    .parseHex(
                            "400101004002060201"
                                    + "fa56ea01"
                                    + "40031020010db8000000000000000000000002");

    private SampleMessages() {}

    /** Of AS 65515 and AS 65001, with numbers of four octets and both families. */
    static Octets open(int asn, String id, String more) {
        var capabilities = "4104%08x".formatted(asn) + "010400010001" + "010400020001" + more;
        int size = capabilities.length() / 2;
        var body =
                "04%04x005a".formatted(asn)
                        + HexFormat.of().formatHex(IpAddress.parse(id).octets())
                        + "%02x02%02x".formatted(size + 2, size)
                        + capabilities;
        return bgp(1, body);
    }

    static Octets bgp(int type, String body) {
        var out = new OctetBuffer(64);
        out.u64(-1).u64(-1).u16(19 + body.length() / 2).u8(type);
        return Octets.of(out.bytes(HexFormat.of().parseHex(body)).toArray());
    }

    static Map<String, BmpMessage> all() {
        var all = new LinkedHashMap<String, BmpMessage>();
        var ours = open(65515, "10.0.0.4", "");
        all.put("initiation", new Initiation("rs1", "Fairlead route server"));
        all.put(
                "peer up",
                new PeerUp(
                        PEER,
                        AT,
                        IpAddress.parse("10.0.0.4"),
                        179,
                        40000,
                        ours,
                        open(65001, "10.0.0.1", ""),
                        ""));
        all.put(
                "peer up, IPv6",
                new PeerUp(
                        PEER6,
                        AT,
                        IpAddress.parse("2001:db8::4"),
                        40001,
                        179,
                        ours,
                        open(23456, "10.0.0.2", ""),
                        ""));
        all.put(
                "peer up of the Loc-RIB",
                new PeerUp(OURS, AT, IpAddress.v4(0), 0, 0, ours, ours, "global"));
        for (var view : View.values()) {
            var peer = view == View.LOC_RIB ? OURS : PEER.seen(view);
            all.put("route monitoring, " + view.word(), route(peer));
        }
        all.put("route monitoring, withdrawn", withdrawn());
        all.put(
                "route monitoring, out-post, AS numbers of two octets",
                new RouteMonitoring(
                        PEER.seen(View.ADJ_RIB_OUT_POST_POLICY).as(AsWidth.TWO),
                        AT,
                        bgp(
                                2,
                                "0000"
                                        + "0012"
                                        + "40010100400204"
                                        + "0201fde9"
                                        + "4003040a000001"
                                        + "18cb0071")));
        all.put("peer up, all paths", peerUpWithPaths());
        for (var view : List.of(View.ADJ_RIB_IN, View.ADJ_RIB_OUT, View.ADJ_RIB_OUT_POST_POLICY)) {
            all.put(
                    "route monitoring, " + view.word() + ", with path identifiers",
                    new RouteMonitoring(
                            PATHS.seen(view),
                            AT,
                            bgp(
                                    2,
                                    "0008"
                                            + "00000007"
                                            + "18c00002"
                                            + "%04x".formatted(V4.length)
                                            + HexFormat.of().formatHex(V4)
                                            + "00000001"
                                            + "18cb0071"
                                            + "00000002"
                                            + "18cb0071")));
        }
        all.put("route monitoring, End-of-RIB", new RouteMonitoring(PEER, AT, bgp(2, "00000000")));
        all.put("stats report", statistics());
        all.put(
                "peer down 1, our notification",
                new PeerDown(PEER, AT, new Down.WeNotified(bgp(3, "0602"))));
        all.put("peer down 2, our event", new PeerDown(PEER, AT, new Down.WeClosed(10)));
        all.put(
                "peer down 3, its notification",
                new PeerDown(PEER6, AT, new Down.PeerNotified(bgp(3, "0400"))));
        all.put("peer down 4, its silence", new PeerDown(PEER, AT, new Down.PeerClosed()));
        all.put("peer down 5, not monitored", new PeerDown(PEER, AT, new Down.NoLongerMonitored()));
        all.put("peer down 6, Loc-RIB", new PeerDown(OURS, AT, new Down.TableEnded("global")));
        all.put("termination", new Termination(0, "shutting down"));
        return all;
    }

    private static RouteMonitoring route(BmpPeer peer) {
        return new RouteMonitoring(
                peer,
                AT,
                bgp(
                        2,
                        "0000"
                                + "%04x".formatted(V4.length)
                                + HexFormat.of().formatHex(V4)
                                + "080a"
                                + "18cb0071"));
    }

    private static PeerUp peerUpWithPaths() {
        return new PeerUp(
                PATHS,
                AT,
                IpAddress.parse("10.0.0.4"),
                179,
                40003,
                open(65515, "10.0.0.4", "4504" + "00010103"),
                open(65003, "10.0.0.3", "4504" + "00010103"),
                "");
    }

    private static RouteMonitoring withdrawn() {
        return new RouteMonitoring(PEER, AT, bgp(2, "000418cb00710000"));
    }

    private static StatsReport statistics() {
        var ipv6 = AddressFamily.IPV6_UNICAST;
        return new StatsReport(
                PEER,
                AT,
                List.of(
                        Count.of(Statistic.REJECTED_PREFIXES, 3),
                        Count.of(Statistic.DUPLICATE_ANNOUNCEMENTS, 5),
                        Count.of(Statistic.DUPLICATE_WITHDRAWALS, 6),
                        Count.of(Statistic.AS_PATH_LOOPS, 1),
                        Count.of(Statistic.ADJ_RIB_IN_ROUTES, 1_000_000),
                        Count.of(Statistic.LOC_RIB_ROUTES, 900_000),
                        new Count(Statistic.ADJ_RIB_IN_ROUTES_OF_FAMILY, ipv6, 7),
                        Count.of(Statistic.UPDATES_TREATED_AS_WITHDRAWAL, 2),
                        Count.of(Statistic.ADJ_RIB_OUT_POST_POLICY_ROUTES, 5),
                        new Count(Statistic.ADJ_RIB_OUT_POST_POLICY_ROUTES_OF_FAMILY, ipv6, 4)));
    }
}
