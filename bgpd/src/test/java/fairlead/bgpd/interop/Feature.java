package fairlead.bgpd.interop;

import fairlead.testkit.bgp.PeerOption;
import java.util.List;

/** What a session can have: a column of the matrix. */
enum Feature {
    PLAIN("Plain session, routes both ways", List.of()),
    FOUR_OCTET_AS("AS numbers of four octets (RFC 6793)", List.of()),
    TWO_OCTET_AS("A peer of two-octet AS numbers (RFC 6793)", List.of(new PeerOption.TwoOctetAs())),
    MD5("TCP MD5 (RFC 2385)", List.of(new PeerOption.Md5("salt-and-vinegar"))),
    WRONG_PASSWORD(
            "TCP MD5 with another password on each side",
            List.of(new PeerOption.Md5("vinegar-and-salt"))),
    TTL_SECURITY("TTL security (RFC 5082)", List.of(new PeerOption.TtlSecurity())),
    MULTIHOP("Multihop, over a router", List.of(new PeerOption.Multihop(4))),
    ROUTE_REFRESH(
            "Route refresh, asked by the peer (RFC 2918)", List.of(new PeerOption.RouteRefresh())),
    PATHS_TAKEN(
            "ADD-PATH: several paths from the peer (RFC 7911)",
            List.of(new PeerOption.AddPath(true, true))),
    PATHS_SENT(
            "ADD-PATH: several paths to the peer (RFC 7911)",
            List.of(new PeerOption.AddPath(false, true))),
    GRACEFUL_RESTART(
            "Graceful restart of the peer (RFC 4724)", List.of(new PeerOption.GracefulRestart(60))),
    OUR_RESTART(
            "Graceful restart of our server (RFC 4724)",
            List.of(new PeerOption.GracefulRestart(120))),
    LONG_LIVED(
            "Long-lived graceful restart of the peer (RFC 9494)",
            List.of(new PeerOption.GracefulRestart(5, 300))),
    OUR_LIMIT("Our prefix limit is passed (RFC 4486)", List.of()),
    THEIR_LIMIT("Its prefix limit is passed (RFC 4486)", List.of(new PeerOption.PrefixLimit(1))),
    IPV6_ROUTES("IPv6 routes over an IPv4 session", List.of(new PeerOption.Families(true, true))),
    IPV6_SESSION("IPv6 routes over an IPv6 session", List.of(new PeerOption.Families(false, true))),
    BFD("BFD (RFC 5882)", List.of(new PeerOption.Bfd(500))),
    EXTENDED_MESSAGES("Extended messages (RFC 8654)", List.of(new PeerOption.ExtendedMessages())),
    ROLE("Roles (RFC 9234)", List.of(new PeerOption.Role(false)));

    private final String title;
    private final List<PeerOption> theirs;

    Feature(String title, List<PeerOption> theirs) {
        this.title = title;
        this.theirs = theirs;
    }

    String title() {
        return title;
    }

    /** What the daemon is asked for. */
    List<PeerOption> theirs() {
        return theirs;
    }

    /** What our side is asked for: the same, save where only one side has it. */
    List<PeerOption> ours() {
        return switch (this) {
            // It is told nothing: FRR would tell it back, and be over any limit of its own routes.
            case OUR_LIMIT ->
                    List.of(
                            new PeerOption.PrefixLimit(2),
                            new PeerOption.OneRouteOnly(Matrix.V6.prefix()));
            case PATHS_TAKEN -> List.of(new PeerOption.AddPath(false, true));
            case PATHS_SENT -> List.of(new PeerOption.AddPath(true, false));
            case WRONG_PASSWORD -> List.of(new PeerOption.Md5("salt-and-vinegar"));
            case ROLE -> List.of(new PeerOption.Role(true));
            // So that nothing but a refresh has us tell something again.
            case ROUTE_REFRESH -> List.of(new PeerOption.OneRouteOnly(Matrix.ONE_PATH.prefix()));
            case THEIR_LIMIT, TWO_OCTET_AS -> List.of();
            case PLAIN,
                    FOUR_OCTET_AS,
                    MD5,
                    TTL_SECURITY,
                    MULTIHOP,
                    GRACEFUL_RESTART,
                    OUR_RESTART,
                    LONG_LIVED,
                    IPV6_ROUTES,
                    IPV6_SESSION,
                    BFD,
                    EXTENDED_MESSAGES ->
                    theirs;
        };
    }
}
