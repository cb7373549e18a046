package fairlead.bgp.rib;

import fairlead.net.Prefix;
import java.util.List;

/**
 * Why one peer is told what it is told of one prefix (RFC 4271 §9.2).
 *
 * @param several whether the peer is told all paths that it may hear, not one (RFC 7911)
 * @param paths all that there are, the most preferred first, those that take no part last
 */
public record ExportTrace(Prefix prefix, boolean several, List<Path> paths) {

    /**
     * One of them.
     *
     * @param route as it takes part; from the neighbour with the empty name if it is ours
     * @param stale whether its neighbour has not told it again yet; see {@link RouteSlice.Row}
     * @param pathId the identifier that its neighbour gave it (RFC 7911); else 0
     */
    public record Path(
            HeardRoute route, boolean stale, long pathId, RouteFate fate, ExportFate export) {}

    public ExportTrace {
        paths = List.copyOf(paths);
    }

    /** The paths that the peer is told. */
    public List<Path> told() {
        return paths.stream().filter(path -> path.export() instanceof ExportFate.Told).toList();
    }
}
