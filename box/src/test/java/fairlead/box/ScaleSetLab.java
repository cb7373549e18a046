package fairlead.box;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code labs/nva-scale-set} in a whole cloud, and what is to be seen of it on the host. */
final class ScaleSetLab {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final WholeCloud cloud;
    private final String group;

    private ScaleSetLab(WholeCloud cloud, String group) {
        this.cloud = cloud;
        this.group = group;
    }

    /** Deploys it and waits until every appliance speaks with both instances. */
    static ScaleSetLab deploy(WholeCloud cloud, int appliances) throws Exception {
        var lab = new ScaleSetLab(cloud, cloud.subscription() + "/resourceGroups/lab");
        cloud.put(lab.group, Requests.LOCATED);
        var body = JsonMapper.shared().createObjectNode();
        var properties = body.putObject("properties").put("mode", "Incremental");
        properties.set(
                "template",
                JsonMapper.shared()
                        .readTree(
                                Files.readString(Path.of("../labs/nva-scale-set/template.json"))));
        properties.putObject("parameters").putObject("instances").put("value", appliances);
        cloud.put(lab.group + "/providers/Microsoft.Resources/deployments/lab", body);
        lab.awaitSessions(appliances);
        return lab;
    }

    String group() {
        return group;
    }

    String net(String path) {
        return group + "/providers/Microsoft.Network/" + path;
    }

    String scaleSet() {
        return group + "/providers/Microsoft.Compute/virtualMachineScaleSets/nva";
    }

    /** Waits until each of so many appliances is Established on both instances. */
    void awaitSessions(int appliances) {
        await().atMost(PATIENCE).until(() -> established() == 2L * appliances);
    }

    private long established() throws Exception {
        return cloud.own("Fairlead.Host/status", "")
                .path("routeServers")
                .valueStream()
                .flatMap(server -> server.path("instances").valueStream())
                .flatMap(instance -> instance.path("sessions").valueStream())
                .filter(session -> session.path("state").asString().equals("Established"))
                .count();
    }

    /** Pid and start time of every running machine, by name. */
    Map<String, String> machines() throws Exception {
        var machines = new HashMap<String, String>();
        for (var machine : cloud.own("Fairlead.Host/machines", "").path("value")) {
            long pid = machine.path("pid").asLong();
            if (machine.path("state").asString().equals("running")) {
                var earlier =
                        machines.put(
                                machine.path("name").asString(), pid + " " + ProcessStart.of(pid));
                assertThat(earlier).as("machines of one name").isNull();
            }
        }
        return machines;
    }

    /** Waits until the cloud is at rest: so many appliances, each with its one peering. */
    void awaitRest(int appliances) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> {
                    var instances = new TreeSet<String>();
                    try (var client = cloud.client()) {
                        for (var instance :
                                client.list(scaleSet() + "/virtualMachines", "2024-07-01")) {
                            assertThat(state(instance)).isEqualTo("Succeeded");
                            instances.add(instance.path("name").asString());
                        }
                        var peerings = new ArrayList<String>();
                        for (var peering :
                                client.list(
                                        net("virtualHubs/rs/bgpConnections"), WholeCloud.VERSION)) {
                            assertThat(state(peering)).isEqualTo("Succeeded");
                            peerings.add(peering.path("name").asString());
                        }
                        assertThat(instances).hasSize(appliances);
                        assertThat(peerings).containsExactlyInAnyOrderElementsOf(instances);
                    }
                });
    }

    /**
     * Holds that nothing was made twice: the host has one namespace for each machine, virtual
     * network and Route Server instance, one wire for each NIC, and each machine runs once.
     */
    void eachThingIsThereOnce() throws Exception {
        int networks;
        try (var client = cloud.client()) {
            networks = client.list(net("virtualNetworks"), WholeCloud.VERSION).size();
        }
        var nics = cloud.own("Fairlead.Host/nics", "").path("value").valueStream().toList();
        var machines = machines().keySet();
        assertThat(distinct(nics, "address")).as("addresses of NICs").hasSameSizeAs(nics);
        assertThat(named("fl-m", namespaces())).as("namespaces").hasSameSizeAs(machines);
        assertThat(named("fl-plat", namespaces())).as("namespaces").hasSize(networks);
        assertThat(namespaces()).as("namespaces").hasSize(machines.size() + networks + 2 + 3);
        assertThat(named("fl-n", links())).as("wires").hasSize(nics.size() + 2);
        for (var namespace : named("fl-m", namespaces())) {
            // bubblewrap is two processes: one that waits outside, and the first inside.
            assertThat(processes(namespace, "bwrap")).as("sandboxes in " + namespace).isEqualTo(2);
            assertThat(processes(namespace, "bird")).as("BIRDs in " + namespace).isLessThan(2);
        }
    }

    /**
     * Holds that the host is as the model wants it; sessions may be on their way back, and with
     * them the routes that were kept.
     */
    void theHostIsAsWanted() throws Exception {
        assertThat(cloud.own("Fairlead.Host/audit", "").path("differences").valueStream())
                .filteredOn(one -> !one.path("subject").asString().matches("session|learned"))
                .isEmpty();
    }

    private static java.util.Set<String> distinct(List<JsonNode> rows, String member) {
        var values = new HashSet<String>();
        rows.forEach(row -> values.add(row.path(member).asString()));
        return values;
    }

    private static List<String> named(String start, List<String> names) {
        return names.stream().filter(name -> name.matches(start + "[0-9]+")).toList();
    }

    private List<String> namespaces() throws IOException, InterruptedException {
        return cloud.inside("ls", "/run/netns").lines().toList();
    }

    private List<String> links() throws IOException, InterruptedException {
        return cloud.inside("ip", "-n", "fl-fab", "-brief", "link")
                .lines()
                .map(line -> line.replaceFirst("[@ ].*", ""))
                .toList();
    }

    private long processes(String namespace, String command)
            throws IOException, InterruptedException {
        return cloud.inside(
                        "sh",
                        "-c",
                        "for pid in $(ip netns pids "
                                + namespace
                                + "); do cat /proc/$pid/comm 2>/dev/null; done; true")
                .lines()
                .filter(command::equals)
                .count();
    }

    private static String state(JsonNode resource) {
        return resource.path("properties").path("provisioningState").asString();
    }
}
