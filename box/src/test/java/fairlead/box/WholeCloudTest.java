package fairlead.box;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fairlead.azure.client.ArmFailure;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The daemon on a real kernel: what is told, what is routed, and what a crash leaves as it was. */
@Tag("kernel")
@Timeout(180)
class WholeCloudTest {

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path home;

    private String group = "";

    private String net(String path) {
        return group + "/providers/Microsoft.Network/" + path;
    }

    @Test
    void threeTablesAgreeAndACrashIsNotFelt() throws Exception {
        try (var cloud = WholeCloud.start(home)) {
            group = TwoMachines.build(cloud).group();
            threeTablesAgree(cloud);
            everyDeviceIsWhereItIsSaid(cloud);

            long app = cloud.machine("app").path("pid").asLong();
            long nva = cloud.machine("nva").path("pid").asLong();
            var ping = cloud.in("app", "ping", "-n", "-i", "0.1", "-w", "120", "10.1.2.4");
            var heard = ping.inputReader();
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> heard.readLine().contains("icmp_seq="));

            cloud.put(net("routeTables/late"), Requests.LOCATED);
            cloud.killAndStartAgain();

            try (var client = cloud.client()) {
                assertThat(client.get(net("routeTables/late"), WholeCloud.VERSION).status())
                        .as("an acknowledged write survives")
                        .isEqualTo(200);
            }
            assertThat(cloud.machine("app").path("pid").asLong()).isEqualTo(app);
            assertThat(cloud.machine("nva").path("pid").asLong()).isEqualTo(nva);
            assertThat(ping.isAlive()).isTrue();
            assertNothingWasLost(ping, heard);
            threeTablesAgree(cloud);
            assertThat(cloud.own("Fairlead.Host/audit", "").path("differences")).isEmpty();

            long holder = cloud.holder();
            cloud.inside("ip", "netns", "add", "theirs");
            cloud.inside(
                    "ip", "-n", "theirs", "link", "add", "mine", "type", "veth", "peer", "yours");
            cloud.inside("ip", "-n", "theirs", "route", "add", "blackhole", "192.0.2.0/24");
            cloud.down();
            assertThat(cloud.inside("ls", "/run/netns").strip())
                    .as("namespaces")
                    .isEqualTo("theirs");
            assertThat(cloud.inside("ip", "-n", "theirs", "link", "show", "mine"))
                    .contains("yours");
            assertThat(cloud.inside("ip", "-n", "theirs", "route")).contains("192.0.2.0/24");
            cloud.endHolder();
            for (long pid : List.of(app, nva, holder, cloud.daemon().pid())) {
                await().atMost(Duration.ofSeconds(10))
                        .until(() ->
                                ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
            }
            try (var machines = Files.list(cloud.state().resolve("machines"))) {
                assertThat(machines).as("folders of machines").isEmpty();
            }
        }
    }

    /** Ends a ping as a user would, and reads the sum that it prints. */
    private static void assertNothingWasLost(Process ping, java.io.BufferedReader heard)
            throws Exception {
        for (var child : ping.toHandle().descendants().toList()) {
            new ProcessBuilder("kill", "-INT", Long.toString(child.pid())).start().waitFor();
        }
        new ProcessBuilder("kill", "-INT", Long.toString(ping.pid())).start().waitFor();
        var sum = new ArrayList<String>();
        for (var line = heard.readLine(); line != null; line = heard.readLine()) {
            if (line.contains("packets transmitted")) {
                sum.add(line);
            }
        }
        assertThat(sum).singleElement().asString().contains(" 0% packet loss");
    }

    private static void everyDeviceIsWhereItIsSaid(WholeCloud cloud) throws Exception {
        var names = new ArrayList<String>();
        for (var device : cloud.own("Fairlead.Host/devices", "").path("value")) {
            names.add(device.path("kind").asString() + " " + device.path("name").asString());
            var line = new ArrayList<String>();
            device.path("enter").forEach(word -> line.add(word.asString()));
            line.subList(0, 2).clear(); // into the holder; inside() goes there itself
            line.addAll(List.of("ip", "-br", "address"));
            assertThat(cloud.inside(line.toArray(String[]::new)))
                    .contains(device.path("device").asString() + "@")
                    .contains(device.path("address").asString() + "/");
        }
        assertThat(names).containsExactlyInAnyOrder("nic app", "nic nva", "internet internet");
    }

    private void threeTablesAgree(WholeCloud cloud) throws Exception {
        var told = told(cloud);
        assertThat(explained(cloud)).as("Fairlead.Network/routes").isEqualTo(told);
        assertThat(routed(cloud)).as("the kernel's table").isEqualTo(told);
        assertThat(told)
                .containsEntry("10.1.0.0/16", "VnetLocal")
                .containsEntry("0.0.0.0/0", "Internet")
                .containsEntry("172.16.0.0/12", "VirtualAppliance 10.1.2.4")
                .containsEntry("203.0.113.0/24", "None");
    }

