package fairlead.host.packet;

import fairlead.host.packet.Filter.Side;
import java.util.ArrayList;
import java.util.List;

/**
 * A filter as the kernel runs it on a packet socket: classic BPF, which is attached without any
 * right, unlike eBPF.
 *
 * <p>It is written from its end to its beginning, so that whatever a jump leads to already has its
 * place; jumps lead forward by at most 255 instructions.
 */
public final class SocketFilter {

    /** One {@code struct sock_filter}. */
    public record Instruction(int code, int ifTrue, int ifFalse, int value) {}

    /** Instructions that may stand between a jump and where it leads. */
    private static final int REACH = 255;

    private static final int LOAD_WORD = 0x20;
    private static final int LOAD_HALF = 0x28;
    private static final int LOAD_BYTE = 0x30;
    private static final int LOAD_HALF_INDEXED = 0x48;
    private static final int LOAD_HEADER_LENGTH = 0xb1;
    private static final int AND = 0x54;
    private static final int IF_EQUAL = 0x15;
    private static final int IF_GREATER = 0x25;
    private static final int IF_NOT_LESS = 0x35;
    private static final int IF_SET = 0x45;
    private static final int RETURN = 0x06;

    private static final int ETHER_TYPE = 12;
    private static final int IP = 14;
    private static final int IPV4 = 0x0800;
    private static final int ARP = 0x0806;

    private final List<Instruction> backwards = new ArrayList<>();

    private SocketFilter() {}

    /**
     * The instructions for a filter, in order.
     *
     * @param snaplen octets that are kept of a packet that passes, 1 or more
     * @throws FilterException if they would be too many
     */
    public static List<Instruction> compile(Filter filter, int snaplen) throws FilterException {
        var writer = new SocketFilter();
        int drop = writer.write(RETURN, 0);
        int keep = writer.write(RETURN, snaplen);
        writer.test(filter, keep, drop);
        return List.copyOf(writer.backwards.reversed());
    }

    /** Writes a test; returns where it begins. */
    private int test(Filter filter, int yes, int no) throws FilterException {
        return switch (filter) {
            case Filter.Everything() -> always(yes);
            case Filter.EtherType(int number) -> etherType(number, yes, no);
            case Filter.Protocol(int number) -> protocol(List.of(number), yes, no);
            case Filter.Net(var prefix, var side) -> net(prefix, side, yes, no);
            case Filter.Port port -> port(port, yes, no);
            case Filter.Not(var inner) -> test(inner, no, yes);
            case Filter.And(var left, var right) -> test(left, test(right, yes, no), no);
            case Filter.Or(var left, var right) -> test(left, yes, test(right, yes, no));
        };
    }

    /** Where a test begins, and it must be the last that was written, execution begins. */
    private int always(int yes) throws FilterException {
        return jump(IF_NOT_LESS, 0, yes, yes);
    }

    private int etherType(int number, int yes, int no) throws FilterException {
        jump(IF_EQUAL, number, yes, no);
        return write(LOAD_HALF, ETHER_TYPE);
    }

    private int protocol(List<Integer> numbers, int yes, int no) throws FilterException {
        int otherwise = no;
        for (int number : numbers.reversed()) {
            otherwise = jump(IF_EQUAL, number, yes, otherwise);
        }
        int protocol = write(LOAD_BYTE, IP + 9);
        return etherType(IPV4, protocol, no);
    }

    private int net(fairlead.net.Prefix prefix, Side side, int yes, int no) throws FilterException {
        int arp = ends(prefix, IP + 14, IP + 24, side, yes, no);
        int ip = ends(prefix, IP + 12, IP + 16, side, yes, no);
        int isArp = jump(IF_EQUAL, ARP, arp, no);
        jump(IF_EQUAL, IPV4, ip, isArp);
        return write(LOAD_HALF, ETHER_TYPE);
    }

    private int ends(
            fairlead.net.Prefix prefix, int source, int destination, Side side, int yes, int no)
            throws FilterException {
        return switch (side) {
            case SOURCE -> address(prefix, source, yes, no);
            case DESTINATION -> address(prefix, destination, yes, no);
            case EITHER -> address(prefix, source, yes, address(prefix, destination, yes, no));
        };
    }

    private int address(fairlead.net.Prefix prefix, int offset, int yes, int no)
            throws FilterException {
        jump(IF_EQUAL, prefix.network().v4Bits(), yes, no);
        if (prefix.length() < 32) {
            write(AND, prefix.length() == 0 ? 0 : -1 << (32 - prefix.length()));
        }
        return write(LOAD_WORD, offset);
    }

    /** Ports stand behind a header of variable length, and only in the first fragment. */
    private int port(Filter.Port port, int yes, int no) throws FilterException {
        int ends =
                switch (port.side()) {
                    case SOURCE -> portAt(port, 0, yes, no);
                    case DESTINATION -> portAt(port, 2, yes, no);
                    case EITHER -> portAt(port, 0, yes, portAt(port, 2, yes, no));
                };
        int header = write(LOAD_HEADER_LENGTH, IP);
        if (header != ends + 1) {
            throw new AssertionError("the index register is set right before its use");
        }
        jump(IF_SET, 0x1fff, no, header);
        int fragment = write(LOAD_HALF, IP + 6);
        return protocol(List.of(6, 17, 132), fragment, no);
    }

    private int portAt(Filter.Port port, int offset, int yes, int no) throws FilterException {
        if (port.first() == port.last()) {
            jump(IF_EQUAL, port.first(), yes, no);
        } else {
            int highEnough = jump(IF_GREATER, port.last(), no, yes);
            jump(IF_NOT_LESS, port.first(), highEnough, no);
        }
        return write(LOAD_HALF_INDEXED, IP + offset);
    }

    private int write(int code, int value) {
        backwards.add(new Instruction(code, 0, 0, value));
        return backwards.size() - 1;
    }

    private int jump(int code, int value, int yes, int no) throws FilterException {
        int here = backwards.size();
        backwards.add(new Instruction(code, distance(here, yes), distance(here, no), value));
        return here;
    }

    private static int distance(int here, int there) throws FilterException {
        int distance = here - there - 1;
        if (distance > REACH) {
            throw new FilterException(
                    "the filter is too long for the kernel; leave conditions out");
        }
        return distance;
    }
}
