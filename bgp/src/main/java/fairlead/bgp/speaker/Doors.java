package fairlead.bgp.speaker;

import fairlead.net.IpAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where neighbours come in, and where we go out to them. Strangers are turned away here. Its loop's
 * thread opens and shuts them; a guest is told of on a listener's thread.
 */
final class Doors {

    private static final Logger LOG = LoggerFactory.getLogger(Doors.class);

    /** Who hears of a neighbour that has connected. */
    interface Guests {
        void came(SocketChannel channel, IpAddress from);
    }

    private final String name;
    private final SocketOpener opener;
    private final Guests guests;
    private List<Listener> listeners = List.of();

    /** For the listeners' threads. */
    private volatile List<Neighbour> neighbours;

    Doors(SpeakerConfig config, SocketOpener opener, Guests guests) {
        this.name = config.name();
        this.neighbours = config.neighbours();
        this.opener = opener;
        this.guests = guests;
    }

    void open(LocalEnd local) {
        var open = new ArrayList<Listener>();
        for (var one : local.listen()) {
            var here = new InetSocketAddress(inet(one.address()), one.port());
            var next = new Listener(name, opener, here, this::prepare, this::accepted);
            open.add(next);
            next.start();
        }
        listeners = List.copyOf(open);
    }

    /** Nobody comes in any more; the addresses are free when this returns. */
    void shut() {
        var open = listeners;
        listeners = List.of();
        for (var listener : open) {
            try {
                listener.close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** From now on these are our neighbours, and those are their keys. */
    void become(List<Neighbour> next) {
        var before = neighbours;
        neighbours = next;
        for (var listener : listeners) {
            try {
                listener.prepareAgain(channel -> Preparations.toListen(channel, before, next));
            } catch (IOException e) {
                LOG.error("{}: keys of neighbours could not be changed: {}", name, e.getMessage());
            }
        }
    }

    /** Begins to dial. */
    Dialling dial(ConnectionId id, IpAddress to, SpeakerConfig config, Dialling.Outcome outcome) {
        var neighbour =
                config.neighbours().stream()
                        .filter(one -> one.address().equals(to))
                        .findFirst()
                        .orElseThrow();
        int port = neighbour.options().port();
        var dialling =
                new Dialling(
                        id,
                        opener,
                        channel -> Preparations.toDial(channel, config.local(), neighbour),
                        new InetSocketAddress(
                                inet(to),
                                port == NeighbourOptions.OUR_PORT ? config.local().port() : port),
                        outcome);
        dialling.start(name + "-" + to);
        return dialling;
    }

    private void prepare(ServerSocketChannel channel) throws IOException {
        Preparations.toListen(channel, List.of(), neighbours);
    }

    /** Called on a listener's thread. */
    private void accepted(SocketChannel channel) {
        try {
            var remote = ((InetSocketAddress) channel.getRemoteAddress()).getAddress();
            var from = IpAddress.of(remote.getAddress());
            var neighbour =
                    neighbours.stream().filter(one -> one.address().equals(from)).findFirst();
            if (neighbour.isEmpty()) {
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
                channel.close();
                return;
            }
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            Preparations.accepted(channel, neighbour.get());
            guests.came(channel, from);
        } catch (IOException e) {
            LOG.warn("{}: a connection broke while it was accepted: {}", name, e.getMessage());
            close(channel);
        }
    }

    /** For a connection that nobody wants. */
    void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("{}: a channel did not close: {}", name, e.getMessage());
        }
    }

    static InetAddress inet(IpAddress address) {
        try {
            return InetAddress.getByAddress(address.octets());
        } catch (java.net.UnknownHostException e) {
            throw new IllegalStateException(address + " has a length that no address has", e);
        }
    }
}
