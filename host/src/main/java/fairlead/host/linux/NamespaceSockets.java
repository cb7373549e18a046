package fairlead.host.linux;

import fairlead.net.IpAddress;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.Channel;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Opens IPv4 sockets inside named network namespaces. A socket belongs for life to the namespace in
 * which it was opened; bind, connect and use it from any thread outside.
 *
 * <p>Threads inherit the namespace of the thread that starts them. So a platform thread of its own
 * enters the namespace, opens the bare socket, and ends: were anything started there, a carrier of
 * virtual threads or a pool's worker, it would stay there, and other work would leave by the wrong
 * network. And since a socket in the wrong place would reach the user's real network, each is asked
 * where it is before anybody gets it.
 *
 * <p>Needs {@code --enable-native-access} for this module, and {@code --add-exports
 * java.base/sun.nio.ch} for it.
 */
public final class NamespaceSockets {

    private static final MethodHandle DESCRIPTOR = descriptor();

    private final long home;

    /**
     * @throws IOException if the kernel cannot tell namespaces apart (SO_NETNS_COOKIE, Linux 5.14)
     */
    public NamespaceSockets() throws IOException {
        try (var here = DatagramChannel.open(StandardProtocolFamily.INET)) {
            home = networkOf(here);
        }
    }

    /** An unbound TCP socket for listening in {@code namespace}. */
    public ServerSocketChannel listener(String namespace) throws IOException {
        return checked(namespace, () -> ServerSocketChannel.open(StandardProtocolFamily.INET));
    }

    /** An unconnected TCP socket in {@code namespace}. */
    public SocketChannel stream(String namespace) throws IOException {
        return checked(namespace, () -> SocketChannel.open(StandardProtocolFamily.INET));
    }

    /** An unbound UDP socket in {@code namespace}. */
    public DatagramChannel datagram(String namespace) throws IOException {
        return checked(namespace, () -> DatagramChannel.open(StandardProtocolFamily.INET));
    }

    /**
     * Sends one IPv4 packet, header and all, as a guest's own kernel would: by its routes and
     * through its filters.
     */
    public void send(String namespace, byte[] packet, IpAddress destination) throws IOException {
        int to = (int) destination.low();
        inside(
                namespace,
                () -> {
                    Libc.sendPacket(packet, ByteBuffer.allocate(4).putInt(to).array(), home);
                    return true;
                });
    }

    private <C extends Channel> C checked(String namespace, Callable<C> open) throws IOException {
        var channel = inside(namespace, open);
        try {
            if (networkOf(channel) == home) {
                throw new IOException(
                        "a socket meant for namespace " + namespace + " is in the host's own");
            }
            return channel;
        } catch (IOException | RuntimeException unsafe) {
            channel.close();
            throw unsafe;
        }
    }

    private static <C> C inside(String namespace, Callable<C> open) throws IOException {
        var visit =
                new FutureTask<>(() -> {
                    Libc.enterNetwork(Tool.NAMESPACES.resolve(namespace).toString());
                    return open.call();
                });
        Thread.ofPlatform().name("visit to " + namespace).daemon().start(visit);
        try {
            return visit.get();
        } catch (ExecutionException failed) {
            throw new IOException(
                    "no socket in namespace " + namespace + ": " + failed.getMessage(), failed);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted on the way to namespace " + namespace, stop);
        }
    }

    private static long networkOf(Channel channel) throws IOException {
        int descriptor;
        try {
            descriptor = (int) DESCRIPTOR.invokeExact(channel);
        } catch (RuntimeException | Error known) {
            throw known;
        } catch (Throwable impossible) {
            throw new AssertionError(impossible);
        }
        return Libc.networkOf(descriptor);
    }

    private static MethodHandle descriptor() {
        try {
            return MethodHandles.lookup()
                    .findVirtual(
                            Class.forName("sun.nio.ch.SelChImpl"),
                            "getFDVal",
                            MethodType.methodType(int.class))
                    .asType(MethodType.methodType(int.class, Channel.class));
        } catch (ReflectiveOperationException hidden) {
            throw new IllegalStateException(
                    "run java with --add-exports java.base/sun.nio.ch=ALL-UNNAMED", hidden);
        }
    }
}
