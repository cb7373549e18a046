package fairlead.bgp.session;

import fairlead.bgp.wire.AddressFamily;
import fairlead.bgp.wire.AsWidth;
import fairlead.bgp.wire.BgpMessage.Open;
import fairlead.bgp.wire.Capability;
import fairlead.bgp.wire.Capability.GracefulRestart;
import fairlead.bgp.wire.Capability.LongLivedGracefulRestart;
import fairlead.bgp.wire.Framing;
import fairlead.bgp.wire.SessionRole;
import fairlead.bgp.wire.SessionShape;
import fairlead.net.IpAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What both sides agreed on.
 *
 * @param holdTime in seconds, the smaller of the two; 0 means that nobody watches and no keepalives
 *     flow
 * @param ours what we offered
 * @param theirs what the peer offered
 * @param shape what of it the codec needs
 */
public record Negotiated(
        IpAddress peerId, int holdTime, Offer ours, Offer theirs, SessionShape shape) {

    /** What follows from an acceptable {@code open}. */
    static Negotiated of(Open open, Terms terms) {
        var ours = terms.offer();
        var theirs = new Offer(open.capabilities());
        var families =
                ours.families().stream()
                        .filter(theirs.families()::contains)
                        .collect(Collectors.toSet());
        boolean wide =
                ours.has(Capability.FourOctetAsn.class)
                        && theirs.has(Capability.FourOctetAsn.class);
        boolean extended =
                ours.has(Capability.ExtendedMessage.class)
                        && theirs.has(Capability.ExtendedMessage.class);
        var shape =
                new SessionShape(
                        wide ? AsWidth.FOUR : AsWidth.TWO,
                        terms.internal(),
                        families,
                        those(families, f -> ours.receivesPaths(f) && theirs.sendsPaths(f)),
                        those(families, f -> ours.sendsPaths(f) && theirs.receivesPaths(f)),
                        extended ? Framing.LONGEST_EXTENDED : Framing.LONGEST);
        return new Negotiated(
                open.id(), Math.min(open.holdTime(), terms.holdTime()), ours, theirs, shape);
    }

    private static Set<AddressFamily> those(
            Set<AddressFamily> families, Predicate<AddressFamily> agreed) {
        return families.stream().filter(agreed).collect(Collectors.toSet());
    }

    public Duration hold() {
        return Duration.ofSeconds(holdTime);
    }

    /** A third of the hold time (RFC 4271 §10). */
    public Duration keepalive() {
        return Duration.ofMillis(holdTime * 1000L / 3);
    }

    public AsWidth asWidth() {
        return shape.width();
    }

    /** Whether the peer is in our own AS. */
    public boolean internal() {
        return shape.internal();
    }

    /** The families that both sides offered, in the order of our offer; at least one. */
    public List<AddressFamily> families() {
        return ours.families().stream().filter(shape.families()::contains).toList();
    }

    /** Whether {@code family} is spoken. */
    public boolean speaks(AddressFamily family) {
        return shape.families().contains(family);
    }

    /** Whether prefixes of {@code family} come with path identifiers (RFC 7911). */
    public boolean receivesPaths(AddressFamily family) {
        return shape.pathsIn().contains(family);
    }

    /** Whether we send prefixes of {@code family} with path identifiers (RFC 7911). */
    public boolean sendsPaths(AddressFamily family) {
        return shape.pathsOut().contains(family);
    }

    /** Octets of the longest message, header included: 4096 or 65535 (RFC 8654). */
    public int longest() {
        return shape.longest();
    }

    /** Whether the peer understands ROUTE-REFRESH. */
    public boolean refreshes() {
        return theirs.has(Capability.RouteRefresh.class);
    }

    /** Whether answers to a refresh are marked at both ends (RFC 7313 §4). */
    public boolean marksRefreshes() {
        return both(Capability.EnhancedRouteRefresh.class);
    }

    /**
     * How the peer wants its routes kept when the session breaks; none unless we offered the same,
     * be it as a helper without families (RFC 4724 §3).
     */
    public Optional<GracefulRestart> gracefulRestart() {
        return both(GracefulRestart.class) ? theirs.find(GracefulRestart.class) : Optional.empty();
    }

    /** Whether routes are kept over a NOTIFICATION that is no hard reset (RFC 8538 §2). */
    public boolean keepsOverNotification() {
        return ours.find(GracefulRestart.class).filter(GracefulRestart::notification).isPresent()
                && theirs.find(GracefulRestart.class)
                        .filter(GracefulRestart::notification)
                        .isPresent();
    }

    /** Whether the peer keeps our routes, of families that we named, while we start anew. */
    public boolean peerKeepsRoutes() {
        return theirs.has(GracefulRestart.class)
                && ours.find(GracefulRestart.class)
                        .filter(restart -> !restart.families().isEmpty())
                        .isPresent();
    }

    /** As {@link #gracefulRestart}, for the time after it; nothing without it (RFC 9494 §3.1). */
    public Optional<LongLivedGracefulRestart> longLivedGracefulRestart() {
        return gracefulRestart().isPresent() && both(LongLivedGracefulRestart.class)
                ? theirs.find(LongLivedGracefulRestart.class)
                : Optional.empty();
    }

    /**
     * What we are to the peer; it is the counterpart, whether it said so or not (RFC 9234 §4.2).
     */
    public Optional<SessionRole> role() {
        return ours.find(Capability.Role.class).flatMap(Capability.Role::role);
    }

    private boolean both(Class<? extends Capability> kind) {
        return ours.has(kind) && theirs.has(kind);
    }
}
