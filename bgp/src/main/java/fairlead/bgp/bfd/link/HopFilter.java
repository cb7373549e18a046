package fairlead.bgp.bfd.link;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import fairlead.bgp.socket.KernelSocket;
import fairlead.net.IpAddress.Family;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.DatagramChannel;

/**
 * A socket filter that looks at how far a packet has travelled (SO_ATTACH_FILTER), since for UDP
 * the kernel has no IP_MINTTL.
 */
final class HopFilter {

    private static final int SOL_SOCKET = 1;
    private static final int SO_ATTACH_FILTER = 26;

    /** Offsets that a socket filter counts from the IP header. */
    private static final int FROM_IP_HEADER = 0xfff0_0000;

    private static final int TTL_OF_V4 = 8;
    private static final int HOPS_OF_V6 = 7;

    /** One instruction of a socket filter: 16 bits code, two jumps of 8, 32 bits operand. */
    private static final int INSTRUCTION = 8;

    private static final short LOAD_OCTET = 0x30;
    private static final short JUMP_IF_EQUAL = 0x15;
    private static final short RETURN = 0x06;

    private HopFilter() {}

    /** Has the kernel drop what arrives with another TTL or hop limit than {@code hops}. */
    static void receiveOnly(DatagramChannel channel, Family family, int hops) throws IOException {
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
            KernelSocket.set(channel, SOL_SOCKET, SO_ATTACH_FILTER, filter);
        }
    }

    /** {@code jumps}: how many to skip if true in the lower octet, if false in the upper. */
    private static void instruction(
            MemorySegment program, int index, short code, int jumps, int operand) {
        program.set(JAVA_SHORT, (long) index * INSTRUCTION, code);
        program.set(JAVA_SHORT, (long) index * INSTRUCTION + 2, (short) jumps);
        program.set(JAVA_INT, (long) index * INSTRUCTION + 4, operand);
    }
}
