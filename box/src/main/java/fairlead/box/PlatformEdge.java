package fairlead.box;

import fairlead.azure.platform.Listener;
import fairlead.azure.platform.MetadataServer;
import fairlead.azure.platform.NameServer;
import fairlead.azure.platform.PlatformSockets;
import fairlead.azure.platform.Relay;
import fairlead.azure.vnet.Platform;
import fairlead.net.IpAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the servers at the platform's two addresses, those of each virtual network inside its
 * platform namespace: names, metadata, and a way to the cloud's API. {@link #leave} and {@link
 * #become} are called by one thread at a time.
 */
final class PlatformEdge implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PlatformEdge.class);
    private static final int DNS = 53;
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    /** Where the platform's addresses are: the real namespaces, or those of a test. */
    interface Places {

        /**
         * What tells a network's namespace from another of the same name, before or after it.
         *
         * @throws IOException if there is none
         */
        Object place(int vnet) throws IOException;

        PlatformSockets sockets(int vnet);
    }

    private record Running(Object place, List<AutoCloseable> servers) {}

    private final Places places;
    private final PlatformAnswers answers;
    private final Supplier<InetSocketAddress> api;
    private final Map<Integer, Running> running = new HashMap<>();

    /**
     * @param api where the cloud's API listens; asked when the first network is served
     */
    PlatformEdge(Places places, PlatformAnswers answers, Supplier<InetSocketAddress> api) {
        this.places = places;
        this.answers = answers;
        this.api = api;
    }

    /** Ends the servers of networks that are wanted no more, before their namespaces go. */
    synchronized void leave(Set<Integer> wanted) {
        List.copyOf(running.keySet()).stream()
                .filter(vnet -> !wanted.contains(vnet))
                .forEach(this::end);
    }

    /**
     * Starts the servers of the others; their namespaces are there.
     *
     * @throws HostRefusedException naming the first network where that failed; the rest is served
     */
    synchronized void become(Set<Integer> wanted) throws HostRefusedException {
        leave(wanted);
        var refused = new ArrayList<HostRefusedException>();
        for (int vnet : wanted) {
            try {
                serve(vnet);
            } catch (IOException unable) {
                refused.add(
                        new HostRefusedException(
                                "the platform's addresses in the virtual network with serial "
                                        + vnet
                                        + " cannot be served: "
                                        + unable.getMessage(),
                                unable));
            }
        }
        if (!refused.isEmpty()) {
            throw refused.getFirst();
        }
    }

    @Override
    public synchronized void close() {
        leave(Set.of());
    }

    private void serve(int vnet) throws IOException {
        var place = places.place(vnet);
        var now = running.get(vnet);
        if (now != null && now.place().equals(place)) {
            return;
        }
        end(vnet);
        var sockets = places.sockets(vnet);
        var servers = new ArrayList<AutoCloseable>();
        try {
            servers.add(
                    NameServer.start(
                            sockets,
                            at(Platform.WIRE_SERVER, DNS),
                            question -> answers.name(vnet, question)));
            servers.add(
                    MetadataServer.start(
                            sockets,
                            at(Platform.METADATA, HTTP),
                            (from, request) -> answers.metadata(vnet, from, request)));
            servers.add(
                    Listener.start(
                            sockets.listener(),
                            at(Platform.WIRE_SERVER, HTTPS),
                            new Relay(api.get())));
        } catch (IOException unable) {
            servers.forEach(PlatformEdge::close);
            throw unable;
        }
        running.put(vnet, new Running(place, servers));
    }

    private void end(int vnet) {
        var now = running.remove(vnet);
        if (now != null) {
            now.servers().forEach(PlatformEdge::close);
        }
    }

    private static void close(AutoCloseable server) {
        try {
            server.close();
        } catch (Exception already) {
            LOG.debug("closing a server of the platform: {}", already.getMessage());
        }
    }

    private static InetSocketAddress at(IpAddress address, int port) throws UnknownHostException {
        return new InetSocketAddress(InetAddress.getByAddress(address.octets()), port);
    }
}
