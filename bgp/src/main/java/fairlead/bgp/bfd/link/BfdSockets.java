package fairlead.bgp.bfd.link;

import fairlead.bgp.bfd.BfdPeer;
import fairlead.bgp.socket.HopLimit;
import fairlead.net.IpAddress;
import fairlead.net.IpAddress.Family;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sockets of all sessions: one to receive at each address and port, one to send for each. */
final class BfdSockets implements AutoCloseable {

    /** Where packets arrive. */
    record Place(IpAddress local, boolean multihop, int port) {}

    private static final Logger LOG = LoggerFactory.getLogger(BfdSockets.class);

    /** RFC 5881 §4, RFC 5883 §5. */
    private static final int HOPS = 255;

    private static final int ATTEMPTS = 64;

    private final DatagramOpener opener;
    private final IntSupplier ports;
    private final Selector selector;
    private final Map<Place, DatagramChannel> receivers = new HashMap<>();
    private final Map<BfdPeer, DatagramChannel> senders = new HashMap<>();
    private final Set<Object> complained = new HashSet<>();

    /**
     * No sockets yet.
     *
     * @param ports draws source ports, 49152..65535
     */
    BfdSockets(DatagramOpener opener, IntSupplier ports, Selector selector) {
        this.opener = opener;
        this.ports = ports;
        this.selector = selector;
    }

    /** Closes what none of {@code peers} needs, and opens what is missing; tried again at will. */
    void serve(Set<BfdPeer> peers) {
        var places = new HashSet<Place>();
        peers.forEach(peer -> places.add(place(peer)));
        receivers.entrySet().removeIf(entry -> closedUnless(places, entry));
        senders.entrySet().removeIf(entry -> closedUnless(peers, entry));
        places.forEach(place -> {
            if (!receivers.containsKey(place)) {
                attempt(place, () -> receivers.put(place, receiver(place)));
            }
        });
        peers.forEach(peer -> {
            if (!senders.containsKey(peer)) {
                attempt(peer, () -> senders.put(peer, sender(peer)));
            }
        });
    }

    /** Whether a socket is still missing, of those that were asked for. */
    boolean isIncomplete() {
        return !complained.isEmpty();
    }

    /** Sends if it can be sent now; what cannot is lost, as packets are. */
    void send(BfdPeer peer, byte[] packet) {
        var sender = senders.get(peer);
        if (sender == null) {
            return;
        }
        try {
            sender.send(
                    ByteBuffer.wrap(packet),
                    new InetSocketAddress(inet(peer.remote()), peer.port()));
            complained.remove(sender);
        } catch (IOException e) {
            if (complained.add(sender)) {
                LOG.warn("BFD to {} cannot be sent: {}", peer.remote(), e.getMessage());
            }
        }
    }

    @Override
    public void close() {
        serve(Set.of());
    }

    private static Place place(BfdPeer peer) {
        return new Place(peer.local(), peer.multihop(), peer.port());
    }

    @FunctionalInterface
    private interface Attempt {
        void make() throws IOException;
    }

    private void attempt(Object what, Attempt attempt) {
        try {
            attempt.make();
            complained.remove(what);
        } catch (IOException e) {
            if (complained.add(what)) {
                LOG.warn("BFD waits for a socket: {}; tried again every second", e.getMessage());
            }
        }
    }

    private boolean closedUnless(Set<?> wanted, Map.Entry<?, DatagramChannel> entry) {
        if (wanted.contains(entry.getKey())) {
            return false;
        }
        complained.remove(entry.getValue());
        try {
            entry.getValue().close();
        } catch (IOException e) {
            LOG.debug("a BFD socket did not close", e);
        }
        return true;
    }

    private DatagramChannel receiver(Place place) throws IOException {
        var channel = opened(place.local());
        try {
            channel.configureBlocking(false);
            if (!place.multihop()) {
                HopFilter.receiveOnly(channel, place.local().family(), HOPS);
            }
            bind(channel, place.local(), place.port());
            channel.register(selector, SelectionKey.OP_READ, place);
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private DatagramChannel sender(BfdPeer peer) throws IOException {
        var channel = opened(peer.local());
        try {
            channel.configureBlocking(false);
            HopLimit.set(channel, HOPS);
            for (int i = 0; i < ATTEMPTS; i++) {
                int port = ports.getAsInt();
                try {
                    bind(channel, peer.local(), port);
                    return channel;
                } catch (BindException taken) {
                    if (i == ATTEMPTS - 1) {
                        throw taken;
                    }
                }
            }
            throw new IOException("no source port for BFD to " + peer.remote());
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private DatagramChannel opened(IpAddress local) throws IOException {
        return opener.open(
                local.family() == Family.V4
                        ? StandardProtocolFamily.INET
                        : StandardProtocolFamily.INET6);
    }

    private static void bind(DatagramChannel channel, IpAddress local, int port)
            throws IOException {
        try {
            channel.bind(new InetSocketAddress(inet(local), port));
        } catch (BindException e) {
            var why = new BindException(local + " port " + port + ": " + e.getMessage());
            why.initCause(e);
            throw why;
        }
    }

    private static InetAddress inet(IpAddress address) {
        try {
            return InetAddress.getByAddress(address.octets());
        } catch (UnknownHostException e) {
            throw new IllegalStateException(address + " has a length that no address has", e);
        }
    }

    /** The place of a selected key. */
    static Place placeOf(SelectionKey key) {
        return (Place) Objects.requireNonNull(key.attachment());
    }
}
