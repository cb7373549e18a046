package fairlead.bgp.socket;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.channels.Channel;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Options of sockets that the JDK does not know: {@code setsockopt(2)} on a channel's descriptor.
 * It needs {@code --add-exports java.base/sun.nio.ch=ALL-UNNAMED}.
 */
public final class KernelSocket {

    private static final Logger LOG = LoggerFactory.getLogger(KernelSocket.class);
    private static final int SOL_SOCKET = 1;
    private static final int SO_DOMAIN = 39;
    private static final int AF_INET6 = 10;
    private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");
    private static final Optional<KernelSocket> AVAILABLE = find();

    private final MethodHandle descriptorOf;
    private final MethodHandle setsockopt;
    private final MethodHandle getsockopt;

    private KernelSocket(
            MethodHandle descriptorOf, MethodHandle setsockopt, MethodHandle getsockopt) {
        this.descriptorOf = descriptorOf;
        this.setsockopt = setsockopt;
        this.getsockopt = getsockopt;
    }

    /** An option was refused; {@code errno} says why, as in errno(3). */
    public static final class RefusedException extends IOException {
        private static final long serialVersionUID = 1;
        private final int errno;

        private RefusedException(int level, int option, int errno) {
            super("the kernel refused option " + option + " of level " + level + ": " + errno);
            this.errno = errno;
        }

        /** The kernel's number. */
        public int errno() {
            return errno;
        }
    }

    /** Whether options can be set in this process. */
    public static boolean available() {
        return AVAILABLE.isPresent();
    }

    /**
     * Sets an option to a number.
     *
     * @throws IOException if options cannot be set in this process, or the kernel refuses this one
     *     ({@link RefusedException})
     */
    public static void set(Channel channel, int level, int option, int value) throws IOException {
        try (var arena = Arena.ofConfined()) {
            set(channel, level, option, arena.allocateFrom(JAVA_INT, value));
        }
    }

    /** Sets an option to octets in the kernel's own layout. */
    public static void set(Channel channel, int level, int option, byte[] value)
            throws IOException {
        try (var arena = Arena.ofConfined()) {
            set(channel, level, option, arena.allocateFrom(JAVA_BYTE, value));
        }
    }

    /** Sets an option to what stands in memory, and may point to more. */
    public static void set(Channel channel, int level, int option, MemorySegment value)
            throws IOException {
        there().setsockopt(channel, level, option, value);
    }

    /** Whether the socket is an IPv6 one, on which IPv4 peers have mapped addresses. */
    public static boolean isIpv6(Channel channel) throws IOException {
        return there().domain(channel) == AF_INET6;
    }

    private static KernelSocket there() throws IOException {
        return AVAILABLE.orElseThrow(() ->
                new IOException(
                        "options of sockets need: java --add-exports"
                                + " java.base/sun.nio.ch=ALL-UNNAMED"));
    }

    private void setsockopt(Channel channel, int level, int option, MemorySegment value)
            throws IOException {
        try (var arena = Arena.ofConfined()) {
            var state = arena.allocate(Linker.Option.captureStateLayout());
            int descriptor = (int) descriptorOf.invokeExact(channel);
            int result =
                    (int)
                            setsockopt.invokeExact(
                                    state,
                                    descriptor,
                                    level,
                                    option,
                                    value,
                                    (int) value.byteSize());
            if (result != 0) {
                throw new RefusedException(level, option, errno(state));
            }
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IOException("option " + option + " of a socket could not be set", e);
        }
    }

    private int domain(Channel channel) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var state = arena.allocate(Linker.Option.captureStateLayout());
            var value = arena.allocate(JAVA_INT);
            var length = arena.allocateFrom(JAVA_INT, (int) JAVA_INT.byteSize());
            int descriptor = (int) descriptorOf.invokeExact(channel);
            int result =
                    (int)
                            getsockopt.invokeExact(
                                    state, descriptor, SOL_SOCKET, SO_DOMAIN, value, length);
            if (result != 0) {
                throw new RefusedException(SOL_SOCKET, SO_DOMAIN, errno(state));
            }
            return value.get(JAVA_INT, 0);
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IOException("the family of a socket could not be read", e);
        }
    }

    private static int errno(MemorySegment state) {
        return (int)
                Linker.Option.captureStateLayout()
                        .varHandle(MemoryLayout.PathElement.groupElement("errno"))
                        .get(state, 0L);
    }

    private static Optional<KernelSocket> find() {
        try {
            var descriptorOf =
                    MethodHandles.lookup()
                            .findVirtual(
                                    Class.forName("sun.nio.ch.SelChImpl"),
                                    "getFDVal",
                                    MethodType.methodType(int.class))
                            .asType(MethodType.methodType(int.class, Channel.class));
            return Optional.of(
                    new KernelSocket(
                            descriptorOf,
                            function("setsockopt", JAVA_INT),
                            function("getsockopt", ADDRESS)));
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.info("options of sockets stay the kernel's: {}", e.toString());
            return Optional.empty();
        }
    }

    private static MethodHandle function(String name, MemoryLayout last) {
        var linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow(name),
                FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, last),
                ERRNO);
    }
}
