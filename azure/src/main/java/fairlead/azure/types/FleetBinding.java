package fairlead.azure.types;

import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.Resource;
import fairlead.net.Asn;

/** A scale set whose instances are to be peers of a Route Server, as it is stored. */
public record FleetBinding(ArmId id, ArmId routeServer, ArmId scaleSet, Asn peerAsn) {

    /** Reads a stored {@code Fairlead.Fleet/routeServerPeerings}. */
    public static FleetBinding of(Resource binding) {
        var fields = Fields.of(binding);
        return new FleetBinding(
                binding.id(),
                fields.reference("routeServer").orElseThrow(),
                fields.reference("scaleSet").orElseThrow(),
                new Asn(fields.number("peerAsn").orElseThrow()));
    }
}
