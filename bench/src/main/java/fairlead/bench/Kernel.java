package fairlead.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The fabric's routes as {@code ip} reads them from the kernel.
 *
 * @param prefix words before {@code ip} that lead into the cloud; none if we are in it
 */
record Kernel(List<String> prefix) {

    /** The namespace of the fabric. */
    static final String FABRIC = "fl-fab";

    /** Only the route table of the VM's subnet has this route of a user's. */
    private static final String USER_ROUTE = "109.125.124.132";

    Kernel {
        prefix = List.copyOf(prefix);
    }

    /** The table of the subnet that the lab's VM is in; empty as long as there is none. */
    Optional<String> tableOfVm() throws IOException, InterruptedException {
        return tableOfVm(routes());
    }

    /** How many next hops the default route has in that table. */
    int nextHopsOfVm() throws IOException, InterruptedException {
        var routes = routes();
        var table = tableOfVm(routes).orElse("");
        for (var route : routes) {
            if (text(route, "table").equals(table) && text(route, "dst").equals("default")) {
                return members(route.path("nhid").asString(""));
            }
        }
        return 0;
    }

    private int members(String group) throws IOException, InterruptedException {
        return group.isEmpty()
                ? 0
                : json("nexthop", "show", "id", group).path(0).path("group").size();
    }

    private JsonNode routes() throws IOException, InterruptedException {
        return json("route", "show", "table", "all");
    }

    private static Optional<String> tableOfVm(JsonNode routes) {
        for (var route : routes) {
            if (text(route, "dst").equals(USER_ROUTE)) {
                return Optional.of(text(route, "table"));
            }
        }
        return Optional.empty();
    }

    private static String text(JsonNode route, String field) {
        return route.path(field).asString("");
    }

    private JsonNode json(String... words) throws IOException, InterruptedException {
        var line = new ArrayList<>(prefix);
        line.addAll(List.of("ip", "-n", FABRIC, "-j"));
        line.addAll(List.of(words));
        // While the cloud comes up there may be no namespace yet: that is no route, and no failure.
        return JsonMapper.shared().readTree("[" + output(line) + "]").path(0);
    }

    /** What a command prints; its complaints are dropped. */
    static String output(List<String> line) throws IOException, InterruptedException {
        var process =
                new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        process.getOutputStream().close();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return text.strip();
    }
}
