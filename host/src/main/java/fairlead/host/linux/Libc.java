package fairlead.host.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/** The calls of libc that the JDK has no words for. */
final class Libc {

    private static final int O_CLOEXEC = 0x80000;
    private static final int CLONE_NEWNET = 0x40000000;
    private static final int SOL_SOCKET = 1;
    private static final int AF_INET = 2;
    private static final int SOCK_RAW = 3;
    private static final int SOCK_CLOEXEC = 0x80000;
    private static final int IPPROTO_RAW = 255;
    private static final int SO_NETNS_COOKIE = 71;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");
    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO_OF = STATE.varHandle(PathElement.groupElement("errno"));

    private static final MethodHandle OPEN =
            call("open", Linker.Option.firstVariadicArg(2), ADDRESS, JAVA_INT);
    private static final MethodHandle SETNS = call("setns", JAVA_INT, JAVA_INT);
    private static final MethodHandle CLOSE = call("close", JAVA_INT);
    private static final MethodHandle GETSOCKOPT =
            call("getsockopt", JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS);

    private static final MethodHandle SOCKET = call("socket", JAVA_INT, JAVA_INT, JAVA_INT);
    private static final MethodHandle SENDTO =
            LINKER.downcallHandle(
                    LINKER.defaultLookup().findOrThrow("sendto"),
                    FunctionDescriptor.of(
                            JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT),
                    ERRNO);

    private Libc() {}

    /**
     * Sends one IPv4 packet, header and all, from the calling thread's network namespace (raw(7)).
     *
     * @param notFrom the kernel's number of the namespace that it must not be sent from
     */
    static void sendPacket(byte[] packet, byte[] destination, long notFrom) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var state = arena.allocate(STATE);
            int socket =
                    (int) SOCKET.invokeExact(state, AF_INET, SOCK_RAW | SOCK_CLOEXEC, IPPROTO_RAW);
            check(socket, "a raw socket", state);
            try {
                if (networkOf(socket) == notFrom) {
                    throw new IOException(
                            "a probe would have been sent from the host's own network");
                }
                // struct sockaddr_in: family in host order, port, address in network order.
                var to = arena.allocate(16);
                to.set(JAVA_SHORT, 0, (short) AF_INET);
                MemorySegment.copy(destination, 0, to, JAVA_BYTE, 4, destination.length);
                var octets = arena.allocateFrom(JAVA_BYTE, packet);
                long sent =
                        (long)
                                SENDTO.invokeExact(
                                        state, socket, octets, (long) packet.length, 0, to, 16);
                check((int) sent, "sending the probe", state);
            } finally {
                int _ = (int) CLOSE.invokeExact(state, socket);
            }
        } catch (IOException | RuntimeException | Error known) {
            throw known;
        } catch (Throwable impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** Moves the calling thread, for good, into the network namespace at {@code path}. */
    static void enterNetwork(String path) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var state = arena.allocate(STATE);
            int fd = (int) OPEN.invokeExact(state, arena.allocateFrom(path), O_CLOEXEC);
            check(fd, "open " + path, state);
            int entered = (int) SETNS.invokeExact(state, fd, CLONE_NEWNET);
            int errno = (int) ERRNO_OF.get(state, 0L);
            int _ = (int) CLOSE.invokeExact(state, fd);
            if (entered != 0) {
                throw new IOException("setns to " + path + " failed, errno " + errno);
            }
        } catch (IOException | RuntimeException | Error known) {
            throw known;
        } catch (Throwable impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** The kernel's number for the network namespace of a socket; needs Linux 5.14. */
    static long networkOf(int socket) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var state = arena.allocate(STATE);
            var cookie = arena.allocate(JAVA_LONG);
            var size = arena.allocateFrom(JAVA_INT, (int) JAVA_LONG.byteSize());
            int done =
                    (int)
                            GETSOCKOPT.invokeExact(
                                    state, socket, SOL_SOCKET, SO_NETNS_COOKIE, cookie, size);
            check(done, "SO_NETNS_COOKIE (Linux 5.14 or newer)", state);
            return cookie.get(JAVA_LONG, 0);
        } catch (IOException | RuntimeException | Error known) {
            throw known;
        } catch (Throwable impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static void check(int result, String what, MemorySegment state) throws IOException {
        if (result < 0) {
            throw new IOException(what + " failed, errno " + (int) ERRNO_OF.get(state, 0L));
        }
    }

    private static MethodHandle call(String name, ValueLayout... arguments) {
        return LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow(name),
                FunctionDescriptor.of(JAVA_INT, arguments),
                ERRNO);
    }

    private static MethodHandle call(
            String name, Linker.Option variadic, ValueLayout... arguments) {
        return LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow(name),
                FunctionDescriptor.of(JAVA_INT, arguments),
                ERRNO,
                variadic);
    }
}
