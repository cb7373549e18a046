package fairlead.bgp.speaker;

import fairlead.bgp.bfd.BfdPeer;
import fairlead.bgp.bfd.BfdReport;
import fairlead.bgp.bfd.BfdTerms;
import fairlead.bgp.bfd.link.BfdEvent;
import fairlead.bgp.bfd.link.BfdLink;
import fairlead.bgp.bfd.link.Lateness;
import fairlead.net.IpAddress;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * BFD for those neighbours of a speaker that want it. A path is watched between the addresses of
 * the session that stood over it, and goes on being watched when that has ended. The loop's thread
 * changes it; reports may be read from any.
 */
final class PathWatches implements AutoCloseable {

    private record Watch(BfdPeer peer, BfdTerms terms) {}

    private static final Logger LOG = LoggerFactory.getLogger(PathWatches.class);

    private final String name;
    private final SocketOpener opener;
    private final BiConsumer<IpAddress, String> lost;
    private final Map<String, Watch> watches = new HashMap<>();
    private volatile @Nullable BfdLink link;

    /**
     * Watches nothing yet.
     *
     * @param lost told, on another thread, which neighbour's path is dead, and why
     */
    PathWatches(String name, SocketOpener opener, BiConsumer<IpAddress, String> lost) {
        this.name = name;
        this.opener = opener;
        this.lost = lost;
    }

    /** A session with the neighbour stands, on a connection that may be gone again. */
    void stands(Neighbour neighbour, Link connection) {
        try {
            stands(neighbour, connection.local());
        } catch (IOException e) {
            LOG.warn("{}: no BFD with {}: {}", name, neighbour.name(), e.getMessage());
        }
    }

    /** A session with the neighbour stands, and {@code local} is our end of it. */
    private void stands(Neighbour neighbour, IpAddress local) {
        switch (neighbour.options().bfd()) {
            case Bfd.Off() -> watches.remove(neighbour.name());
            case Bfd.On(var terms, boolean multihop) ->
                    watches.put(
                            neighbour.name(),
                            new Watch(new BfdPeer(local, neighbour.address(), multihop), terms));
        }
        apply();
    }

    /** Neighbours who are not among these, or want no BFD, are watched no more. */
    void keepOnly(List<Neighbour> neighbours) {
        var wanted =
                neighbours.stream()
                        .filter(neighbour -> neighbour.options().bfd() instanceof Bfd.On)
                        .collect(Collectors.toMap(Neighbour::name, Neighbour::address));
        watches.entrySet()
                .removeIf(entry ->
                        !entry.getValue().peer().remote().equals(wanted.get(entry.getKey())));
        apply();
    }

    /** How each path stands. */
    List<BfdReport> reports() {
        var current = link;
        return current == null ? List.of() : current.reports();
    }

    /** How late deadlines were kept; nothing if no path was ever watched. */
    Optional<Lateness> lateness() {
        return Optional.ofNullable(link).map(BfdLink::lateness);
    }

    @Override
    public void close() {
        var current = link;
        if (current != null) {
            current.close();
        }
    }

    private void apply() {
        var current = link;
        if (current == null) {
            if (watches.isEmpty()) {
                return;
            }
            current = new BfdLink(name, opener::datagram, this::heard);
            link = current;
        }
        current.watch(
                watches.values().stream().collect(Collectors.toMap(Watch::peer, Watch::terms)));
    }

    private void heard(BfdEvent event) {
        if (event.pathIsLost()) {
            lost.accept(event.peer().remote(), event.why().text());
        }
    }
}
