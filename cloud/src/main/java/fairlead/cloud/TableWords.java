package fairlead.cloud;

import fairlead.azure.vnet.RouteRow;
import fairlead.azure.vnet.Topology;
import fairlead.host.desired.Forwarding;
import fairlead.host.desired.Forwarding.Action;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A route table as the API answers it and as the kernel holds it, in the same words. */
final class TableWords {

    private static final String LOCAL = "virtual network";
    private static final String INTERNET = "Internet";
    private static final String NONE = "None";

    private TableWords() {}

    /** The active rows of {@code effectiveRouteTable} for a NIC in this subnet. */
    static Map<Prefix, String> wanted(Routing routing, Topology.Subnet subnet) {
        var topology = routing.topology();
        var vnet = topology.vnet(subnet.vnet());
        var words = new HashMap<Prefix, String>();
        var rows =
                RouteRow.of(
                        routing.effective(subnet.id()),
                        topology.propagationIn(subnet.id()),
                        RouteRow.Shape.PACKED);
        for (var row : rows) {
            if (row.state().equals("Active")) {
                var hops =
                        row.nextHopIpAddress().stream()
                                .flatMap(hop -> topology.nicAt(vnet, hop).stream());
                row.addressPrefix().forEach(prefix -> words.put(prefix, words(row, hops)));
            }
        }
        words.putIfAbsent(Prefix.ALL_V4, NONE);
        return words;
    }

    private static String words(RouteRow row, Stream<Topology.Nic> hops) {
        return switch (row.nextHopType()) {
            case "Internet" -> INTERNET;
            case "None" -> NONE;
            case "VirtualAppliance", "VirtualNetworkGateway" -> through(hops);
            default -> LOCAL;
        };
    }

    /** The same table as the kernel has it, without the platform's two addresses. */
    static Map<Prefix, String> found(Routing routing, List<Forwarding> table) {
        var nics =
                routing.topology().nics().values().stream()
                        .collect(Collectors.toMap(Topology.Nic::serial, nic -> nic));
        var words = new HashMap<Prefix, String>();
        for (var entry : table) {
            words.put(
                    entry.prefix(),
                    switch (entry.action()) {
                        case Action.Local() -> LOCAL;
                        case Action.Internet() -> INTERNET;
                        case Action.Drop() -> NONE;
                        case Action.Appliances(var serials) ->
                                through(
                                        serials.stream()
                                                .flatMap(serial ->
                                                        Optional.ofNullable(nics.get(serial))
                                                                .stream()));
                    });
        }
        return words;
    }

    /** An address without a NIC gets no packets. */
    private static String through(Stream<Topology.Nic> nics) {
        var addresses =
                nics.map(Topology.Nic::primary)
                        .distinct()
                        .sorted(Comparator.naturalOrder())
                        .map(IpAddress::toString)
                        .collect(Collectors.joining(", "));
        return addresses.isEmpty() ? NONE : "through " + addresses;
    }
}
