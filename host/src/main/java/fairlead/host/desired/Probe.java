package fairlead.host.desired;

import fairlead.net.IpAddress;
import java.nio.ByteBuffer;

/**
 * One packet that can be told from all others wherever it comes by, also after its addresses and
 * ports were translated: a UDP datagram and an echo request by their first eight octets of data, a
 * SYN by its sequence number.
 *
 * @param port the destination's; 0 for ICMP
 * @param sourcePort the sender's; the identifier for ICMP
 * @param magic what it is told by; of a SYN the low 32 bits
 */
public record Probe(
        Protocol protocol,
        IpAddress source,
        IpAddress destination,
        int sourcePort,
        int port,
        long magic) {

    /** What is sent. */
    public enum Protocol {
        ICMP(1),
        TCP(6),
        UDP(17);

        private final int number;

        Protocol(int number) {
            this.number = number;
        }
    }

    private static final int TTL = 64;
    private static final int DONT_FRAGMENT = 0x4000;
    private static final int HEADER = 20;

    /** The IPv4 packet as it is sent; the kernel fills in length and checksum of its header. */
    public byte[] octets() {
        var body =
                switch (protocol) {
                    case ICMP -> echo();
                    case TCP -> syn();
                    case UDP -> datagram();
                };
        var packet = ByteBuffer.allocate(HEADER + body.length);
        packet.put((byte) 0x45).put((byte) 0).putShort((short) packet.capacity());
        packet.putShort((short) magic).putShort((short) DONT_FRAGMENT);
        packet.put((byte) TTL).put((byte) protocol.number).putShort((short) 0);
        packet.putInt((int) source.low()).putInt((int) destination.low()).put(body);
        return packet.array();
    }

    /** What matches it in nft, wherever it is. */
    String itself() {
        return switch (protocol) {
            case ICMP -> "icmp type echo-request @th,64,64 " + hex();
            case TCP -> "tcp sequence " + (magic & 0xffffffffL) + " tcp flags & (syn | ack) == syn";
            case UDP -> "meta l4proto udp @th,64,64 " + hex();
        };
    }

    /**
     * What matches an answer to it; a datagram is answered by programs in words that we cannot
     * know.
     */
    String answer() {
        return switch (protocol) {
            case ICMP -> "icmp type echo-reply @th,64,64 " + hex();
            case TCP -> "tcp ackseq " + ((magic + 1) & 0xffffffffL);
            case UDP -> "udp sport " + port + " udp dport " + sourcePort;
        };
    }

    /** What matches an ICMP error about it: behind its header the error quotes the packet. */
    String error() {
        var quoted =
                switch (protocol) {
                    case ICMP, UDP -> "@th,288,64 " + hex();
                    case TCP -> "@th,256,32 " + (magic & 0xffffffffL);
                };
        return "icmp type { destination-unreachable, time-exceeded } " + quoted;
    }

    private String hex() {
        return "0x" + String.format("%016x", magic);
    }

    private byte[] echo() {
        var body = ByteBuffer.allocate(16);
        body.put((byte) 8).put((byte) 0).putShort((short) 0);
        body.putShort((short) sourcePort).putShort((short) 1).putLong(magic);
        body.putShort(2, checksum(body.array(), 0));
        return body.array();
    }

    private byte[] datagram() {
        var body = ByteBuffer.allocate(16);
        body.putShort((short) sourcePort).putShort((short) port);
        // A checksum of 0 says that there is none (RFC 768).
        body.putShort((short) 16).putShort((short) 0).putLong(magic);
        return body.array();
    }

    private byte[] syn() {
        var body = ByteBuffer.allocate(HEADER);
        body.putShort((short) sourcePort).putShort((short) port);
        body.putInt((int) magic).putInt(0);
        body.put((byte) 0x50).put((byte) 0x02).putShort((short) 64240);
        body.putShort((short) 0).putShort((short) 0);
        long pseudo = halves(source.low()) + halves(destination.low()) + protocol.number + HEADER;
        body.putShort(16, checksum(body.array(), pseudo));
        return body.array();
    }

    private static long halves(long address) {
        return (address >>> 16 & 0xffff) + (address & 0xffff);
    }

    /** The Internet checksum (RFC 1071) of an even number of octets, begun with {@code sum}. */
    private static short checksum(byte[] octets, long sum) {
        var words = ByteBuffer.wrap(octets);
        while (words.remaining() > 1) {
            sum += words.getShort() & 0xffff;
        }
        while (sum >>> 16 != 0) {
            sum = (sum & 0xffff) + (sum >>> 16);
        }
        return (short) ~sum;
    }
}
