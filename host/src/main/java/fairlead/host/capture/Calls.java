package fairlead.host.capture;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/** The calls of libc that a packet socket needs; a failed one names itself and its errno. */
final class Calls {

    private static final int PROT_READ_WRITE = 3;
    private static final int MAP_SHARED = 1;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");
    private static final MemoryLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO_OF = STATE.varHandle(PathElement.groupElement("errno"));

    private static final MethodHandle SOCKET =
            call(JAVA_INT, "socket", JAVA_INT, JAVA_INT, JAVA_INT);
    private static final MethodHandle BIND = call(JAVA_INT, "bind", JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle SETSOCKOPT =
            call(JAVA_INT, "setsockopt", JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle GETSOCKOPT =
            call(JAVA_INT, "getsockopt", JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS);
    private static final MethodHandle INDEX = call(JAVA_INT, "if_nametoindex", ADDRESS);
    private static final MethodHandle POLL = call(JAVA_INT, "poll", ADDRESS, JAVA_LONG, JAVA_INT);
    private static final MethodHandle CLOSE = call(JAVA_INT, "close", JAVA_INT);
    private static final MethodHandle MMAP =
            call(ADDRESS, "mmap", ADDRESS, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG);

    private final MemorySegment state = Arena.ofAuto().allocate(STATE);

    private interface Foreign<T> {
        T call() throws Throwable;
    }

    int socket(int family, int type, int protocol) throws IOException {
        return checked("socket", () -> (int) SOCKET.invokeExact(state, family, type, protocol));
    }

    void bind(int socket, MemorySegment address) throws IOException {
        checked(
                "bind",
                () -> (int) BIND.invokeExact(state, socket, address, (int) address.byteSize()));
    }

    void set(int socket, int level, int option, MemorySegment value) throws IOException {
        checked(
                "setsockopt " + option,
                () ->
                        (int)
                                SETSOCKOPT.invokeExact(
                                        state,
                                        socket,
                                        level,
                                        option,
                                        value,
                                        (int) value.byteSize()));
    }

    void get(int socket, int level, int option, MemorySegment value) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var size = arena.allocateFrom(JAVA_INT, (int) value.byteSize());
            checked(
                    "getsockopt " + option,
                    () -> (int) GETSOCKOPT.invokeExact(state, socket, level, option, value, size));
        }
    }

    /** The number of a device in this network namespace; 0 if there is none. */
    int index(String device) {
        try (var arena = Arena.ofConfined()) {
            var name = arena.allocateFrom(device);
            return foreign(() -> (int) INDEX.invokeExact(state, name));
        }
    }

    /** How many of the polled are ready; 0 also when a signal came. */
    int poll(MemorySegment polled, int millis) {
        return Math.max(0, foreign(() -> (int) POLL.invokeExact(state, polled, 1L, millis)));
    }

    /** Memory shared with the kernel, until this process ends. */
    MemorySegment map(int socket, long size) throws IOException {
        var memory =
                foreign(() ->
                        (MemorySegment)
                                MMAP.invokeExact(
                                        state,
                                        MemorySegment.NULL,
                                        size,
                                        PROT_READ_WRITE,
                                        MAP_SHARED,
                                        socket,
                                        0L));
        if (memory.address() == -1) {
            throw new IOException("mmap failed, errno " + errno());
        }
        return memory.reinterpret(size);
    }

    void close(int descriptor) {
        int _ = foreign(() -> (int) CLOSE.invokeExact(state, descriptor));
    }

    private int checked(String what, Foreign<Integer> call) throws IOException {
        int result = foreign(call);
        if (result < 0) {
            throw new IOException(what + " failed, errno " + errno());
        }
        return result;
    }

    private int errno() {
        return (int) ERRNO_OF.get(state, 0L);
    }

    private static <T> T foreign(Foreign<T> call) {
        try {
            return call.call();
        } catch (RuntimeException | Error known) {
            throw known;
        } catch (Throwable impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static MethodHandle call(MemoryLayout result, String name, MemoryLayout... arguments) {
        return LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow(name),
                FunctionDescriptor.of(result, arguments),
                ERRNO);
    }
}
