package fairlead.bgp.speaker;

import fairlead.bgp.socket.KernelSocket;
import fairlead.net.IpAddress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channel;

/**
 * TCP MD5 signatures (RFC 2385): the kernel signs every segment to a neighbour, and drops what
 * comes from it unsigned or signed with another key (TCP_MD5SIG of linux/tcp.h).
 *
 * <p>To be called on a dialling channel before it connects, and on the listening channel for every
 * neighbour that has a secret: what is accepted inherits the key. A listener's keys may be changed
 * at any time; connections that stand keep the key they began with.
 */
final class Md5Signature {

    private static final int IPPROTO_TCP = 6;
    private static final int TCP_MD5SIG = 14;
    private static final short AF_INET = 2;
    private static final short AF_INET6 = 10;
    private static final int ADDRESS_OCTETS = 128; // struct sockaddr_storage
    private static final int ENOENT = 2;
    private static final int ENOPROTOOPT = 92;

    private Md5Signature() {}

    /**
     * Signs all that passes between {@code channel} and {@code neighbour}.
     *
     * @throws IOException if this kernel cannot; the session must not go on then
     */
    static void set(Channel channel, IpAddress neighbour, Secret secret) throws IOException {
        try {
            KernelSocket.set(
                    channel, IPPROTO_TCP, TCP_MD5SIG, key(channel, neighbour, secret.octets()));
        } catch (KernelSocket.RefusedException e) {
            throw e.errno() == ENOPROTOOPT
                    ? new IOException("this kernel has no TCP MD5 signatures (CONFIG_TCP_MD5SIG)")
                    : e;
        }
    }

    /** Forgets the key of {@code neighbour}; nothing happens if there is none. */
    static void clear(Channel channel, IpAddress neighbour) throws IOException {
        try {
            KernelSocket.set(
                    channel, IPPROTO_TCP, TCP_MD5SIG, key(channel, neighbour, new byte[0]));
        } catch (KernelSocket.RefusedException e) {
            if (e.errno() != ENOENT) {
                throw e;
            }
        }
    }

    /**
     * A {@code struct tcp_md5sig}.
     *
     * <pre>
     *  sockaddr_storage  128 octets: family, port 0, address
     *  flags, prefixlen    1 each: 0
     *  keylen              2
     *  ifindex             4: 0
     *  key                80
     * </pre>
     */
    private static byte[] key(Channel channel, IpAddress neighbour, byte[] secret)
            throws IOException {
        boolean ipv6 = KernelSocket.isIpv6(channel);
        var octets = new byte[ADDRESS_OCTETS + 8 + Secret.LONGEST];
        var key = ByteBuffer.wrap(octets).order(ByteOrder.nativeOrder());
        key.putShort(ipv6 ? AF_INET6 : AF_INET);
        // Of sockaddr_in6, a port and a flow label stand before the address; of sockaddr_in, a
        // port.
        key.position(ipv6 ? 8 : 4);
        if (ipv6 && neighbour.family() == IpAddress.Family.V4) {
            key.put(new byte[10]).put((byte) 0xff).put((byte) 0xff);
        }
        key.put(neighbour.octets());
        key.position(ADDRESS_OCTETS + 2);
        key.putShort((short) secret.length);
        key.putInt(0);
        key.put(secret);
        return octets;
    }
}
