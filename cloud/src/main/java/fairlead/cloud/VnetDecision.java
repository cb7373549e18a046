package fairlead.cloud;

import fairlead.azure.arm.ArmId;
import fairlead.azure.hub.WantedSpeaker;
import fairlead.azure.vnet.EffectiveRoutes;
import fairlead.host.desired.Part;
import fairlead.host.desired.PartKey;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was decided for one virtual network.
 *
 * @param parts what the host should hold of it
 * @param routes the effective routes of its subnets
 * @param speakers the instances of its Route Server, each with the NIC it speaks from
 * @param shapedBy top-level resources outside it on which the decision rests
 */
public record VnetDecision(
        Map<PartKey, Part> parts,
        Map<ArmId, EffectiveRoutes> routes,
        List<SpeakerPlace> speakers,
        Set<ArmId> shapedBy) {

    public VnetDecision {
        parts = Map.copyOf(parts);
        routes = Map.copyOf(routes);
        speakers = List.copyOf(speakers);
        shapedBy = Set.copyOf(shapedBy);
    }

    /** An instance of a Route Server and the namespace in which its sockets are. */
    public record SpeakerPlace(WantedSpeaker speaker, String namespace, MachineWanted.Nic nic) {}
}
