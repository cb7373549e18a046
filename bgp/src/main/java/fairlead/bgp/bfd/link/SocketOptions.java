package fairlead.bgp.bfd.link;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import fairlead.net.IpAddress.Family;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.channels.DatagramChannel;

/**
 * Options of UDP sockets that the JDK has no name for. Needs {@code --add-exports
 * java.base/sun.nio.ch=ALL-UNNAMED}.
 */
final class SocketOptions {

    private static final int SOL_SOCKET = 1;
    private static final int SO_ATTACH_FILTER = 26;
    private static final int IPPROTO_IP = 0;
    private static final int IP_TTL = 2;
    private static final int IPPROTO_IPV6 = 41;
    private static final int IPV6_UNICAST_HOPS = 16;

    /** Offsets that a socket filter counts from the IP header. */
    private static final int FROM_IP_HEADER = 0xfff0_0000;

    private static final int TTL_OF_V4 = 8;
    private static final int HOPS_OF_V6 = 7;

    /** One instruction of a socket filter: 16 bits code, two jumps of 8, 32 bits operand. */
    private static final int INSTRUCTION = 8;

    private static final short LOAD_OCTET = 0x30;
    private static final short JUMP_IF_EQUAL = 0x15;
    private static final short RETURN = 0x06;

    private static final MethodHandle DESCRIPTOR = descriptor();
    private static final MethodHandle SETSOCKOPT = setsockopt();

    private SocketOptions() {}

    /** Sends packets with this TTL or hop limit. */
    static void sendWithHops(DatagramChannel channel, Family family, int hops) throws IOException {
        try (var arena = Arena.ofConfined()) {
            boolean v4 = family == Family.V4;
            set(
                    channel,
                    v4 ? IPPROTO_IP : IPPROTO_IPV6,
                    v4 ? IP_TTL : IPV6_UNICAST_HOPS,
                    arena.allocateFrom(JAVA_INT, hops));
        }
    }

    /** Has the kernel drop what arrives with another TTL or hop limit than {@code hops}. */
    static void receiveOnlyWithHops(DatagramChannel channel, Family family, int hops)
            throws IOException {
        try (var arena = Arena.ofConfined()) {
            var program = arena.allocate(4 * INSTRUCTION, 8);
            int offset = family == Family.V4 ? TTL_OF_V4 : HOPS_OF_V6;
            instruction(program, 0, LOAD_OCTET, 0, FROM_IP_HEADER + offset);
            instruction(program, 1, JUMP_IF_EQUAL, 1 << 8, hops);
            instruction(program, 2, RETURN, 0, -1);
            instruction(program, 3, RETURN, 0, 0);
            var filter = arena.allocate(16, 8);
            filter.set(JAVA_SHORT, 0, (short) 4);
            filter.set(ADDRESS, 8, program);
            set(channel, SOL_SOCKET, SO_ATTACH_FILTER, filter);
        }
    }

    /** {@code jumps}: how many to skip if true in the lower octet, if false in the upper. */
    private static void instruction(
            MemorySegment program, int index, short code, int jumps, int operand) {
        program.set(JAVA_SHORT, (long) index * INSTRUCTION, code);
        program.set(JAVA_SHORT, (long) index * INSTRUCTION + 2, (short) jumps);
        program.set(JAVA_INT, (long) index * INSTRUCTION + 4, operand);
    }

    private static void set(DatagramChannel channel, int level, int option, MemorySegment value)
            throws IOException {
        int result;
        try {
            int descriptor = (int) DESCRIPTOR.invokeExact(channel);
            result =
                    (int)
                            SETSOCKOPT.invokeExact(
                                    descriptor, level, option, value, (int) value.byteSize());
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IOException("option " + option + " of a socket could not be set", e);
        }
        if (result != 0) {
            throw new IOException("the kernel refused option " + option + " of level " + level);
        }
    }

    private static MethodHandle descriptor() {
        try {
            return MethodHandles.lookup()
                    .findVirtual(
                            Class.forName("sun.nio.ch.SelChImpl"),
                            "getFDVal",
                            MethodType.methodType(int.class))
                    .asType(MethodType.methodType(int.class, DatagramChannel.class));
        } catch (ReflectiveOperationException hidden) {
            throw new IllegalStateException(
                    "BFD needs: java --add-exports java.base/sun.nio.ch=ALL-UNNAMED", hidden);
        }
    }

    private static MethodHandle setsockopt() {
        var linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow("setsockopt"),
                FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
    }
}
