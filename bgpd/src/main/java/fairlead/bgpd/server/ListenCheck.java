package fairlead.bgpd.server;

import fairlead.bgp.speaker.ListenAddress;
import fairlead.net.IpAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Tries every address before a server starts, so that one that cannot listen ends with a reason
 * instead of waiting for an address that never comes.
 */
final class ListenCheck {

    /** Why a server cannot start, with what to do about it. */
    record Hindrance(Ending ending, String message) {}

    private static final Duration TURN = Duration.ofMillis(10);
    private static final int TURNS = 300;

    private ListenCheck() {}

    static Optional<Hindrance> of(List<ListenAddress> addresses) {
        return addresses.stream().flatMap(address -> of(address).stream()).findFirst();
    }

    /** Waits until all are listened on; false if that takes longer than a few seconds. */
    static boolean answered(List<ListenAddress> addresses) throws InterruptedException {
        for (int turn = 0; turn < TURNS; turn++) {
            if (addresses.stream().allMatch(ListenCheck::answers)) {
                return true;
            }
            Thread.sleep(TURN);
        }
        return false;
    }

    private static boolean answers(ListenAddress address) {
        try (var socket = SocketChannel.open(family(address))) {
            return socket.connect(socketAddress(address));
        } catch (IOException notYet) {
            return false;
        }
    }

    private static Optional<Hindrance> of(ListenAddress address) {
        try (var socket = ServerSocketChannel.open(family(address))) {
            socket.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            socket.bind(socketAddress(address));
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(hindrance(address, String.valueOf(e.getMessage())));
        }
    }

    private static StandardProtocolFamily family(ListenAddress address) {
        return switch (address.address().family()) {
            case V4 -> StandardProtocolFamily.INET;
            case V6 -> StandardProtocolFamily.INET6;
        };
    }

    private static InetSocketAddress socketAddress(ListenAddress address) throws IOException {
        return new InetSocketAddress(
                InetAddress.getByAddress(address.address().octets()), address.port());
    }

    private static Hindrance hindrance(ListenAddress address, String reason) {
        var lower = reason.toLowerCase(Locale.ROOT);
        if (lower.contains("permission denied")) {
            return new Hindrance(
                    Ending.NOT_PERMITTED,
                    "port "
                            + address.port()
                            + " is for root only. Run it as root, or allow it to all: sysctl -w"
                            + " net.ipv4.ip_unprivileged_port_start="
                            + address.port()
                            + ", or listen on a port from 1024 on, such as "
                            + new ListenAddress(address.address(), 1000 + address.port() % 1000)
                            + ".");
        }
        if (lower.contains("in use")) {
            return new Hindrance(
                    Ending.ADDRESS_TAKEN,
                    address
                            + " is in use by another program; see who with: ss -ltnp 'sport = :"
                            + address.port()
                            + "'");
        }
        if (lower.contains("assign")) {
            return new Hindrance(
                    Ending.ADDRESS_TAKEN,
                    address
                            + " is no address of this machine or namespace; see them with: ip"
                            + " address"
                            + (address.address().family() == IpAddress.Family.V6
                                    ? " (with a port it is written \"[ADDRESS]:PORT\")"
                                    : ""));
        }
        return new Hindrance(Ending.FAILED, address + " cannot be listened on: " + reason);
    }
}
