package fairlead.host.packet;

import fairlead.host.packet.Filter.Side;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.StringTokenizer;

/**
 * Reads a filter. As in pcap-filter(7), {@code not} binds closest, and {@code and} and {@code or}
 * bind alike, from the left.
 *
 * <pre>
 *   filter    = term { ("and" | "or") term }
 *   term      = "not" term | "(" filter ")" | primitive
 *   primitive = PROTOCOL | [PROTOCOL] [SIDE] KIND VALUE | SIDE ADDRESS | ADDRESS
 * </pre>
 */
final class FilterParser {

    private static final int IPV4 = 0x0800;

    private static final Map<String, Filter> PROTOCOLS =
            Map.of(
                    "ip", new Filter.EtherType(IPV4),
                    "ip6", new Filter.EtherType(0x86dd),
                    "arp", new Filter.EtherType(0x0806),
                    "icmp", new Filter.Protocol(1),
                    "tcp", new Filter.Protocol(6),
                    "udp", new Filter.Protocol(17),
                    "esp", new Filter.Protocol(50),
                    "sctp", new Filter.Protocol(132));

    private static final List<String> KINDS = List.of("host", "net", "port", "portrange");

    private final Deque<String> words = new ArrayDeque<>();
    private int depth;

    FilterParser(String text) {
        var tokens = new StringTokenizer(text, " \t\n()!", true);
        while (tokens.hasMoreTokens()) {
            var word = tokens.nextToken();
            if (!word.isBlank()) {
                words.add(word);
            }
        }
    }

    Filter filter() throws FilterException {
        if (words.isEmpty()) {
            return new Filter.Everything();
        }
        var filter = terms();
        if (!words.isEmpty()) {
            throw new FilterException(
                    "'" + words.peek() + "' cannot follow here; join conditions with and, or");
        }
        return filter;
    }

    private Filter terms() throws FilterException {
        var filter = term();
        while (true) {
            if (taken("and", "&&")) {
                filter = new Filter.And(filter, term());
            } else if (taken("or", "||")) {
                filter = new Filter.Or(filter, term());
            } else {
                return filter;
            }
        }
    }

    private Filter term() throws FilterException {
        if (++depth > 200) {
            throw new FilterException("conditions are nested too deeply; at most 200");
        }
        try {
            if (taken("not", "!")) {
                return new Filter.Not(term());
            }
            if (taken("(", "(")) {
                var inside = terms();
                if (!taken(")", ")")) {
                    throw new FilterException("a '(' is not closed");
                }
                return inside;
            }
            return primitive();
        } finally {
            depth--;
        }
    }

    private Filter primitive() throws FilterException {
        var protocol = PROTOCOLS.get(next());
        if (protocol != null) {
            words.remove();
            return isQualifier(next()) ? new Filter.And(protocol, qualified()) : protocol;
        }
        return qualified();
    }

    private static boolean isQualifier(String word) {
        return word.equals("src") || word.equals("dst") || KINDS.contains(word);
    }

    private Filter qualified() throws FilterException {
        var side =
                taken("src", "src")
                        ? Side.SOURCE
                        : taken("dst", "dst") ? Side.DESTINATION : Side.EITHER;
        var kind = KINDS.contains(next()) ? words.remove() : "host";
        var value = words.poll();
        if (value == null) {
            throw new FilterException("the filter ends where a condition should stand");
        }
        return switch (kind) {
            case "port" -> port(value, value, side);
            case "portrange" -> range(value, side);
            case "net" -> new Filter.Net(prefix(value), side);
            default -> new Filter.Net(Prefix.host(address(value)), side);
        };
    }

    private static Filter range(String text, Side side) throws FilterException {
        int dash = text.indexOf('-');
        return dash < 0
                ? port(text, text, side)
                : port(text.substring(0, dash), text.substring(dash + 1), side);
    }

    private static Filter port(String first, String last, Side side) throws FilterException {
        return new Filter.Port(number(first), number(last), side);
    }

    private static int number(String text) throws FilterException {
        int port = text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : -1;
        if (port < 0 || port > 65535) {
            throw new FilterException("'" + text + "' is no port; a port is 0 to 65535");
        }
        return port;
    }

    private static IpAddress address(String text) throws FilterException {
        try {
            var address = IpAddress.parse(text);
            if (address.family() == IpAddress.Family.V4) {
                return address;
            }
        } catch (IllegalArgumentException noAddress) {
            // said below
        }
        throw new FilterException(
                "'"
                        + text
                        + "' is neither an IPv4 address nor a word of a filter; known are "
                        + "host, net, port, portrange, src, dst, and, or, not, "
                        + String.join(", ", PROTOCOLS.keySet().stream().sorted().toList()));
    }

    private static Prefix prefix(String text) throws FilterException {
        try {
            var prefix = text.contains("/") ? Prefix.parse(text) : Prefix.host(address(text));
            if (prefix.network().family() == IpAddress.Family.V4) {
                return prefix;
            }
        } catch (IllegalArgumentException noPrefix) {
            // said below
        }
        throw new FilterException("'" + text + "' is no IPv4 prefix such as 10.1.0.0/16");
    }

    /** The next word; empty at the end. */
    private String next() {
        var next = words.peek();
        return next == null ? "" : next;
    }

    private boolean taken(String word, String other) {
        boolean is = next().equals(word) || next().equals(other);
        if (is) {
            words.remove();
        }
        return is;
    }
}
