package fairlead.host.packet;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The layout of a pcap file: a header, then records. Times are nanoseconds, which tcpdump and
 * Wireshark know by the first four octets.
 *
 * <pre>
 *   header   magic a1b23c4d | 2.4 | 0 | 0 | snaplen | linktype 1 (Ethernet)      24 octets
 *   record   seconds | nanoseconds | octets kept | octets on the wire | ...     16 and the frame
 * </pre>
 */
public final class PcapFile {

    private static final int MAGIC_OF_NANOSECONDS = 0xa1b23c4d;
    private static final int ETHERNET = 1;

    private PcapFile() {}

    /** What stands first in a file. */
    public static byte[] header(int snaplen) {
        return ByteBuffer.allocate(24)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(MAGIC_OF_NANOSECONDS)
                .putShort((short) 2)
                .putShort((short) 4)
                .putInt(0)
                .putInt(0)
                .putInt(snaplen)
                .putInt(ETHERNET)
                .array();
    }

    /** One packet, with what stands before it. */
    public static byte[] record(Packet packet) {
        return ByteBuffer.allocate(16 + packet.octets().length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt((int) packet.seconds())
                .putInt(packet.nanoseconds())
                .putInt(packet.octets().length)
                .putInt(packet.length())
                .put(packet.octets())
                .array();
    }
}
