package fairlead.bench;

import fairlead.host.linux.NamespaceSockets;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * How long it takes from an UPDATE to the kernel's route. In a running cloud with
 * labs/nva-scale-set, the lab's VM becomes a peer of the Route Server too: from its namespace a
 * {@link ScriptedPeer} speaks with both instances, beside the appliances' BIRDs. It announces /32s,
 * one UPDATE each, then takes them back one by one.
 *
 * <p>The clock starts just before the octets of the UPDATE are written to the socket towards the
 * first instance (the second gets the same at once, as from any appliance), and stops when we read
 * from {@code ip monitor} that the kernel has the route, or has lost it, in the table of the VM's
 * subnet: see {@link RouteMonitor}. So the way through the fabric and the monitor's own time count;
 * the true figure is smaller.
 *
 * <p>UPDATEs leave every 50 ms on average, 25 to 75, whether or not the one before has arrived, so
 * that a slow one does not hide those behind it. One prefix comes before, not counted, until the
 * monitor has heard of it. A route that is not there 10 s after the last UPDATE is a failure.
 *
 * <p>Has to run inside the cloud: {@code libexec/enter STATE java ...}. Arguments: the state
 * folder, the number of prefixes (1 to 900).
 */
public final class UpdateLatency {

    private static final Asn ASN = new Asn(65010);
    private static final Prefix ANNOUNCED = Prefix.parse("198.18.0.0/16");
    private static final long PATIENCE = Duration.ofSeconds(10).toNanos();

    private final Random pace = new Random(1);
    private final List<ScriptedPeer> peers;
    private final RouteMonitor monitor;

    private UpdateLatency(List<ScriptedPeer> peers, RouteMonitor monitor) {
        this.peers = peers;
        this.monitor = monitor;
    }

    /** Prints two rows: p50, p99 and max in milliseconds. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int count = Integer.parseInt(arguments[1]);
        try (var cloud =
                RunningCloud.find(Path.of(arguments[0]))
                        .orElseThrow(
                                () -> new IOException("there is no cloud in " + arguments[0]))) {
            var table =
                    new Kernel(List.of())
                            .tableOfVm()
                            .orElseThrow(() ->
                                    new IOException(
                                            "the fabric has no table of the VM's subnet: run"
                                                    + " inside a cloud with labs/nva-scale-set"));
            var peers = peers(cloud);
            try (var monitor = RouteMonitor.of(table)) {
                new UpdateLatency(peers, monitor).measure(count);
            } finally {
                for (var peer : peers) {
                    peer.close();
                }
            }
        }
    }

    private static List<ScriptedPeer> peers(RunningCloud cloud)
            throws IOException, InterruptedException {
        var vm = machine(cloud, "vm");
        var address = IpAddress.parse(vm.path("addresses").path(0).asString());
        var namespace =
                Kernel.output(List.of("ip", "netns", "identify", vm.path("pid").asString()));
        var server = cloud.status().path("routeServers").path(0);
        var peering = JsonNodeFactory.instance.objectNode();
        peering.putObject("properties")
                .put("peerAsn", ASN.value())
                .put("peerIp", address.toString());
        cloud.api()
                .put(server.path("id").asString() + "/bgpConnections/bench", "2023-11-01", peering);
        var sockets = new NamespaceSockets();
        var peers = new ArrayList<ScriptedPeer>();
        for (var instance : server.path("instances")) {
            peers.add(
                    ScriptedPeer.dial(
                            sockets.stream(namespace),
                            ASN,
                            address,
                            IpAddress.parse(instance.path("address").asString())));
        }
        return List.copyOf(peers);
    }

    private static JsonNode machine(RunningCloud cloud, String name)
            throws IOException, InterruptedException {
        for (var machine : cloud.get("/providers/Fairlead.Host/machines").path("value")) {
            if (machine.path("name").asString().equals(name)) {
                return machine;
            }
        }
        throw new IOException("the cloud has no machine " + name);
    }

    private void measure(int count) throws IOException, InterruptedException {
        untilHeard(prefix(0));
        var prefixes = new ArrayList<Prefix>();
        for (int i = 1; i <= count; i++) {
            prefixes.add(prefix(i));
        }
        var came = each(prefixes, ScriptedPeer::announcement, monitor::came);
        var went = each(prefixes, ScriptedPeer::withdrawal, monitor::went);
        System.out.println(came.millisecondsRow("announced: route in the kernel"));
        System.out.println(went.millisecondsRow("withdrawn: route gone from the kernel"));
    }

    private static Prefix prefix(int number) {
        return Prefix.host(ANNOUNCED.address(number));
    }

    private interface Wording {
        ByteBuffer octets(ScriptedPeer peer, Prefix prefix);
    }

    /** Sends one UPDATE for each prefix, and gives how long each took to arrive. */
    private Samples each(
            List<Prefix> prefixes, Wording wording, Function<String, OptionalLong> arrival)
            throws IOException, InterruptedException {
        Map<Prefix, Long> left = new LinkedHashMap<>();
        for (var prefix : prefixes) {
            Thread.sleep(25 + pace.nextInt(51));
            left.put(prefix, tell(prefix, wording));
        }
        long deadline = System.nanoTime() + PATIENCE;
        var times = new ArrayList<Duration>();
        for (var entry : left.entrySet()) {
            long arrived = await(entry.getKey(), arrival, deadline);
            times.add(Duration.ofNanos(arrived - entry.getValue()));
        }
        return new Samples(times);
    }

    /** Tells both instances; gives the moment just before. */
    private long tell(Prefix prefix, Wording wording) throws IOException {
        var messages = peers.stream().map(peer -> wording.octets(peer, prefix)).toList();
        long now = System.nanoTime();
        for (int i = 0; i < messages.size(); i++) {
            peers.get(i).send(messages.get(i));
        }
        return now;
    }

    private static long await(Prefix prefix, Function<String, OptionalLong> arrival, long deadline)
            throws IOException, InterruptedException {
        while (true) {
            var moment = arrival.apply(prefix.network().toString());
            if (moment.isPresent()) {
                return moment.getAsLong();
            }
            if (System.nanoTime() > deadline) {
                throw new IOException(
                        "the kernel has told nothing of " + prefix + " in the VM's table");
            }
            Thread.sleep(5);
        }
    }

    /** Announces and takes back until the monitor, which needs a moment to listen, has heard it. */
    private void untilHeard(Prefix prefix) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE;
        while (monitor.went(prefix.network().toString()).isEmpty()) {
            if (System.nanoTime() > deadline) {
                throw new IOException(
                        "ip monitor has told nothing of " + prefix + " in the VM's table");
            }
            tell(prefix, ScriptedPeer::announcement);
            Thread.sleep(200);
            tell(prefix, ScriptedPeer::withdrawal);
            Thread.sleep(200);
        }
    }
}
