package fairlead.box;

import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.Resource;
import fairlead.azure.types.Machine;
import fairlead.azure.types.Types;
import fairlead.box.settings.Settings;
import fairlead.cloud.MachinePlaces;
import fairlead.cloud.MachineSeen;
import fairlead.cloud.MachineWanted;
import fairlead.cloud.Routing;
import fairlead.cloud.StatusDocument;
import fairlead.cloud.World;
import fairlead.host.linux.Counters;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What runs on this host, for people and for the command line. */
final class HostReport {

    private final String cloud;
    private final List<String> intoHolder;
    private final String version;
    private final Instant since;
    private final Loop loop;
    private final HostEdge host;
    private final MachineEdge machines;
    private final SpeakerEdge speakers;
    private final Supplier<Map<Integer, Counters>> counters;
    private final Settings settings;

    /**
     * @param intoHolder words before a command that must run inside the cloud's holder
     */
    HostReport(
            String cloud,
            List<String> intoHolder,
            String version,
            Instant since,
            Loop loop,
            HostEdge host,
            MachineEdge machines,
            SpeakerEdge speakers,
            Supplier<Map<Integer, Counters>> counters,
            Settings settings) {
        this.settings = settings;
        this.cloud = cloud;
        this.intoHolder = List.copyOf(intoHolder);
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
                .put("since", since.toString())
                .put("profile", Settings.word(settings.cloud().strictness()))
                .put("pace", Settings.word(settings.cloud().speed()))
                .put("listen", settings.listen());
        machines(world, json.putObject("machines"));
        routeServers(world, json.putArray("routeServers"));
        json.setAll(StatusDocument.of(world));
        repairs(json.putObject("repairs"));
        var notices = (ArrayNode) json.path("notices");
        repairs(notices);
        settings.warning().ifPresent(notices::add);
        json.put("healthy", host.isReady() && json.path("problems").isEmpty());
        return json;
    }

    private void machines(World world, ObjectNode json) {
        var all = machines(world).toList();
        json.put(
                        "running",
                        all.stream()
                                .filter(machine ->
                                        world.seen().machine(machine.serial()).state()
                                                == MachineSeen.State.RUNNING)
                                .count())
                .put("total", all.size());
        var placed = addresses(world);
        var list = json.putArray("list");
        for (var machine : all) {
            var seen = world.seen().machine(machine.serial());
            var one =
                    list.addObject()
                            .put("name", name(machine))
                            .put("group", machine.id().resourceGroup().orElse(""))
                            .put("state", state(machine, seen));
            began(seen).ifPresent(since -> one.put("since", since.toString()));
            var addresses = one.putArray("addresses");
            placed.getOrDefault(machine.id(), List.of()).forEach(addresses::add);
        }
    }

    /** The primary addresses of each machine's NICs. */
    private Map<ArmId, List<String>> addresses(World world) {
        return nics(world)
                .collect(
                        Collectors.groupingBy(
                                PlacedNic::owner,
                                Collectors.mapping(PlacedNic::address, Collectors.toList())));
    }

    /** When a running machine was started. */
    private static Optional<Instant> began(MachineSeen seen) {
        return seen.pid() == 0
                ? Optional.empty()
                : ProcessHandle.of(seen.pid()).flatMap(one -> one.info().startInstant());
    }

    private void repairs(ObjectNode json) {
        json.put("count", host.repairs().count());
        var latest = json.putArray("latest");
        for (var repair : host.repairs().latest()) {
            latest.addObject()
                    .put("at", repair.at().toString())
                    .put("what", repair.what())
                    .put("why", repair.why());
        }
    }

    private void repairs(ArrayNode notices) {
        host.repairs().latest().stream()
                .findFirst()
                .ifPresent(last ->
                        notices.add(
                                "Objects in the kernel were changed behind the daemon's back and put right: "
                                        + host.repairs().count()
                                        + "; the last: "
                                        + last.what()
                                        + " "
                                        + last.why()
                                        + " ("
                                        + last.at()
                                        + ")."));
    }

    private void routeServers(World world, ArrayNode list) {
        for (var server : Routing.of(world, settings.cloud().profile()).routeServers()) {
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
                            .put("flaps", report.flaps())
                            .put("prefixes", report.counters().heldPrefixes())
                            .put("lastError", report.lastError());
                }
            }
        }
    }

    ObjectNode machines() {
        var world = loop.world();
        var json = JsonNodeFactory.instance.objectNode();
        var list = json.putArray("value");
        var placed = addresses(world);
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
                            .put("state", state(machine, seen))
                            .put("pid", seen.pid());
                    var addresses = one.putArray("addresses");
                    placed.getOrDefault(machine.id(), List.of()).forEach(addresses::add);
                    var cloudInit =
                            one.putObject("cloudInit")
                                    .put("done", seen.cloudInit() == MachineSeen.CloudInit.DONE);
                    var failed = cloudInit.putArray("failed");
                    seen.failedSteps()
                            .forEach(step ->
                                    failed.addObject().put("step", step).put("detail", step));
                    machines.enter(key)
                            .ifPresent(words -> {
                                var enter = one.putArray("enter");
                                intoHolder.forEach(enter::add);
                                words.forEach(enter::add);
                            });
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
                                .put("strays", count.strays())
                                .put("unforwarded", count.unforwarded());
                    }
                });
        return json;
    }

    private record PlacedNic(Resource resource, ArmId owner, String machine, String address) {}

    private Stream<PlacedNic> nics(World world) {
        var topology = Routing.of(world, settings.cloud().profile()).topology();
        return MachinePlaces.NICS.stream()
                .flatMap(type -> world.inventory().ofType(type))
                .map(nic -> {
                    var machine = MachinePlaces.machineOf(nic, world.inventory());
                    var placed = topology.nics().get(nic.id());
                    return new PlacedNic(
                            nic,
                            machine.map(Resource::id).orElse(nic.id()),
                            machine.map(HostReport::name).orElse(""),
                            placed == null ? "" : placed.primary().toString());
                });
    }

    private static Stream<Resource> machines(World world) {
        return MachinePlaces.MACHINES.stream().flatMap(type -> world.inventory().ofType(type));
    }

    /** {@code starting} until it runs for the first time, then what is seen. */
    private static String state(Resource machine, MachineSeen seen) {
        boolean starting =
                seen.state() == MachineSeen.State.STOPPED
                        && !machine.state().isFinal()
                        && MachineSeen.isWanted(machine);
        return starting ? "starting" : seen.state().name().toLowerCase(Locale.ROOT);
    }

    /** {@code vm}, or {@code nva_0} for an instance of a scale set. */
    static String name(Resource machine) {
        return Machine.of(machine).name();
    }

    /** A scale set's NICs all have one name, so the instance stands before it. */
    static String nicName(Resource nic) {
        return nic.id().type().equals(Types.NICS)
                ? nic.id().name()
                : nic.id().names().get(0) + "_" + nic.id().names().get(1) + "/" + nic.id().name();
    }
}
