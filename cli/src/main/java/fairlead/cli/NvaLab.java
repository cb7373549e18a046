package fairlead.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The lab of the tour, once it is deployed: its scale set, route server and virtual machine. */
final class NvaLab {

    static final String NAME = "nva-scale-set";

    private static final String GROUP = "resourceGroups/" + NAME + "/providers/";
    private static final String SCALE_SET =
            GROUP + "Microsoft.Compute/virtualMachineScaleSets/nva?api-version=2022-11-01";
    private static final String PEERINGS =
            GROUP + "Microsoft.Network/virtualHubs/rs/bgpConnections?api-version=2023-11-01";
    private static final String ROUTES =
            GROUP
                    + "Microsoft.Network/networkInterfaces/vmVMNic/effectiveRouteTable?api-version=2023-11-01";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final CloudApi api;

    NvaLab(CloudApi api) {
        this.api = api;
    }

    /** Asks for another number of appliances, as {@code az vmss scale} does. */
    void scale(int instances) {
        var current = api.get(SCALE_SET);
        var body = CloudApi.JSON.createObjectNode();
        body.put("location", current.path("location").asString("westeurope"));
        var sku = current.path("sku").deepCopy().asObject();
        body.set("sku", sku.put("capacity", instances));
        api.put(SCALE_SET, body);
    }

    /** Waits until the cloud is at rest with this many appliances peered and routed to. */
    void await(int instances, Progress progress) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            var missing = missing(instances);
            if (missing.isEmpty()) {
                return;
            }
            progress.say("Waiting for " + String.join(", ", missing));
            if (System.nanoTime() > deadline) {
                throw Failure.because(
                        "After "
                                + PATIENCE.toSeconds()
                                + " s there is still no "
                                + String.join(", no ", missing)
                                + ". Look at: fairlead --cloud demo status");
            }
            Waiting.pause(Duration.ofMillis(150));
        }
    }

    private List<String> missing(int instances) {
        var missing = new ArrayList<>(Settling.inMachines(HostDocuments.machines(api)));
        int running = appliances().size();
        if (running != instances) {
            missing.add("the scale set: " + running + " of " + instances + " run");
        }
        if (!missing.isEmpty()) {
            return missing;
        }
        int peered = peerings().path("value").size();
        if (peered != instances) {
            return List.of("peerings: " + peered + " of " + instances);
        }
        var status = HostDocuments.status(api);
        int established = established(status);
        int instancesOfServer = serverInstances(status);
        if (established != instances * instancesOfServer || instancesOfServer == 0) {
            return List.of(
                    "sessions: "
                            + established
                            + " of "
                            + instances * instancesOfServer
                            + " Established");
        }
        int nextHops = nextHopsOfDefault(effectiveRoutes());
        return nextHops == instances
                ? List.of()
                : List.of("routes: " + nextHops + " of " + instances + " next hops");
    }

    JsonNode peerings() {
        return api.get(PEERINGS);
    }

    /** The effective routes of the virtual machine's NIC. */
    JsonNode effectiveRoutes() {
        return api.post(ROUTES);
    }

    JsonNode vm() {
        return Named.find("machine", NAME + "/vm", HostDocuments.machines(api));
    }

    /** The scale set's instances that run, by number. */
    List<JsonNode> appliances() {
        var found = new ArrayList<JsonNode>();
        for (var machine : HostDocuments.machines(api)) {
            if (machine.path("group").asString("").equalsIgnoreCase(NAME)
                    && machine.path("name").asString("").startsWith("nva_")
                    && machine.path("state").asString("").equalsIgnoreCase("running")) {
                found.add(machine);
            }
        }
        found.sort((one, other) ->
                Traffic.byNumber(one.path("name").asString(), other.path("name").asString()));
        return found;
    }

    /** As {@code az network routeserver peering list -o table} prints it. */
    static Table peeringTable(JsonNode peerings) {
        var table = new Table("Name", "PeerAsn", "PeerIp", "ProvisioningState");
        for (var peering : peerings.path("value")) {
            var properties = peering.path("properties");
            table.row(
                    peering.path("name").asString(""),
                    properties.path("peerAsn").asString(""),
                    properties.path("peerIp").asString(""),
                    properties.path("provisioningState").asString(""));
        }
        return table;
    }

    static int nextHopsOfDefault(JsonNode routes) {
        int hops = 0;
        for (var route : routes.path("value")) {
            if (RouteText.words(route.path("addressPrefix")).equals("0.0.0.0/0")
                    && route.path("source").asString("").equals("VirtualNetworkGateway")) {
                hops += route.path("nextHopIpAddress").size();
            }
        }
        return hops;
    }

    private static int established(JsonNode status) {
        int count = 0;
        for (var server : status.path("routeServers")) {
            for (var instance : server.path("instances")) {
                for (var session : instance.path("sessions")) {
                    count +=
                            session.path("state").asString("").equalsIgnoreCase("Established")
                                    ? 1
                                    : 0;
                }
            }
        }
        return count;
    }

    private static int serverInstances(JsonNode status) {
        int count = 0;
        for (var server : status.path("routeServers")) {
            count += server.path("instances").size();
        }
        return count;
    }
}
