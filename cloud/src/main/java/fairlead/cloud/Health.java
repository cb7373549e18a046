package fairlead.cloud;

import fairlead.azure.arm.ArmError;
import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.ProvisioningState;
import fairlead.azure.arm.Resource;
import fairlead.azure.types.Machine;
import fairlead.azure.types.RouteServer;
import fairlead.azure.types.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether all is well with a cloud: what is not as it is wanted, and what a user should know
 * besides.
 *
 * @param problems what is wanted and is not so, the gravest first
 * @param remarks what is as it is, and may surprise
 */
public record Health(List<Problem> problems, List<String> remarks) {

    /**
     * Something that is not as it is wanted.
     *
     * @param text what, and why as far as that is known
     * @param since empty if nobody noted it
     * @param next what an operator can do; may be empty
     */
    public record Problem(String text, Optional<Instant> since, String next) {}

    public Health {
        problems = List.copyOf(problems);
        remarks = List.copyOf(remarks);
    }

    public static Health of(World world) {
        var problems = new ArrayList<Problem>();
        host(world, problems);
        machines(world).forEach(machine -> machine(machine, world, problems));
        failed(world, problems);
        sessions(world, problems);
        return new Health(problems, remarks(world));
    }

    private static void host(World world, List<Problem> problems) {
        var host = world.seen().host();
        host.unable()
                .ifPresent(why ->
                        problems.add(
                                new Problem(
                                        "The host cannot hold this cloud: " + why,
                                        Optional.empty(),
                                        "Mend that, then: fairlead stop, and fairlead serve")));
        host.refusal()
                .ifPresent(why ->
                        problems.add(
                                new Problem(
                                        "The host refused a change: " + why,
                                        Optional.empty(),
                                        "It is tried again every few seconds")));
    }

    private static void machine(Resource machine, World world, List<Problem> problems) {
        var seen = world.seen().machine(machine.serial());
        var name = Machine.of(machine).name();
        if (seen.fault().isPresent()) {
            problems.add(
                    new Problem(
                            "Machine " + name + " did not start: " + seen.fault().get(),
                            Optional.empty(),
                            "See: fairlead logs " + name));
        } else if (seen.state() == MachineSeen.State.STOPPED
                && machine.state().isFinal()
                && MachineSeen.isWanted(machine)) {
            problems.add(
                    new Problem(
                            "Machine " + name + " has ended by itself",
                            Optional.empty(),
                            "Start it again with: fairlead az vm start"));
        }
    }

    private static void failed(World world, List<Problem> problems) {
        world.inventory().byKey().values().stream()
                .filter(one -> one.state() == ProvisioningState.FAILED)
                .forEach(one -> {
                    var last = lastFailure(world, one.id());
                    problems.add(
                            new Problem(
                                    noun(one.id())
                                            + " "
                                            + one.id().name()
                                            + " is Failed"
                                            + last.flatMap(Operation::error)
                                                    .map(Health::text)
                                                    .map(why -> ": " + why)
                                                    .orElse(""),
                                    last.flatMap(Operation::ended),
                                    "Write it again, or delete it"));
                });
    }

    /** {@code bgpConnections} of {@code Microsoft.Network/virtualHubs/bgpConnections}. */
    private static String noun(ArmId id) {
        var path = id.type().path();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static String text(ArmError error) {
        return error.details().isEmpty()
                ? error.message()
                : error.message() + " " + error.details().getFirst().message();
    }

    private static Optional<Operation> lastFailure(World world, ArmId target) {
        return world.operations().ended().values().stream()
                .filter(one -> one.target().equals(target) && one.error().isPresent())
                .max(Comparator.comparing(Operation::started));
    }

    private static void sessions(World world, List<Problem> problems) {
        world.inventory()
                .ofType(Types.BGP_CONNECTIONS)
                .filter(peer -> peer.state() == ProvisioningState.SUCCEEDED)
                .forEach(peer -> {
                    var hub = peer.id().parent().orElseThrow();
                    for (int instance = 0; instance < instances(world, hub); instance++) {
                        var seen =
                                Optional.ofNullable(
                                        world.seen()
                                                .sessions()
                                                .get(new SessionKey(hub, instance, peer.id())));
                        if (seen.filter(SessionSeen::isEstablished).isEmpty()) {
                            problems.add(session(peer.id(), hub, instance, seen));
                        }
                    }
                });
    }

    private static int instances(World world, ArmId hub) {
        return world.inventory()
                .find(hub)
                .flatMap(one -> RouteServer.of(one, world.inventory()))
                .map(server -> server.addresses().size())
                .orElse(0);
    }

    private static Problem session(
            ArmId peer, ArmId hub, int instance, Optional<SessionSeen> seen) {
        return new Problem(
                "BGP session of "
                        + hub.name()
                        + " instance "
                        + instance
                        + " with "
                        + peer.name()
                        + " is "
                        + seen.map(SessionSeen::state).orElse("Idle")
                        + seen.flatMap(SessionSeen::lastError).map(why -> ": " + why).orElse(""),
                seen.map(SessionSeen::since),
                "");
    }

    private static List<String> remarks(World world) {
        var remarks = new ArrayList<String>();
        machines(world)
                .forEach(machine -> {
                    var failed = world.seen().machine(machine.serial()).failedSteps();
                    var name = Machine.of(machine).name();
                    if (!failed.isEmpty()) {
                        remarks.add(
                                "Of the cloud-config of "
                                        + name
                                        + " failed: "
                                        + String.join(", ", failed)
                                        + ". See: fairlead logs "
                                        + name
                                        + " --cloud-init");
                    }
                });
        if (world.inventory().ofType(Types.SECURITY_GROUPS).findAny().isPresent()) {
            remarks.add("Network security groups are stored and not enforced.");
        }
        var inbound = Stream.of(Types.LOAD_BALANCING_RULES, Types.INBOUND_NAT_RULES, Types.PROBES);
        if (inbound.anyMatch(type -> world.inventory().ofType(type).findAny().isPresent())) {
            remarks.add(
                    "Inbound rules, NAT rules and probes of load balancers are stored and not enforced.");
        }
        return remarks;
    }

    private static Stream<Resource> machines(World world) {
        return MachinePlaces.MACHINES.stream().flatMap(type -> world.inventory().ofType(type));
    }
}
