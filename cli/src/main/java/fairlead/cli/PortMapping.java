package fairlead.cli;

import java.util.regex.Pattern;

/**
 * A port of this host and the port of a machine that it leads to.
 *
 * @param address where to listen, an IPv4 address
 * @param port 0 for any that is free
 * @param machine name, or GROUP/NAME
 */
record PortMapping(String address, int port, String machine, int machinePort) {

    private static final String LOOPBACK = "127.0.0.1";
    private static final Pattern MAPPING =
            Pattern.compile("(?:([0-9.]+|localhost):)?([0-9]{1,5}):([^:]+):([0-9]{1,5})");
    private static final Pattern TARGET = Pattern.compile("([^:]+):([0-9]{1,5})");

    /**
     * Reads {@code [ADDRESS:]PORT:MACHINE:PORT}.
     *
     * @throws Failure with {@link Exit#USAGE}
     */
    static PortMapping parse(String text) {
        var found = MAPPING.matcher(text);
        if (!found.matches()) {
            throw wrong(text, "[ADDRESS:]PORT:MACHINE:PORT, as in 8080:vm:80");
        }
        var address =
                found.group(1) == null || found.group(1).equals("localhost")
                        ? LOOPBACK
                        : found.group(1);
        if (!isAddress(address)) {
            throw wrong(text, "an IPv4 address before the port, as in 0.0.0.0:8080:vm:80");
        }
        return new PortMapping(
                address,
                port(text, found.group(2), 0),
                found.group(3),
                port(text, found.group(4), 1));
    }

    /** Reads {@code MACHINE:PORT}. */
    static PortMapping target(String text) {
        var found = TARGET.matcher(text);
        if (!found.matches()) {
            throw wrong(text, "MACHINE:PORT, as in vm:22");
        }
        return new PortMapping(LOOPBACK, 0, found.group(1), port(text, found.group(2), 1));
    }

    private static boolean isAddress(String text) {
        try {
            return fairlead.net.IpAddress.parse(text).family() == fairlead.net.IpAddress.Family.V4;
        } catch (IllegalArgumentException noAddress) {
            return false;
        }
    }

    private static int port(String text, String digits, int least) {
        int port = Integer.parseInt(digits);
        if (port < least || port > 65535) {
            throw wrong(text, "ports from " + least + " to 65535");
        }
        return port;
    }

    private static Failure wrong(String text, String right) {
        return new Failure(Exit.USAGE, "'" + text + "' is no mapping: write " + right + ".");
    }
}
