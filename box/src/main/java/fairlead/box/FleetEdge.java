package fairlead.box;

import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.ProvisioningState;
import fairlead.azure.arm.Resource;
import fairlead.azure.fleet.Decision;
import fairlead.azure.types.FleetBinding;
import fairlead.azure.types.Types;
import fairlead.box.FleetDriver.Binding;
import fairlead.cloud.Fact;
import fairlead.cloud.World;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps fleets: one virtual thread per Route Server, woken by every completed write of a scale set
 * and now and then without one. A thread looks, takes one step, and looks again, until no step is
 * left.
 */
final class FleetEdge {

    private static final Logger LOG = LoggerFactory.getLogger(FleetEdge.class);
    private static final Duration RESYNC = Duration.ofSeconds(60);
    private static final int MOST_STEPS = 1000;

    private final FleetDriver driver;
    private final Supplier<World> world;
    private final Map<ArmId, Bell> bells = new HashMap<>();

    FleetEdge(FleetDriver driver, Supplier<World> world) {
        this.driver = driver;
        this.world = world;
    }

    /** Wakes whom these facts concern. */
    void heard(List<Fact> facts, World after) {
        for (var fact : facts) {
            if (fact instanceof Fact.Removed(var id) && id.type().equals(Types.SCALE_SETS)) {
                wakeAll(after);
                return;
            }
            if (fact instanceof Fact.Written(var resource)
                    && resource.state() == ProvisioningState.SUCCEEDED
                    && (resource.id().type().equals(Types.ROUTE_SERVER_PEERINGS)
                            || resource.id().type().equals(Types.SCALE_SETS))) {
                wakeAll(after);
                return;
            }
        }
    }

    /** Wakes every fleet, as a daemon does when it begins. */
    void wakeAll(World after) {
        for (var binding : bindings(after)) {
            bell(binding.routeServer()).ring();
        }
    }

    /** What every fleet would do now, without doing it. */
    Map<Binding, Decision> plan() throws IOException, InterruptedException {
        var plans = new HashMap<Binding, Decision>();
        for (var binding : bindings(world.get())) {
            plans.put(binding, driver.look(binding));
        }
        return plans;
    }

    private synchronized Bell bell(ArmId routeServer) {
        return bells.computeIfAbsent(
                routeServer,
                id -> {
                    var bell = new Bell();
                    Thread.ofVirtual().name("fleet-" + id.name()).start(() -> keep(id, bell));
                    return bell;
                });
    }

    private void keep(ArmId routeServer, Bell bell) {
        try {
            while (true) {
                bell.await(RESYNC);
                var mine =
                        bindings(world.get()).stream()
                                .filter(binding -> binding.routeServer().equals(routeServer))
                                .toList();
                if (mine.isEmpty() && retire(routeServer, bell)) {
                    return;
                }
                for (var binding : mine) {
                    bring(binding);
                }
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean retire(ArmId routeServer, Bell bell) {
        if (bell.isRinging()) {
            return false;
        }
        bells.remove(routeServer);
        return true;
    }

    private void bring(Binding binding) throws InterruptedException {
        var said = new ArrayList<String>();
        try {
            for (int i = 0; i < MOST_STEPS; i++) {
                var decision = driver.look(binding);
                decision.log().stream()
                        .filter(line -> !said.contains(line))
                        .forEach(line -> {
                            said.add(line);
                            LOG.info("{}: {}", binding.id().name(), line);
                        });
                if (decision.steps().isEmpty()) {
                    return;
                }
                driver.take(binding, decision.steps().getFirst());
            }
            LOG.warn(
                    "{}: still not in step after {} steps; looking again in {} s",
                    binding.id().name(),
                    MOST_STEPS,
                    RESYNC.toSeconds());
        } catch (RuntimeException unexpected) {
            LOG.error("{}: the fleet cannot be judged", binding.id().name(), unexpected);
        } catch (IOException refused) {
            LOG.warn(
                    "{}: {}; looking again in {} s",
                    binding.id().name(),
                    reason(refused),
                    RESYNC.toSeconds());
        }
    }

    private static String reason(IOException failed) {
        return Optional.ofNullable(failed.getMessage())
                .orElse("the cloud was not reached (" + failed.getClass().getSimpleName() + ")");
    }

    private static List<Binding> bindings(World world) {
        return world.inventory()
                .ofType(Types.ROUTE_SERVER_PEERINGS)
                .map(FleetEdge::binding)
                .toList();
    }

    private static Binding binding(Resource resource) {
        var stored = FleetBinding.of(resource);
        return new Binding(stored.id(), stored.routeServer(), stored.scaleSet(), stored.peerAsn());
    }
}
