package fairlead.azure.fleet;

import fairlead.azure.arm.ProvisioningState;
import fairlead.azure.fleet.Seen.Peering;
import fairlead.azure.fleet.Step.CreatePeering;
import fairlead.azure.fleet.Step.DeletePeering;
import fairlead.azure.fleet.Step.WaitFor;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides what brings the peerings of a Route Server nearer to the instances of a scale set.
 *
 * <p>Laws: the same arguments give the same decision; when the steps have been taken, no step is
 * left; a peering to an address that is not the fleet's is in no step. Peerings of vanished
 * instances go first, so that there is room; then peerings are made; then broken ones are deleted
 * and made again one at a time, so that no more than one instance is without a peering on account
 * of the repair.
 */
public final class Fleet {

    private Fleet() {}

    /** The steps from what is seen to what is wanted. */
    public static Decision next(Wanted wanted, Seen seen) {
        switch (seen.hub()) {
            case MISSING -> {
                return nothing("Route Server " + wanted.routeServer().name() + " does not exist");
            }
            case BUSY -> {
                return nothing(
                        "Route Server "
                                + wanted.routeServer().name()
                                + " is being provisioned, leaving it alone for now");
            }
            case READY -> {}
        }
        var busy = seen.peerings().stream().filter(p -> !p.state().isFinal()).toList();
        if (!busy.isEmpty()) {
            return new Decision(
                    List.of(),
                    busy.stream()
                            .map(p ->
                                    "Peering "
                                            + p.name()
                                            + " is "
                                            + p.state().text()
                                            + ", leaving all peerings alone for now")
                            .toList());
        }
        return new Decision(steps(wanted, seen), new Roster(wanted, seen.peerings()).findings());
    }

    /** Takes each first step in thought, until there is none. */
    private static List<Step> steps(Wanted wanted, Seen seen) {
        var steps = new ArrayList<Step>();
        var peerings = new ArrayList<>(seen.peerings());
        // Each peering is deleted at most once and each instance given one at most once.
        int bound = seen.peerings().size() + wanted.instances().size();
        for (int i = 0; i <= bound; i++) {
            var step = new Roster(wanted, peerings).firstStep();
            if (step.isEmpty()) {
                return steps;
            }
            take(step.get(), peerings);
            steps.add(step.get());
            steps.add(new WaitFor(step.get().name()));
        }
        throw new IllegalStateException("no end of steps from " + seen + " to " + wanted);
    }

    private static void take(Step step, List<Peering> peerings) {
        switch (step) {
            case CreatePeering(var name, var address, var asn) ->
                    peerings.add(new Peering(name, address, asn, ProvisioningState.SUCCEEDED));
            case DeletePeering(var name) -> peerings.removeIf(p -> p.name().equals(name));
            case WaitFor _ -> {}
        }
    }

    private static Decision nothing(String why) {
        return new Decision(List.of(), List.of(why));
    }
}
