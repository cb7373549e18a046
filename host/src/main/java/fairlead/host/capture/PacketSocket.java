package fairlead.host.capture;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import fairlead.host.packet.Packet;
import fairlead.host.packet.Packet.Direction;
import fairlead.host.packet.SocketFilter.Instruction;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.function.Consumer;

/**
 * What passes one device of this network namespace, in both directions: a socket of packet(7) with
 * a ring of sixteen blocks of a megabyte, filled by the kernel while we read. Each block belongs to
 * one side at a time, as its status says. For one thread.
 */
final class PacketSocket implements AutoCloseable {

    /** What the kernel counted: packets that passed the filter, and those it had no room for. */
    record Statistics(long packets, long dropped) {}

    private static final int AF_PACKET = 17;
    private static final int SOCK_RAW_CLOEXEC = 3 | 0x80000;
    private static final int ALL_PROTOCOLS = 0x0003;
    private static final int SOL_SOCKET = 1;
    private static final int SO_ERROR = 4;
    private static final int SO_ATTACH_FILTER = 26;
    private static final int SOL_PACKET = 263;
    private static final int PACKET_RX_RING = 5;
    private static final int PACKET_STATISTICS = 6;
    private static final int PACKET_VERSION = 10;
    private static final int TPACKET_V3 = 2;

    private static final int BLOCK = 1 << 20;
    private static final int BLOCKS = 16;
    private static final int FRAME = 2048;

    /** A block that is not full is handed over after so long. */
    private static final int PATIENCE_MILLIS = 50;

    private static final int USER = 1;
    private static final int KERNEL = 0;
    private static final byte OUTGOING = 4;
    private static final short POLLIN = 1;
    private static final VarHandle STATUS = JAVA_INT.varHandle();

    private final Calls calls = new Calls();
    private final Arena arena = Arena.ofConfined();
    private final int socket;
    private final MemorySegment ring;
    private final MemorySegment polled;
    private int block;
    private long packets;
    private long dropped;

    /**
     * Opens it; no packet is seen before the filter is in place.
     *
     * @throws IOException if there is no such device, or no right to see its packets
     */
    PacketSocket(String device, List<Instruction> filter) throws IOException {
        int index = calls.index(device);
        if (index == 0) {
            throw new IOException("there is no device " + device + " here");
        }
        socket = calls.socket(AF_PACKET, SOCK_RAW_CLOEXEC, 0);
        calls.set(socket, SOL_SOCKET, SO_ATTACH_FILTER, program(filter));
        calls.set(socket, SOL_PACKET, PACKET_VERSION, ints(TPACKET_V3));
        calls.set(
                socket,
                SOL_PACKET,
                PACKET_RX_RING,
                ints(BLOCK, BLOCKS, FRAME, BLOCK / FRAME * BLOCKS, PATIENCE_MILLIS, 0, 0));
        ring = calls.map(socket, (long) BLOCK * BLOCKS);
        calls.bind(socket, address(index));
        polled = arena.allocate(8, 4);
        polled.set(JAVA_INT, 0, socket);
        polled.set(JAVA_SHORT, 4, POLLIN);
    }

    /**
     * Hands over the packets of the next block, or none when there is none in time.
     *
     * @throws IOException if the device has gone
     */
    void next(int millis, Consumer<Packet> receiver) throws IOException {
        var current = ring.asSlice((long) block * BLOCK, BLOCK);
        if (((int) STATUS.getAcquire(current, 8L) & USER) == 0) {
            if (calls.poll(polled, millis) > 0 && polled.get(JAVA_SHORT, 6) != POLLIN) {
                explain();
            }
            return;
        }
        int count = current.get(JAVA_INT, 12);
        long at = current.get(JAVA_INT, 16);
        for (int i = 0; i < count; i++) {
            receiver.accept(packet(current, at));
            at += current.get(JAVA_INT, at);
        }
        STATUS.setRelease(current, 8L, KERNEL);
        block = (block + 1) % BLOCKS;
    }

    /** {@code struct tpacket3_hdr}, and behind it at 48 {@code struct sockaddr_ll}. */
    private static Packet packet(MemorySegment block, long at) {
        int kept = block.get(JAVA_INT, at + 12);
        int frame = Short.toUnsignedInt(block.get(JAVA_SHORT, at + 24));
        return new Packet(
                Integer.toUnsignedLong(block.get(JAVA_INT, at + 4)),
                block.get(JAVA_INT, at + 8),
                block.get(JAVA_BYTE, at + 48 + 10) == OUTGOING ? Direction.OUT : Direction.IN,
                block.get(JAVA_INT, at + 16),
                block.asSlice(at + frame, kept).toArray(JAVA_BYTE));
    }

    /** Since it was opened; the kernel forgets what it has told. */
    Statistics statistics() throws IOException {
        var counters = arena.allocate(12, 4);
        calls.get(socket, SOL_PACKET, PACKET_STATISTICS, counters);
        packets += Integer.toUnsignedLong(counters.get(JAVA_INT, 0));
        dropped += Integer.toUnsignedLong(counters.get(JAVA_INT, 4));
        return new Statistics(packets, dropped);
    }

    private void explain() throws IOException {
        var error = arena.allocate(JAVA_INT);
        calls.get(socket, SOL_SOCKET, SO_ERROR, error);
        throw new IOException(
                "the device has gone down (errno "
                        + error.get(JAVA_INT, 0)
                        + "): its machine was stopped or deleted");
    }

    /** {@code struct sock_fprog}: a length and, aligned, an address. */
    private MemorySegment program(List<Instruction> filter) {
        var instructions = arena.allocate(8L * filter.size(), 4);
        long at = 0;
        for (var one : filter) {
            instructions.set(JAVA_SHORT, at, (short) one.code());
            instructions.set(JAVA_BYTE, at + 2, (byte) one.ifTrue());
            instructions.set(JAVA_BYTE, at + 3, (byte) one.ifFalse());
            instructions.set(JAVA_INT, at + 4, one.value());
            at += 8;
        }
        var program = arena.allocate(16, 8);
        program.set(JAVA_SHORT, 0, (short) filter.size());
        program.set(ADDRESS, 8, instructions);
        return program;
    }

    private static final ValueLayout.OfShort NETWORK_SHORT =
            JAVA_SHORT.withOrder(java.nio.ByteOrder.BIG_ENDIAN);

    /** {@code struct sockaddr_ll}. */
    private MemorySegment address(int index) {
        var address = arena.allocate(20, 4);
        address.set(JAVA_SHORT, 0, (short) AF_PACKET);
        address.set(NETWORK_SHORT, 2, (short) ALL_PROTOCOLS);
        address.set(JAVA_INT, 4, index);
        return address;
    }

    private MemorySegment ints(int... values) {
        return arena.allocateFrom(JAVA_INT, values);
    }

    @Override
    public void close() {
        calls.close(socket);
        arena.close();
    }
}
