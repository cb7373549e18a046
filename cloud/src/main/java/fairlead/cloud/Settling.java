package fairlead.cloud;

import fairlead.azure.arm.ArmError;
import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.ProvisioningState;
import fairlead.azure.arm.Resource;
import fairlead.azure.arm.ResourceType;
import fairlead.azure.types.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * When a write is done: when its configuration is in force on the host, and a machine runs. A
 * peering does not wait for BGP, a machine not for its cloud-config, as in Azure.
 */
public final class Settling {

    /** Clients poll for hours at most; this many operations are days of work. */
    private static final int ENDED_KEPT = 2000;

    private Settling() {}

    /** Resources of this id need nothing of the host: they are done when they are stored. */
    static boolean atOnce(ArmId id) {
        return id.type().equals(ResourceType.GROUP)
                || id.type().equals(Types.NETWORK_WATCHERS)
                || id.type().namespace().equalsIgnoreCase("Fairlead.Fleet");
    }

    /**
     * The state of a new resource while it is being made: compute says Creating, the network, which
     * the NICs of a scale set belong to, says Updating.
     */
    static ProvisioningState creating(ArmId id) {
        return id.type().namespace().equalsIgnoreCase("Microsoft.Compute")
                        && !id.type().path().contains("/networkInterfaces")
                ? ProvisioningState.CREATING
                : ProvisioningState.UPDATING;
    }

    /** Resources and operations of {@code world} that have come to their end. */
    public static List<Fact> of(World world, Instant now) {
        var facts = new ArrayList<Fact>();
        for (var id : world.inventory().unsettled().values()) {
            if (!id.type().equals(ResourceType.DEPLOYMENT)) {
                world.inventory()
                        .find(id)
                        .flatMap(resource -> end(world, resource, now))
                        .ifPresent(facts::add);
            } else if (world.inventory().find(id).orElseThrow().state()
                    == ProvisioningState.DELETING) {
                facts.add(new Fact.Removed(id));
            }
        }
        facts.addAll(forgotten(world));
        var after = world.after(facts);
        for (var operation : world.operations().running().values()) {
            end(after, operation, now).ifPresent(facts::add);
        }
        return facts;
    }

    /** The oldest of the ended operations, when there are too many to keep. */
    private static List<Fact> forgotten(World world) {
        var ended = world.operations().ended();
        if (ended.size() <= ENDED_KEPT) {
            return List.of();
        }
        return ended.values().stream()
                .sorted(Comparator.comparing(operation -> operation.ended().orElseThrow()))
                .limit(ended.size() - ENDED_KEPT)
                .<Fact>map(operation -> new Fact.OperationForgotten(operation.id()))
                .toList();
    }

    /** The first time from {@code now} on at which a write may end that could not before. */
    public static Optional<Instant> nextDue(World world, Instant now) {
        return world.inventory().unsettled().values().stream()
                .flatMap(id -> world.inventory().find(id).stream())
                .flatMap(resource -> Hidden.due(resource).stream())
                .filter(due -> due.isAfter(now))
                .min(Comparator.naturalOrder());
    }

    private static Optional<Fact> end(World world, Resource resource, Instant now) {
        if (Hidden.due(resource).filter(due -> due.isAfter(now)).isPresent()) {
            return Optional.empty();
        }
        if (resource.state() == ProvisioningState.DELETING) {
            return gone(world, resource)
                    ? Optional.of(new Fact.Removed(resource.id()))
                    : Optional.empty();
        }
        return verdict(world, resource)
                .map(verdict ->
                        switch (verdict) {
                            case Verdict.Ready() ->
                                    new Fact.Written(
                                            at(world, resource, ProvisioningState.SUCCEEDED));
                            case Verdict.Broken(var error) ->
                                    new Fact.Written(
                                            new Resource(
                                                    resource.id(),
                                                    resource.serial(),
                                                    world.version() + 1,
                                                    ProvisioningState.FAILED,
                                                    Hidden.withFault(resource.body(), error)));
                        });
    }

    private sealed interface Verdict {
        record Ready() implements Verdict {}

        record Broken(ArmError error) implements Verdict {}
    }

