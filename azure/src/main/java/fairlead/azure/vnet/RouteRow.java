package fairlead.azure.vnet;

import fairlead.azure.vnet.EffectiveRoutes.Entry;
import fairlead.azure.vnet.Topology.BgpPropagation;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One element of {@code value} in the answer of {@code effectiveRouteTable}. */
public record RouteRow(
        Optional<String> name,
        String source,
        String state,
        List<Prefix> addressPrefix,
        String nextHopType,
        List<IpAddress> nextHopIpAddress,
        BgpPropagation propagation) {

    /** How equal-cost next hops and the prefixes of one peer are laid out; Azure changed it. */
    public enum Shape {
        /** One row per prefix and next hop, as in 2021. */
        PER_NEXT_HOP,
        /** One row with all next hops; one row with all prefixes of a network. As in 2026. */
        PACKED
    }

    public RouteRow {
        addressPrefix = List.copyOf(addressPrefix);
        nextHopIpAddress = List.copyOf(nextHopIpAddress);
    }

    /** All rows of a table, in its order. {@code propagation} is that of the subnet. */
    public static List<RouteRow> of(
            EffectiveRoutes table, BgpPropagation propagation, Shape shape) {
        var rows = new ArrayList<RouteRow>();
        Optional<Entry> before = Optional.empty();
        for (var entry : table.routes()) {
            if (shape == Shape.PACKED && before.filter(b -> sameNetwork(b, entry)).isPresent()) {
                rows.add(rows.removeLast().with(entry.prefix()));
            } else {
                rows.addAll(of(entry, propagation, shape));
            }
            before = Optional.of(entry);
        }
        return List.copyOf(rows);
    }

    /** The rows of one entry. {@code propagation} is that of the subnet. */
    public static List<RouteRow> of(Entry entry, BgpPropagation propagation, Shape shape) {
        var hops = entry.nextHop().addresses();
        if (shape == Shape.PACKED || hops.size() < 2) {
            return List.of(row(entry, hops, propagation));
        }
        return hops.stream().map(hop -> row(entry, List.of(hop), propagation)).toList();
    }

    /** The row as Azure's document has it; {@code name} only where the user gave one. */
    public ObjectNode json() {
        var json = JsonNodeFactory.instance.objectNode();
        name.ifPresent(text -> json.put("name", text));
        json.put("disableBgpRoutePropagation", propagation == BgpPropagation.DISABLED);
        json.put("source", source);
        json.put("state", state);
        var prefixes = json.putArray("addressPrefix");
        addressPrefix.forEach(prefix -> prefixes.add(prefix.toString()));
        json.put("nextHopType", nextHopType);
        var hops = json.putArray("nextHopIpAddress");
        nextHopIpAddress.forEach(hop -> hops.add(hop.toString()));
        return json;
    }

    private static RouteRow row(Entry entry, List<IpAddress> hops, BgpPropagation propagation) {
        return new RouteRow(
                entry.name(),
                entry.source().azureName(),
                entry.state().azureName(),
                List.of(entry.prefix()),
                entry.nextHop().azureName(),
                hops,
                propagation);
    }

    private static boolean sameNetwork(Entry one, Entry other) {
        boolean network =
                switch (one.nextHop()) {
                    case NextHop.VnetLocal() -> true;
                    case NextHop.VnetPeering _ -> true;
                    case NextHop.Internet() -> false;
                    case NextHop.VirtualNetworkGateway _ -> false;
                    case NextHop.VirtualAppliance _ -> false;
                    case NextHop.None() -> false;
                };
        return network
                && one.source() == EffectiveRoutes.Source.DEFAULT
                && one.source() == other.source()
                && one.state() == other.state()
                && one.nextHop().equals(other.nextHop());
    }

    private RouteRow with(Prefix prefix) {
        var prefixes = new ArrayList<>(addressPrefix);
        prefixes.add(prefix);
        return new RouteRow(
                name, source, state, prefixes, nextHopType, nextHopIpAddress, propagation);
    }
}
