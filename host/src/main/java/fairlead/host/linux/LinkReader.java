package fairlead.host.linux;

import fairlead.host.plan.FarEnd;
import fairlead.host.plan.KernelObject;
import fairlead.host.plan.Loopback;
import fairlead.host.plan.Neighbour;
import fairlead.host.plan.Veth;
import fairlead.host.plan.Veth.End;
import fairlead.host.plan.Veth.Far;
import fairlead.host.plan.Veth.State;
import fairlead.net.IpAddress;
import fairlead.net.MacAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Devices, addresses and neighbours, from the JSON of {@code ip}. */
final class LinkReader {

    private static final Pattern ALIAS =
            Pattern.compile("to (\\S+) in (\\S+) (\\S+) mtu (\\d+) (\\w+)");

    private LinkReader() {}

    /** The pairs whose watched end is among these links: they carry our alias. */
    static Stream<Veth> veths(String namespace, JsonNode links) {
        return links.valueStream()
                .flatMap(link -> {
                    var alias = ALIAS.matcher(link.path("ifalias").asString(""));
                    return alias.matches()
                            ? Stream.of(
                                    new Veth(
                                            namespace,
                                            link.path("ifname").asString(),
                                            end(link),
                                            new Far(
                                                    alias.group(2),
                                                    alias.group(1),
                                                    new End(
                                                            mac(alias.group(3)),
                                                            Integer.parseInt(alias.group(4)),
                                                            State.valueOf(alias.group(5))))))
                            : Stream.empty();
                });
    }

    /** The far ends that are there, in the namespaces whose link names are given. */
    static Stream<KernelObject> farEnds(List<Veth> veths, Map<String, Set<String>> namesBySpace) {
        return veths.stream()
                .filter(veth -> veth.far().end().state() != State.DOWN)
                .filter(veth ->
                        namesBySpace
                                .getOrDefault(veth.far().namespace(), Set.of())
                                .contains(veth.far().name()))
                .map(veth -> new FarEnd(veth.far().namespace(), veth.far().name(), veth.key()));
    }

    /** The loopback device, if it is up. */
    static Optional<KernelObject> loopback(String namespace, JsonNode addresses) {
        var found = new HashSet<IpAddress>();
        for (var device : addresses) {
            if (!flags(device).contains("UP")) {
                return Optional.empty();
            }
            for (var address : device.path("addr_info")) {
                if (address.path("family").asString("").equals("inet")
                        && address.path("prefixlen").asInt() == 32) {
                    found.add(IpAddress.parse(address.path("local").asString()));
                }
            }
        }
        return Optional.of(new Loopback(namespace, found));
    }

    /** The permanent neighbours on devices of ours. */
    static Stream<KernelObject> neighbours(String namespace, JsonNode neighbours) {
        return neighbours
                .valueStream()
                .filter(entry -> entry.path("dev").asString("").startsWith("fl-"))
                .filter(entry -> entry.has("lladdr"))
                .map(entry ->
                        new Neighbour(
                                namespace,
                                entry.path("dev").asString(),
                                IpAddress.parse(entry.path("dst").asString()),
                                mac(entry.path("lladdr").asString())));
    }

    private static End end(JsonNode link) {
        var flags = flags(link);
        var state =
                !flags.contains("UP")
                        ? State.DOWN
                        : flags.contains("NOARP") ? State.UP_WITHOUT_ARP : State.UP;
        return new End(mac(link.path("address").asString()), link.path("mtu").asInt(), state);
    }

    private static Set<String> flags(JsonNode link) {
        var flags = new HashSet<String>();
        link.path("flags").forEach(flag -> flags.add(flag.asString()));
        return flags;
    }

    private static MacAddress mac(String text) {
        return new MacAddress(Long.parseLong(text.replace(":", ""), 16));
    }
}
