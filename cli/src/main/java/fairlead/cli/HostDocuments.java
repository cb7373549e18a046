package fairlead.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the daemon offers beyond Azure: where each document is, in one place. */
final class HostDocuments {

    private static final String VERSION = "api-version=" + CloudApi.OWN_VERSION;

    private HostDocuments() {}

    static JsonNode status(CloudApi api) {
        return api.get("providers/Fairlead.Host/status?" + VERSION);
    }

    /** Everything that is not on the host as it should be. */
    static JsonNode audit(CloudApi api) {
        return api.get("providers/Fairlead.Host/audit?" + VERSION);
    }

    /** Every machine. */
    static JsonNode machines(CloudApi api) {
        return api.get("providers/Fairlead.Host/machines?" + VERSION).path("value");
    }

    /** The machine that a person means. */
    static JsonNode machine(CloudApi api, String wanted) {
        return Named.find("machine", wanted, machines(api));
    }

    /** The NIC that a person means. */
    static JsonNode nic(CloudApi api, String wanted) {
        var nics = api.get("providers/Fairlead.Host/nics?" + VERSION).path("value");
        return Named.find("NIC", wanted, nics);
    }

    /** The first NIC of the machine that a person means, under the machine's name. */
    static JsonNode firstNic(CloudApi api, String machine) {
        return Named.find("machine", machine, byMachine(devices(api)));
    }

    /** Everything whose packets can be watched. */
    static JsonNode devices(CloudApi api) {
        return api.get("providers/Fairlead.Host/devices?" + VERSION).path("value");
    }

    /**
     * The device that a person means: a NIC, an instance of a Route Server, the Internet, or the
     * first NIC of a machine of that name.
     */
    static JsonNode device(CloudApi api, String wanted) {
        var all = devices(api);
        var primary = byMachine(all);
        boolean machine = !Named.known(wanted, all) && Named.known(wanted, primary);
        return Named.find("NIC", wanted, machine ? primary : all);
    }

    /** The first NIC of each machine, under the machine's name. */
    private static ArrayNode byMachine(JsonNode devices) {
        var primary = CloudApi.JSON.createArrayNode();
        for (var device : devices) {
            var machine = device.path("machine").asString("");
            if (!machine.isEmpty() && device.path("device").asString("").equals("eth0")) {
                primary.add(((ObjectNode) device).deepCopy().put("name", machine));
            }
        }
        return primary;
    }

    static JsonNode routes(CloudApi api, String nicId) {
        return api.get("providers/Fairlead.Network/routes?" + VERSION + "&nic=" + encoded(nicId));
    }

    static JsonNode why(CloudApi api, String nicId, String address) {
        return api.get(
                "providers/Fairlead.Network/why?"
                        + VERSION
                        + "&nic="
                        + encoded(nicId)
                        + "&address="
                        + encoded(address));
    }

    /**
     * A table of the route servers' BGP: {@code peers}, {@code routes}, {@code rejected} or {@code
     * advertised}.
     */
    static JsonNode bgp(CloudApi api, String what, Map<String, String> parameters) {
        return api.get(own("Fairlead.Bgp/" + what, parameters));
    }

    /** Sends a probe; see the daemon's endpoint for the parameters. */
    static JsonNode trace(CloudApi api, Map<String, String> parameters) {
        return api.post(own("Fairlead.Network/trace", parameters));
    }

    private static String own(String what, Map<String, String> parameters) {
        var path = new StringBuilder("providers/").append(what).append('?').append(VERSION);
        parameters.forEach(
                (name, value) -> path.append('&').append(name).append('=').append(encoded(value)));
        return path.toString();
    }

    static JsonNode fleetSync(CloudApi api, boolean dryRun) {
        return api.post(
                "providers/Fairlead.Fleet/sync?" + VERSION + (dryRun ? "&dryRun=true" : ""));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
