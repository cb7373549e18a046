package fairlead.azure.vnet;

import fairlead.azure.vnet.EffectiveRoutes.Entry;
import fairlead.azure.vnet.Topology.BgpPropagation;
import java.util.List;
import java.util.stream.Collectors;

/** Effective routes as lines of text, in the words of Azure's table. */
final class RouteLines {

    private RouteLines() {}

    /** The rows of what was learned. */
    static List<String> learnedRows(EffectiveRoutes table) {
        return table.routes().stream()
                .filter(e -> e.source() == EffectiveRoutes.Source.VIRTUAL_NETWORK_GATEWAY)
                .flatMap(e -> rows(e).stream())
                .toList();
    }

    /** The rows of one route, one for every next hop. */
    static List<String> rows(Entry entry) {
        return RouteRow.of(entry, BgpPropagation.ENABLED, RouteRow.Shape.PER_NEXT_HOP).stream()
                .map(RouteLines::line)
                .toList();
    }

    /** All rows, each with its line end. */
    static String print(EffectiveRoutes table) {
        return table.routes().stream()
                .flatMap(e -> rows(e).stream())
                .map(row -> row + "\n")
                .collect(Collectors.joining());
    }

    private static String line(RouteRow row) {
        return (row.source()
                        + " "
                        + row.state()
                        + " "
                        + row.addressPrefix().getFirst()
                        + " "
                        + row.nextHopType()
                        + row.nextHopIpAddress().stream()
                                .map(hop -> " " + hop)
                                .collect(Collectors.joining()))
                .strip();
    }
}
