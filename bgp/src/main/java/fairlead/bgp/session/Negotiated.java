package fairlead.bgp.session;

import fairlead.bgp.wire.AsWidth;
import fairlead.bgp.wire.Capability;
import fairlead.net.IpAddress;
import java.time.Duration;
import java.util.List;

/**
 * What both sides agreed on.
 *
 * @param holdTime in seconds, the smaller of the two; 0 means that nobody watches and no keepalives
 *     flow
 * @param offered what the peer can do
 */
public record Negotiated(
        IpAddress peerId, int holdTime, AsWidth asWidth, List<Capability> offered) {

    public Negotiated {
        offered = List.copyOf(offered);
    }

    public Duration hold() {
        return Duration.ofSeconds(holdTime);
    }

    /** A third of the hold time (RFC 4271 §10). */
    public Duration keepalive() {
        return Duration.ofMillis(holdTime * 1000L / 3);
    }

    /** Whether the peer understands ROUTE-REFRESH. */
    public boolean refreshes() {
        return offered.stream().anyMatch(Capability.RouteRefresh.class::isInstance);
    }
}
