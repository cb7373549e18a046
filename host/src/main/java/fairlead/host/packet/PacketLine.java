package fairlead.host.packet;

import fairlead.net.IpAddress;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * What a person wants to know of a packet at a glance, in the words of tcpdump.
 *
 * @param protocol {@code ARP}, {@code TCP}, {@code UDP}, {@code ICMP}, {@code IP 47} ...
 * @param source address, and port after a dot where there is one; empty if it has none
 * @param destination likewise
 * @param text the rest
 */
public record PacketLine(String protocol, String source, String destination, String text) {

    private static final int ETHERNET = 14;
    private static final int BGP = 179;
    private static final List<String> BGP_MESSAGES =
            List.of("OPEN", "UPDATE", "NOTIFICATION", "KEEPALIVE", "ROUTE-REFRESH");

    /** Reads a frame, however short it was cut. */
    public static PacketLine of(byte[] frame) {
        var octets = ByteBuffer.wrap(frame);
        if (frame.length < ETHERNET) {
            return cut("Ethernet");
        }
        int type = u16(octets, 12);
        return switch (type) {
            case 0x0806 -> arp(octets);
            case 0x0800 -> ip(octets);
            case 0x86dd -> new PacketLine("IP6", "", "", "length " + (frame.length - ETHERNET));
            default ->
                    new PacketLine(
                            "Ethernet %04x".formatted(type),
                            "",
                            "",
                            "length " + (frame.length - ETHERNET));
        };
    }

    /** As a line of text, without the time. */
    @Override
    public String toString() {
        return source.isEmpty()
                ? protocol + " " + text
                : protocol + " " + source + " > " + destination + ": " + text;
    }

    private static PacketLine arp(ByteBuffer frame) {
        if (frame.limit() < ETHERNET + 28) {
            return cut("ARP");
        }
        var sender = address(frame, ETHERNET + 14);
        var target = address(frame, ETHERNET + 24);
        return new PacketLine(
                "ARP",
                sender,
                target,
                switch (u16(frame, ETHERNET + 6)) {
                    case 1 -> "who has " + target + ", tell " + sender;
                    case 2 -> sender + " is at " + mac(frame, ETHERNET + 8);
                    default -> "operation " + u16(frame, ETHERNET + 6);
                });
    }

    private static PacketLine ip(ByteBuffer frame) {
        if (frame.limit() < ETHERNET + 20) {
            return cut("IP");
        }
        int protocol = frame.get(ETHERNET + 9) & 0xff;
        int payload = ETHERNET + 4 * (frame.get(ETHERNET) & 0xf);
        int length = u16(frame, ETHERNET + 2) - (payload - ETHERNET);
        var source = address(frame, ETHERNET + 12);
        var destination = address(frame, ETHERNET + 16);
        boolean laterFragment = (u16(frame, ETHERNET + 6) & 0x1fff) != 0;
        if (laterFragment) {
            return new PacketLine(
                    "IP",
                    source,
                    destination,
                    "fragment of protocol " + protocol + ", length " + length);
        }
        return switch (protocol) {
            case 1 -> icmp(frame, payload, source, destination, length);
            case 6 -> tcp(frame, payload, source, destination, length);
            case 17 -> udp(frame, payload, source, destination, length);
            default -> new PacketLine("IP " + protocol, source, destination, "length " + length);
        };
    }

    private static PacketLine icmp(
            ByteBuffer frame, int at, String source, String destination, int length) {
        if (frame.limit() < at + 8) {
            return cut("ICMP");
        }
        int type = frame.get(at) & 0xff;
        int code = frame.get(at + 1) & 0xff;
        var text =
                switch (type) {
                    case 0 -> "echo reply" + echo(frame, at);
                    case 8 -> "echo request" + echo(frame, at);
                    case 3 -> "unreachable, code " + code;
                    case 5 -> "redirect to " + address(frame, at + 4);
                    case 11 -> "time exceeded";
                    default -> "type " + type + ", code " + code;
                };
        return new PacketLine("ICMP", source, destination, text + ", length " + length);
    }

    private static String echo(ByteBuffer frame, int at) {
        return ", id " + u16(frame, at + 4) + ", seq " + u16(frame, at + 6);
    }

    private static PacketLine udp(
            ByteBuffer frame, int at, String source, String destination, int length) {
        if (frame.limit() < at + 8) {
            return cut("UDP");
        }
        return new PacketLine(
                "UDP",
                source + "." + u16(frame, at),
                destination + "." + u16(frame, at + 2),
                "length " + (length - 8));
    }

    private static PacketLine tcp(
            ByteBuffer frame, int at, String source, String destination, int length) {
        if (frame.limit() < at + 20) {
            return cut("TCP");
        }
        int header = 4 * ((frame.get(at + 12) & 0xf0) >> 4);
        int flags = frame.get(at + 13) & 0xff;
        int data = length - header;
        var text = new StringBuilder("Flags [" + flags(flags) + "], seq " + u32(frame, at + 4));
        if ((flags & 0x10) != 0) {
            text.append(", ack ").append(u32(frame, at + 8));
        }
        text.append(", win ").append(u16(frame, at + 14)).append(", length ").append(data);
        int from = u16(frame, at);
        int to = u16(frame, at + 2);
        if (data > 0 && (from == BGP || to == BGP)) {
            text.append(bgp(frame, at + header));
        }
        return new PacketLine("TCP", source + "." + from, destination + "." + to, text.toString());
    }

    /** In tcpdump's letters and order. */
    private static String flags(int flags) {
        var letters = new StringBuilder();
        var names = List.of("F", "S", "R", "P", ".", "U", "E", "W");
        for (int bit : new int[] {0, 1, 2, 3, 5, 6, 7, 4}) {
            letters.append((flags >> bit & 1) == 1 ? names.get(bit) : "");
        }
        return letters.isEmpty() ? "none" : letters.toString();
    }

    /** The kind of the first message (RFC 4271 §4.1), if the segment begins with one. */
    private static String bgp(ByteBuffer frame, int at) {
        if (frame.limit() < at + 19 || frame.getLong(at) != -1 || frame.getLong(at + 8) != -1) {
            return "";
        }
        int type = frame.get(at + 18) & 0xff;
        return ": BGP "
                + (type >= 1 && type <= BGP_MESSAGES.size()
                        ? BGP_MESSAGES.get(type - 1)
                        : "message " + type);
    }

    private static PacketLine cut(String protocol) {
        return new PacketLine(protocol, "", "", "(cut short)");
    }

    private static String address(ByteBuffer frame, int at) {
        return IpAddress.v4(frame.getInt(at)).toString();
    }

    private static String mac(ByteBuffer frame, int at) {
        return "%02x:%02x:%02x:%02x:%02x:%02x"
                .formatted(
                        frame.get(at),
                        frame.get(at + 1),
                        frame.get(at + 2),
                        frame.get(at + 3),
                        frame.get(at + 4),
                        frame.get(at + 5));
    }

    private static int u16(ByteBuffer frame, int at) {
        return Short.toUnsignedInt(frame.getShort(at));
    }

    private static long u32(ByteBuffer frame, int at) {
        return Integer.toUnsignedLong(frame.getInt(at));
    }
}
