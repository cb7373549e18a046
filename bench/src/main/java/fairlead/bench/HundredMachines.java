package fairlead.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a daemon costs when nothing happens, and how fast one takes over: labs/nva-scale-set with
 * eight appliances, then besides a scale set of empty sandboxes that makes a hundred machines in
 * all (eight appliances, the lab's VM, 91 more).
 *
 * <ul>
 *   <li>Idle: ten seconds after the cloud came to rest, memory is read, and processor time over the
 *       next twenty.
 *   <li>Restart: the daemon is killed (SIGKILL) and {@code ./fairlead serve} started. The clock
 *       starts just before the command and stops at the first 200 of the API, when status counts
 *       all hundred machines as running, and when all 16 sessions are Established again. Status is
 *       asked for every 25 ms.
 * </ul>
 *
 * <p>Arguments: the tree, the number of restarts.
 */
public final class HundredMachines {

    private static final int MACHINES = 100;
    private static final int SESSIONS = 16;
    private static final int PAUSE = 25;
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final String COMPUTE = "2024-07-01";

    private final TrialCloud trial;
    private final List<Duration> answers = new ArrayList<>();
    private final List<Duration> adopted = new ArrayList<>();
    private final List<Duration> established = new ArrayList<>();

    private HundredMachines(TrialCloud trial) {
        this.trial = trial;
    }

    /** Prints two rows about idle daemons, an empty line, and three about restarts. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        var tree = Path.of(arguments[0]).toAbsolutePath();
        try (var trial = TrialCloud.fresh(tree)) {
            var bench = new HundredMachines(trial);
            trial.finish(trial.start("up", tree + "/labs/nva-scale-set", "-p", "instances=8"));
            bench.idle("labs/nva-scale-set with 8 appliances");
            bench.fill(tree);
            bench.idle("the same, and 100 machines in all");
            for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
                bench.restart();
            }
            System.out.println();
            bench.print("first answer of the API", bench.answers);
            bench.print("and 100 machines are adopted", bench.adopted);
            bench.print("and 16 sessions are Established again", bench.established);
        }
    }

    private void print(String what, List<Duration> measured) {
        System.out.println(new Samples(measured).secondsRow(what));
    }

    private DaemonProcess daemon() throws IOException {
        return new DaemonProcess(RunningCloud.daemon(trial.state()).orElseThrow());
    }

    private void idle(String what) throws IOException, InterruptedException {
        Thread.sleep(10_000);
        var daemon = daemon();
        double memory = daemon.residentMebibytes();
        double before = daemon.processorSeconds();
        Thread.sleep(20_000);
        System.out.println(
                String.format(
                        Locale.ROOT,
                        "| %s | %.0f MiB | %.1f %% of one core |",
                        what,
                        memory,
                        (daemon.processorSeconds() - before) / 20 * 100));
    }

    private void fill(Path tree) throws IOException, InterruptedException {
        try (var cloud = RunningCloud.find(trial.state()).orElseThrow()) {
            var group = "/subscriptions/" + cloud.subscription() + "/resourceGroups/nva-scale-set";
            int more = MACHINES - cloud.status().at("/machines/total").asInt();
            cloud.api()
                    .put(
                            group + "/providers/Microsoft.Compute/virtualMachineScaleSets/many",
                            COMPUTE,
                            scaleSet(tree, group, more));
            until(cloud, status -> status.at("/machines/running").asInt() == MACHINES);
        }
    }

    private static ObjectNode scaleSet(Path tree, String group, int capacity) throws IOException {
        var key = Files.readString(tree.resolve("clients/key.pub")).strip();
        return (ObjectNode)
                JsonMapper.shared()
                        .readTree(
                                """
                                {"location":"westeurope","sku":{"name":"Standard_B1s","capacity":%d},
                                 "properties":{"orchestrationMode":"Uniform","upgradePolicy":{"mode":"Manual"},
                                  "virtualMachineProfile":{
                                   "osProfile":{"computerNamePrefix":"many","adminUsername":"azureuser",
                                    "linuxConfiguration":{"disablePasswordAuthentication":true,"ssh":{"publicKeys":[
                                     {"path":"/home/azureuser/.ssh/authorized_keys","keyData":"%s"}]}}},
                                   "storageProfile":{"imageReference":{"publisher":"Debian","offer":"debian-12","sku":"12-gen2","version":"latest"}},
                                   "networkProfile":{"networkInterfaceConfigurations":[{"name":"nic","properties":{"primary":true,
                                    "ipConfigurations":[{"name":"ip","properties":{"subnet":{
                                     "id":"%s/providers/Microsoft.Network/virtualNetworks/net/subnets/vm"}}}]}}]}}}}
                                """
                                        .formatted(capacity, key, group));
    }

    private void restart() throws IOException, InterruptedException {
        ProcessHandle.of(daemon().pid())
                .ifPresent(daemon -> {
                    daemon.destroyForcibly();
                    daemon.onExit().join();
                });
        long begun = System.nanoTime();
        var process = trial.start("serve");
        while (RunningCloud.daemon(trial.state()).orElse(0) != process.pid()) {
            Thread.sleep(5);
        }
        try (var cloud = RunningCloud.find(trial.state()).orElseThrow()) {
            cloud.get("");
            answers.add(Duration.ofNanos(System.nanoTime() - begun));
            until(cloud, status -> status.at("/machines/running").asInt() == MACHINES);
            adopted.add(Duration.ofNanos(System.nanoTime() - begun));
            until(cloud, status -> FleetUp.establishedIn(status) == SESSIONS);
            established.add(Duration.ofNanos(System.nanoTime() - begun));
        }
    }

    private interface Wish {
        boolean isTrue(JsonNode status);
    }

    private static void until(RunningCloud cloud, Wish wish)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!wish.isTrue(cloud.status())) {
            if (System.nanoTime() > deadline) {
                throw new IOException("what is waited for did not come: " + cloud.status());
            }
            Thread.sleep(PAUSE);
        }
    }
}
