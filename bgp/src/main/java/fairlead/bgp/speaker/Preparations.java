package fairlead.bgp.speaker;

import fairlead.bgp.socket.HopLimit;
import fairlead.bgp.socket.KernelSocket;
import fairlead.net.IpAddress;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.Channel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;

/** What sockets are told of the neighbours that they serve. */
final class Preparations {

    private static final int IPPROTO_IPV6 = 41;
    private static final int IPV6_V6ONLY = 26;

    private Preparations() {}

    /** Before a neighbour is dialled. */
    static void toDial(SocketChannel channel, LocalEnd local, Neighbour neighbour)
            throws IOException {
        reach(channel, neighbour.options().reach());
        if (neighbour.options().authentication() instanceof Authentication.Md5(var secret)) {
            Md5Signature.set(channel, neighbour.address(), secret);
        }
        var here = local.address(neighbour.address().family());
        if (here.isPresent()) {
            channel.bind(new InetSocketAddress(Doors.inet(here.get()), 0));
        }
    }

    /** Before anybody is listened to, and when neighbours have changed: the keys of all of them. */
    static void toListen(
            ServerSocketChannel channel, List<Neighbour> before, List<Neighbour> neighbours)
            throws IOException {
        boolean v6 = KernelSocket.isIpv6(channel);
        for (var old : before) {
            if (old.options().authentication() instanceof Authentication.Md5 && isServed(old, v6)) {
                Md5Signature.clear(channel, old.address());
            }
        }
        for (var neighbour : neighbours) {
            if (neighbour.options().authentication() instanceof Authentication.Md5(var secret)
                    && isServed(neighbour, v6)) {
                Md5Signature.set(channel, neighbour.address(), secret);
            }
        }
    }

    /** Before it is bound: an IPv6 listener leaves IPv4 to a listener of its own. */
    static void ownFamilyOnly(ServerSocketChannel channel) throws IOException {
        if (KernelSocket.available() && KernelSocket.isIpv6(channel)) {
            KernelSocket.set(channel, IPPROTO_IPV6, IPV6_V6ONLY, 1);
        }
    }

    /** When a neighbour has connected. */
    static void accepted(SocketChannel channel, Neighbour neighbour) throws IOException {
        reach(channel, neighbour.options().reach());
    }

    /**
     * How far packets may travel, and those of whatever is accepted. Where options cannot be set
     * they have the kernel's own limit, usually 64, which is as good unless the neighbour checks.
     */
    static void travel(Channel channel, int hops) throws IOException {
        if (KernelSocket.available()) {
            HopLimit.set(channel, hops);
        }
    }

    /** The family of an address to bind or dial. */
    static StandardProtocolFamily family(InetSocketAddress address) {
        return address.getAddress() instanceof Inet6Address
                ? StandardProtocolFamily.INET6
                : StandardProtocolFamily.INET;
    }

    private static boolean isServed(Neighbour neighbour, boolean v6) {
        return v6 == (neighbour.address().family() == IpAddress.Family.V6);
    }

    private static void reach(SocketChannel channel, Reach reach) throws IOException {
        switch (reach) {
            case Reach.Hops(var hops) -> travel(channel, hops);
            case Reach.Secured secured -> TtlSecurity.set(channel, secured);
        }
    }
}
