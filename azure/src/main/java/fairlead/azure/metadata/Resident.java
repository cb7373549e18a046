package fairlead.azure.metadata;

import fairlead.azure.arm.Resource;
import fairlead.azure.arm.Resources;
import fairlead.azure.types.Machine;
import fairlead.azure.types.ManagedIdentity;
import fairlead.azure.types.Residence;
import java.util.List;
import java.util.Optional;

/**
 * The machine that asks, and its NICs.
 *
 * @param residences its NICs, the primary one first
 * @param cloud where its scale set and its public addresses are found
 */
public record Resident(Resource machine, List<Residence> residences, Resources cloud) {

    public Resident {
        residences = List.copyOf(residences);
    }

    Machine read() {
        return Machine.of(machine);
    }

    Optional<ManagedIdentity> identity() {
        return ManagedIdentity.ofMachine(machine, cloud);
    }
}
