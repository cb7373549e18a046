package fairlead.cloud;

import fairlead.azure.arm.ArmId;
import fairlead.azure.vnet.EffectiveRoutes;
import fairlead.host.desired.Part;
import fairlead.host.desired.PartKey;
import fairlead.host.desired.VnetPart;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * What follows from a World, by the keys under which it is decided again: virtual networks, public
 * addresses, machines.
 */
public record Decided(
        PMap<ArmId, VnetDecision> vnets,
        Map<PartKey, Part> publicAddresses,
        PMap<Integer, MachineWanted> machines) {

    public static final Decided NOTHING =
            new Decided(HashTreePMap.empty(), Map.of(), HashTreePMap.empty());

    public Decided {
        publicAddresses = Map.copyOf(publicAddresses);
    }

    /** Everything that the host's fabric should hold. */
    public Map<PartKey, Part> parts() {
        var parts = new HashMap<>(publicAddresses);
        vnets.values().forEach(vnet -> parts.putAll(vnet.parts()));
        return parts;
    }

    /** The serials of the virtual networks that the host should hold. */
    public Set<Integer> networks() {
        return vnets.values().stream()
                .flatMap(vnet -> vnet.parts().values().stream())
                .flatMap(part ->
                        part instanceof VnetPart(int serial) ? Stream.of(serial) : Stream.empty())
                .collect(Collectors.toSet());
    }

    /** Every instance of every Route Server. */
    public List<VnetDecision.SpeakerPlace> speakers() {
        return vnets.values().stream().flatMap(vnet -> vnet.speakers().stream()).toList();
    }

    /** The effective routes that the NICs of a subnet share. */
    public Optional<EffectiveRoutes> routes(ArmId subnet) {
        return vnets.values().stream()
                .flatMap(vnet -> Optional.ofNullable(vnet.routes().get(subnet)).stream())
                .findFirst();
    }
}
