package fairlead.testkit.bgp;

import java.util.List;

/**
 * What may be asked of a session. Each {@link Daemon} words each of them, or says that it lacks it.
 */
public sealed interface PeerOption {

    /** Unicast families that are spoken (RFC 4760). */
    record Families(boolean v4, boolean v6) implements PeerOption {

        /** {@code ipv4} and {@code ipv6}, as most speakers call them. */
        public List<String> names() {
            return v4 && v6 ? List.of("ipv4", "ipv6") : List.of(v6 ? "ipv6" : "ipv4");
        }
    }

    /** Waits to be dialled. */
    record Passive() implements PeerOption {}

    /** TCP MD5 signatures (RFC 2385). */
    record Md5(String password) implements PeerOption {}

    /** The neighbour is up to {@code hops} hops away. */
    record Multihop(int hops) implements PeerOption {}

    /** Generalised TTL security (RFC 5082) on one link: sends with 255 and wants 255. */
    record TtlSecurity() implements PeerOption {}

    /** The hold time that it proposes, in seconds. */
    record HoldTime(int seconds) implements PeerOption {}

    /** Does not know AS numbers of four octets (RFC 6793's old speaker). */
    record TwoOctetAs() implements PeerOption {}

    /** May ask for the neighbour's routes again (RFC 2918), as {@link Daemon#refresh} does. */
    record RouteRefresh() implements PeerOption {}

    /**
     * Several paths per prefix (RFC 7911), in all families spoken.
     *
     * @param sends whether it sends all that it has
     * @param receives whether it takes several
     */
    record AddPath(boolean sends, boolean receives) implements PeerOption {}

    /**
     * Graceful restart (RFC 4724), as helper and as one that restarts.
     *
     * @param seconds how long its neighbours shall wait for it
     * @param longer how many seconds more stale routes are kept, as a last resort (RFC 9494); 0 is
     *     not at all
     */
    record GracefulRestart(int seconds, int longer) implements PeerOption {
        public GracefulRestart(int seconds) {
            this(seconds, 0);
        }
    }

    /** Ends the session when the neighbour sends more prefixes of a family than this. */
    record PrefixLimit(int prefixes) implements PeerOption {}

    /**
     * Bidirectional forwarding detection (RFC 5880): three packets lost, or five, and it is down.
     */
    record Bfd(int milliseconds) implements PeerOption {}

    /** Messages of up to 65535 octets (RFC 8654). */
    record ExtendedMessages() implements PeerOption {}

    /** A role (RFC 9234): the route server's, or that of its client. */
    record Role(boolean server) implements PeerOption {}

    /** Tells the neighbour what it originates, and nothing that it heard. */
    record OwnRoutesOnly() implements PeerOption {}

    /** Tells the neighbour that prefix, and nothing else that it heard. */
    record OneRouteOnly(String prefix) implements PeerOption {}

    /** The neighbour is a client of this route server (RFC 7947). */
    record ServesRoutes() implements PeerOption {}
}
