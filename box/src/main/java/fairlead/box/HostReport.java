package fairlead.box;

import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.Resource;
import fairlead.azure.arm.ResourceType;
import fairlead.azure.hub.Profile;
import fairlead.cloud.MachineSeen;
import fairlead.cloud.MachineWanted;
import fairlead.cloud.Routing;
import fairlead.cloud.World;
import fairlead.host.linux.Counters;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What runs on this host, for people and for the command line. */
final class HostReport {

    private static final List<ResourceType> MACHINES =
            List.of(
                    new ResourceType("Microsoft.Compute/virtualMachines"),
                    new ResourceType("Microsoft.Compute/virtualMachineScaleSets/virtualMachines"));
    private static final List<ResourceType> NICS =
            List.of(
                    new ResourceType("Microsoft.Network/networkInterfaces"),
                    new ResourceType(
                            "Microsoft.Compute/virtualMachineScaleSets/virtualMachines/networkInterfaces"));

    private final String cloud;
    private final String version;
    private final Instant since;
    private final Loop loop;
    private final HostEdge host;
    private final MachineEdge machines;
    private final SpeakerEdge speakers;
    private final Supplier<Map<Integer, Counters>> counters;

    HostReport(
            String cloud,
            String version,
            Instant since,
            Loop loop,
            HostEdge host,
            MachineEdge machines,
            SpeakerEdge speakers,
            Supplier<Map<Integer, Counters>> counters) {
        this.cloud = cloud;
        this.version = version;
        this.since = since;
        this.loop = loop;
        this.host = host;
        this.machines = machines;
        this.speakers = speakers;
        this.counters = counters;
    }

    ObjectNode status() {
        var world = loop.world();
        var json = JsonNodeFactory.instance.objectNode();
        json.put("cloud", cloud)
                .put("version", version)
                .put("ready", host.isReady())
                .put("phase", host.phase())
                .put("since", since.toString());
        var all = machines(world).toList();
        long running =
                all.stream()
                        .filter(machine ->
                                world.seen().machine(machine.serial()).state()
                                        == MachineSeen.State.RUNNING)
                        .count();
        json.putObject("machines").put("running", running).put("total", all.size());
        routeServers(world, json.putArray("routeServers"));
        notices(world, json.putArray("notices"));
        return json;
    }

    private void routeServers(World world, ArrayNode list) {
        for (var server : Routing.of(world, Profile.AZURE).routeServers()) {
            var json =
                    list.addObject()
                            .put("id", server.id().toString())
                            .put("name", server.id().name());
            var instances = json.putArray("instances");
            for (int i = 0; i < server.instances().size(); i++) {
                var instance =
                        instances
                                .addObject()
                                .put("name", fairlead.azure.hub.RouteServer.roleName(i))
                                .put("address", server.instances().get(i).toString());
                var sessions = instance.putArray("sessions");
                for (var report : speakers.sessions(server.id(), i)) {
                    sessions.addObject()
                            .put("peer", ArmId.parse(report.neighbour().name()).name())
                            .put("address", report.neighbour().address().toString())
                            .put("asn", report.neighbour().asn().value())
                            .put("state", report.state().text())
                            .put("since", report.since().toString())
                            .put("prefixes", report.counters().heldPrefixes())
                            .put("lastError", report.lastError());
                }
            }
        }
    }

    private static void notices(World world, ArrayNode notices) {
        world.seen().refusal().ifPresent(text -> notices.add("The host refused a change: " + text));
        machines(world)
                .forEach(machine -> {
                    var seen = world.seen().machine(machine.serial());
                    seen.fault()
                            .ifPresent(fault ->
                                    notices.add(
                                            "Machine "
                                                    + name(machine)
                                                    + " did not start: "
                                                    + fault));
                });
        if (world.inventory()
                .ofType(new ResourceType("Microsoft.Network/networkSecurityGroups"))
                .findAny()
                .isPresent()) {
            notices.add("Network security groups are stored and not enforced.");
        }
    }

    ObjectNode machines() {
        var world = loop.world();
        var json = JsonNodeFactory.instance.objectNode();
        var list = json.putArray("value");
        machines(world)
                .forEach(machine -> {
                    var seen = world.seen().machine(machine.serial());
                    var key = MachineWanted.key(machine.serial());
                    var one =
                            list.addObject()
                                    .put("id", machine.id().toString())
                                    .put("name", name(machine))
                                    .put("group", machine.id().resourceGroup().orElse(""));
                    one.put("kind", "sandbox")
                            .put("state", seen.state().name().toLowerCase(java.util.Locale.ROOT))
                            .put("pid", seen.pid());
                    var addresses = one.putArray("addresses");
                    nics(world)
                            .filter(nic -> nic.owner().equals(machine.id()))
                            .forEach(nic -> addresses.add(nic.address()));
                    var cloudInit =
                            one.putObject("cloudInit")
                                    .put("done", seen.cloudInit() == MachineSeen.CloudInit.DONE);
                    var failed = cloudInit.putArray("failed");
                    seen.failedSteps()
                            .forEach(step ->
                                    failed.addObject().put("step", step).put("detail", step));
                    if (seen.state() == MachineSeen.State.RUNNING) {
                        var enter = one.putArray("enter");
                        machines.machines().enter(key).forEach(enter::add);
                    }
                    one.put("console", machines.machines().consoleLog(key).toString())
                            .put("cloudInitLog", machines.machines().cloudInitLog(key).toString());
                });
        return json;
    }

    ObjectNode nics() {
        var world = loop.world();
        var packets = counters.get();
        var json = JsonNodeFactory.instance.objectNode();
        var list = json.putArray("value");
        nics(world)
                .forEach(nic -> {
                    var one =
                            list.addObject()
                                    .put("id", nic.resource().id().toString())
                                    .put("name", nicName(nic.resource()))
                                    .put("group", nic.resource().id().resourceGroup().orElse(""));
                    one.put("machine", nic.machine()).put("address", nic.address());
                    var count = packets.get(nic.resource().serial());
                    if (count != null) {
                        one.put("packetsIn", count.receivedPackets())
                                .put("packetsOut", count.sentPackets())
                                .put("spoofed", count.spoofed())
                                .put("strays", count.strays());
                    }
                });
        return json;
    }

    private record PlacedNic(Resource resource, ArmId owner, String machine, String address) {}

    private static Stream<PlacedNic> nics(World world) {
        var topology = Routing.of(world, Profile.AZURE).topology();
        return NICS.stream()
                .flatMap(type -> world.inventory().ofType(type))
                .map(nic -> {
                    var machine = fairlead.cloud.MachinePlaces.of(world.inventory(), nic);
                    var placed = topology.nics().get(nic.id());
                    return new PlacedNic(
                            nic,
                            machine.map(Resource::id).orElse(nic.id()),
                            machine.map(HostReport::name).orElse(""),
                            placed == null ? "" : placed.primary().toString());
                });
    }

    private static Stream<Resource> machines(World world) {
        return MACHINES.stream().flatMap(type -> world.inventory().ofType(type));
    }

    /** {@code vm}, or {@code nva_0} for an instance of a scale set. */
    private static String name(Resource machine) {
        return machine.id().type().equals(MACHINES.getFirst())
                ? machine.id().name()
                : machine.id().parentName() + "_" + machine.id().name();
    }

    /** A scale set's NICs all have one name, so the instance stands before it. */
    private static String nicName(Resource nic) {
        return nic.id().type().equals(NICS.getFirst())
                ? nic.id().name()
                : nic.id().names().get(0) + "_" + nic.id().names().get(1) + "/" + nic.id().name();
    }
}
