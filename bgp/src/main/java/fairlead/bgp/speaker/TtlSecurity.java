package fairlead.bgp.speaker;

import fairlead.bgp.socket.HopLimit;
import fairlead.bgp.socket.KernelSocket;
import java.io.IOException;
import java.nio.channels.Channel;

/**
 * The generalized TTL security mechanism (RFC 5082): our packets leave with TTL 255, and the kernel
 * drops what arrives with less than a neighbour so near can have (IP_MINTTL, IPV6_MINHOPCOUNT).
 *
 * <p>To be called on a dialling channel before it connects, and on an accepted one as soon as it is
 * known whose it is: a listener that serves several neighbours cannot be told, so the handshake,
 * and what was sent with it, is not protected. No session comes up without more than that.
 */
final class TtlSecurity {

    private static final int IPPROTO_IP = 0;
    private static final int IP_MINTTL = 21;
    private static final int IPPROTO_IPV6 = 41;
    private static final int IPV6_MINHOPCOUNT = 73;
    private static final int FURTHEST = 255;

    private TtlSecurity() {}

    /**
     * Keeps out of {@code channel} all that comes from further than {@code reach}.
     *
     * @throws IOException if that cannot be had here; the session must not go on then
     */
    static void set(Channel channel, Reach.Secured reach) throws IOException {
        HopLimit.set(channel, FURTHEST);
        KernelSocket.set(channel, IPPROTO_IP, IP_MINTTL, reach.lowest());
        if (KernelSocket.isIpv6(channel)) {
            KernelSocket.set(channel, IPPROTO_IPV6, IPV6_MINHOPCOUNT, reach.lowest());
        }
    }
}
