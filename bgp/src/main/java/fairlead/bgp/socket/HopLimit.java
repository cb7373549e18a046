package fairlead.bgp.socket;

import java.io.IOException;
import java.nio.channels.Channel;

/**
 * How far a socket's packets may travel (IP_TTL, IPV6_UNICAST_HOPS), for which the JDK has no
 * option. A listener hands its limit on to what it accepts.
 */
public final class HopLimit {

    private static final int IPPROTO_IP = 0;
    private static final int IP_TTL = 2;
    private static final int IPPROTO_IPV6 = 41;
    private static final int IPV6_UNICAST_HOPS = 16;

    private HopLimit() {}

    /**
     * Lets packets of {@code channel} travel {@code hops}, 1..255.
     *
     * @throws IOException if options cannot be set in this process ({@link
     *     KernelSocket#available}), or the kernel refuses this one
     */
    public static void set(Channel channel, int hops) throws IOException {
        KernelSocket.set(channel, IPPROTO_IP, IP_TTL, hops);
        if (KernelSocket.isIpv6(channel)) {
            KernelSocket.set(channel, IPPROTO_IPV6, IPV6_UNICAST_HOPS, hops);
        }
    }
}
