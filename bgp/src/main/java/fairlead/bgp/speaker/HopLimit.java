package fairlead.bgp.speaker;

import java.io.IOException;
import java.nio.channels.Channel;

/**
 * Sets how far a socket's packets may travel (IP_TTL, IPV6_UNICAST_HOPS), for which the JDK has no
 * option on TCP channels. A listener hands its limit on to what it accepts. Where options cannot be
 * set, packets have the kernel's own limit, usually 64, which is as good unless the neighbour
 * checks.
 */
final class HopLimit {

    private static final int IPPROTO_IP = 0;
    private static final int IP_TTL = 2;
    private static final int IPPROTO_IPV6 = 41;
    private static final int IPV6_UNICAST_HOPS = 16;

    private HopLimit() {}

    /** Lets packets of {@code channel} travel {@code hops}, 1..255, where that can be said. */
    static void set(Channel channel, int hops) throws IOException {
        if (KernelSocket.available()) {
            KernelSocket.set(channel, IPPROTO_IP, IP_TTL, hops);
            if (KernelSocket.isIpv6(channel)) {
                KernelSocket.set(channel, IPPROTO_IPV6, IPV6_UNICAST_HOPS, hops);
            }
        }
    }
}