    /** What Azure's action answers: the active rows. */
    private Map<String, String> told(WholeCloud cloud) throws Exception {
        var table = new TreeMap<String, String>();
        try (var client = cloud.client()) {
            var answer =
                    client.post(
                            net("networkInterfaces/app/effectiveRouteTable"), WholeCloud.VERSION);
            for (var row : answer.document().path("value")) {
                if (row.path("state").asString().equals("Active")) {
                    for (var prefix : row.path("addressPrefix")) {
                        table.put(
                                prefix.asString(),
                                words(row.path("nextHopType"), row.path("nextHopIpAddress")));
                    }
                }
            }
        }
        return table;
    }

    private static String words(JsonNode type, JsonNode addresses) {
        var words = new ArrayList<>(List.of(type.asString()));
        addresses.forEach(address -> words.add(address.asString()));
        return String.join(" ", words);
    }

    private Map<String, String> explained(WholeCloud cloud) throws Exception {
        var table = new TreeMap<String, String>();
        var answer = cloud.own("Fairlead.Network/routes", "nic=" + net("networkInterfaces/app"));
        for (var row : answer.path("rows")) {
            if (row.path("state").asString().equals("Active")) {
                table.put(
                        row.path("prefix").asString(),
                        words(row.path("nextHopType"), row.path("nextHops")));
            }
        }
        return table;
    }

    /** The kernel's table of the NIC's subnet, found by its rules, in Azure's words. */
    private static Map<String, String> routed(WholeCloud cloud) throws Exception {
        var nexthops = new HashMap<Integer, JsonNode>();
        json(cloud, "nexthop", "show").forEach(one -> nexthops.put(one.path("id").asInt(), one));
        var tables = new HashMap<String, List<JsonNode>>();
        for (var route : json(cloud, "route", "show", "table", "all")) {
            tables.computeIfAbsent(route.path("table").asString(""), _ -> new ArrayList<>())
                    .add(route);
        }
        var mine =
                tables.values().stream()
                        .filter(routes ->
                                routes.stream()
                                        .anyMatch(route ->
                                                route.path("dst")
                                                        .asString()
                                                        .equals("172.16.0.0/12")))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("no table has the user's route"));
        var table = new TreeMap<String, String>();
        for (var route : mine) {
            var dst = route.path("dst").asString();
            var prefix =
                    dst.equals("default") ? "0.0.0.0/0" : dst.contains("/") ? dst : dst + "/32";
            // Azure's own two addresses are reached past every route.
            if (!prefix.equals("168.63.129.16/32") && !prefix.equals("169.254.169.254/32")) {
                table.put(prefix, words(route, nexthops));
            }
        }
        return table;
    }

    private static String words(JsonNode route, Map<Integer, JsonNode> nexthops) {
        return switch (route.path("type").asString("unicast")) {
            case "throw" -> "VnetLocal";
            case "blackhole" -> "None";
            default ->
                    route.path("dev").asString("").startsWith("fl-u")
                            ? "Internet"
                            : "VirtualAppliance " + gateways(route.path("nhid").asInt(), nexthops);
        };
    }

    /** The addresses that a nexthop object stands for: its gateway, or those of its group. */
    private static String gateways(int id, Map<Integer, JsonNode> nexthops) {
        var nexthop = Optional.ofNullable(nexthops.get(id)).orElseThrow();
        return Stream.concat(
                        Stream.of(nexthop.path("gateway").asString(""))
                                .filter(one -> !one.isEmpty()),
                        nexthop.path("group")
                                .valueStream()
                                .map(member -> gateways(member.path("id").asInt(), nexthops)))
                .sorted()
                .collect(Collectors.joining(" "));
    }

    private static JsonNode json(WholeCloud cloud, String... words) throws Exception {
        var line = new ArrayList<>(List.of("ip", "-details", "-json", "-netns", "fl-fab"));
        line.addAll(List.of(words));
        return JsonMapper.shared().readTree(cloud.inside(line.toArray(String[]::new)));
    }

    @Test
    void aSecondDaemonIsRefused() throws Exception {
        try (var cloud = WholeCloud.start(home)) {
            group = cloud.subscription() + "/resourceGroups/g";
            cloud.put(group, Requests.LOCATED);
            cloud.put(net("routeTables/rt"), Requests.LOCATED);
            try (var client = cloud.client()) {
                assertThat(client.get(net("routeTables/rt"), WholeCloud.VERSION).status())
                        .isEqualTo(200);
            } catch (ArmFailure refused) {
                throw new AssertionError(cloud.log(), refused);
            }
            var second =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    "fairlead.box.Daemon",
                                    "--state",
                                    cloud.state().toString())
                            .redirectErrorStream(true)
                            .start();
            var said = new String(second.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(second.waitFor()).isEqualTo(1);
            assertThat(said).contains("another daemon", " serves " + cloud.state(), " stop");
        }
    }
}
