package fairlead.box;

import fairlead.azure.arm.ArmError;
import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.RefusedException;
import fairlead.azure.hub.RouteServer;
import fairlead.cloud.Request;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which part of the BGP tables is asked for. What is empty asks for all.
 *
 * @param routeServer name, GROUP/NAME or id
 * @param peer name or address
 * @param instance number, address or role name
 * @param received whether refused routes belong to the routes
 * @param prefix the prefix itself, or an address: then every prefix that holds it
 */
record BgpQuestion(
        Optional<String> routeServer,
        Optional<String> peer,
        Optional<String> instance,
        boolean received,
        Optional<Predicate<Prefix>> prefix) {

    /** From the parameters of a request. */
    static BgpQuestion of(Request request) throws RefusedException {
        var prefix = request.query("prefix");
        return new BgpQuestion(
                request.query("routeServer"),
                request.query("peer"),
                request.query("instance"),
                request.query("received").orElse("").equals("true"),
                prefix.isEmpty() ? Optional.empty() : Optional.of(holding(prefix.get())));
    }

    /**
     * The Route Servers that are meant.
     *
     * @throws RefusedException 404 with the names that there are
     */
    List<RouteServer> among(List<RouteServer> all) throws RefusedException {
        var found = all.stream().filter(this::means).toList();
        return routeServer.isPresent() && found.isEmpty()
                ? refuse("Route Server", routeServer.get(), all.stream().map(BgpQuestion::full))
                : found;
    }

    /**
     * The sessions of one Route Server that are meant; with a peer or an instance that nobody has,
     * none.
     */
    List<SessionTable> among(RouteServer server, List<SessionTable> all) {
        return all.stream()
                .filter(table -> peer.isEmpty() || means(table))
                .filter(table -> instance.isEmpty() || means(server, table.instance()))
                .toList();
    }

    /**
     * Refuses a question that leaves nothing of {@code all}.
     *
     * @throws RefusedException 404 with the peers and instances that there are
     */
    void check(List<RouteServer> servers, List<SessionTable> all) throws RefusedException {
        if (peer.isPresent() && all.stream().noneMatch(this::means)) {
            refuse("peer", peer.get(), all.stream().map(table -> table.peer().name()));
        }
        if (instance.isPresent()
                && servers.stream()
                        .allMatch(server -> instances(server).noneMatch(i -> means(server, i)))) {
            refuse(
                    "instance",
                    instance.get(),
                    servers.stream()
                            .flatMap(server ->
                                    instances(server)
                                            .map(i -> i + " (" + server.instances().get(i) + ")")));
        }
    }

    boolean wants(Prefix one) {
        return prefix.isEmpty() || prefix.get().test(one);
    }

    private boolean means(RouteServer server) {
        return routeServer.isEmpty()
                || Stream.of(server.id().name(), full(server), server.id().toString())
                        .anyMatch(routeServer.get()::equalsIgnoreCase);
    }

    private boolean means(SessionTable table) {
        return Stream.of(
                        table.peer().name(),
                        table.peer().toString(),
                        table.report().neighbour().address().toString())
                .anyMatch(peer.orElse("")::equalsIgnoreCase);
    }

    private boolean means(RouteServer server, int number) {
        return Stream.of(
                        Integer.toString(number),
                        RouteServer.roleName(number),
                        server.instances().get(number).toString())
                .anyMatch(instance.orElse("")::equalsIgnoreCase);
    }

    private static Stream<Integer> instances(RouteServer server) {
        return Stream.iterate(0, i -> i < server.instances().size(), i -> i + 1);
    }

    private static String full(RouteServer server) {
        return group(server.id()) + "/" + server.id().name();
    }

    static String group(ArmId id) {
        return id.resourceGroup().orElse("");
    }

    private static <T> T refuse(String kind, String wanted, Stream<String> there)
            throws RefusedException {
        var names = there.distinct().sorted().collect(Collectors.joining(", "));
        throw new RefusedException(
                404,
                new ArmError(
                        "NotFound",
                        "There is no "
                                + kind
                                + " '"
                                + wanted
                                + "'. "
                                + (names.isEmpty()
                                        ? "There is none at all."
                                        : "There are: " + names + "."),
                        kind));
    }

    private static Predicate<Prefix> holding(String text) throws RefusedException {
        try {
            if (text.contains("/")) {
                var wanted = Prefix.parse(text);
                return wanted::equals;
            }
            var address = IpAddress.parse(text);
            return one -> one.contains(address);
        } catch (IllegalArgumentException notOne) {
            throw new RefusedException(
                    400,
                    new ArmError(
                            "InvalidParameter",
                            "'"
                                    + text
                                    + "' is neither a prefix nor an address: "
                                    + notOne.getMessage(),
                            "prefix"));
        }
    }
}