    /** How a write ended; empty while it runs. */
    private static Optional<Verdict> verdict(World world, Resource resource) {
        if (world.seen().host().inForce() < resource.revision()) {
            return Optional.empty();
        }
        var unable = world.seen().host().unable();
        if (unable.isPresent()) {
            return Optional.of(
                    new Verdict.Broken(
                            new ArmError(
                                    "AllocationFailed",
                                    "This host cannot hold the cloud: " + unable.get())));
        }
        var type = resource.id().type();
        if (MachinePlaces.isMachine(type)) {
            return machine(world, resource);
        }
        if (type.equals(Types.SCALE_SETS)) {
            return scaleSet(world, resource);
        }
        var already = Hidden.fault(resource);
        return Optional.of(
                already.isPresent() ? new Verdict.Broken(already.get()) : new Verdict.Ready());
    }

    private static Optional<Verdict> machine(World world, Resource machine) {
        boolean wanted = MachineSeen.isWanted(machine);
        var seen = world.seen().machine(machine.serial());
        return switch (seen.state()) {
            case RUNNING ->
                    wanted && seen.boots() == machine.body().path(Hidden.BOOTS).asInt(0)
                            ? Optional.of(new Verdict.Ready())
                            : Optional.empty();
            case STOPPED -> wanted ? Optional.empty() : Optional.of(new Verdict.Ready());
            case FAILED ->
                    Optional.of(
                            wanted
                                    ? new Verdict.Broken(
                                            new ArmError(
                                                    "OSProvisioningInternalError",
                                                    "The machine '"
                                                            + machine.id().name()
                                                            + "' did not start: "
                                                            + seen.fault()
                                                                    .orElse("no reason is known")))
                                    : new Verdict.Ready());
        };
    }

    private static Optional<Verdict> scaleSet(World world, Resource scaleSet) {
        var instances = world.inventory().children(scaleSet.id(), "virtualMachines").toList();
        if (instances.stream().anyMatch(instance -> !instance.state().isFinal())) {
            return Optional.empty();
        }
        return Optional.of(
                instances.stream()
                        .filter(instance -> instance.state() == ProvisioningState.FAILED)
                        .findFirst()
                        .flatMap(Hidden::fault)
                        .<Verdict>map(Verdict.Broken::new)
                        .orElse(new Verdict.Ready()));
    }

    private static boolean gone(World world, Resource resource) {
        if (atOnce(resource.id()) && world.inventory().below(resource.id()).findAny().isEmpty()) {
            return true;
        }
        return world.seen().host().inForce() >= resource.revision()
                && world.seen().machine(resource.serial()).state() != MachineSeen.State.RUNNING
                && world.inventory().below(resource.id()).findAny().isEmpty();
    }

    private static Resource at(World world, Resource resource, ProvisioningState state) {
        return new Resource(
                resource.id(),
                resource.serial(),
                world.version() + 1,
                state,
                Hidden.settled(resource.body()));
    }

    private static Optional<Fact> end(World world, Operation operation, Instant now) {
        var target = world.inventory().find(operation.target());
        return switch (operation.kind()) {
            case WRITE ->
                    atRest(
                            operation,
                            target,
                            now,
                            "The resource was deleted while it was being written.");
            case DELETE ->
                    target.isEmpty()
                            ? Optional.of(
                                    new Fact.OperationEnded(
                                            operation.succeeded(now, Optional.empty())))
                            : Optional.empty();
            case ACTION -> atRest(operation, target, now, "The resource was deleted meanwhile.");
        };
    }

    /** Ends with its resource's last state, or with none if that is gone. */
    private static Optional<Fact> atRest(
            Operation operation, Optional<Resource> target, Instant now, String ifGone) {
        return target.isEmpty()
                ? Optional.of(
                        new Fact.OperationEnded(
                                operation.failed(now, new ArmError("OperationPreempted", ifGone))))
                : target.filter(resource -> resource.state().isFinal())
                        .map(resource -> new Fact.OperationEnded(ended(operation, resource, now)));
    }

    private static Operation ended(Operation operation, Resource resource, Instant now) {
        if (resource.state() != ProvisioningState.FAILED) {
            return operation.succeeded(now, operation.result());
        }
        var why =
                resource.body().has(Hidden.RUN)
                        ? DeploymentRun.of(resource).error()
                        : Hidden.fault(resource);
        return operation.failed(
                now,
                why.orElse(
                        new ArmError(
                                "InternalServerError", "The write failed and left no reason.")));
    }
}
