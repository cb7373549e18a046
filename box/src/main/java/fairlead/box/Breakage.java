package fairlead.box;

import static java.util.stream.Collectors.toUnmodifiableSet;

import fairlead.cloud.VnetDecision.SpeakerPlace;
import fairlead.host.plan.Change;
import fairlead.host.plan.Namespace;
import fairlead.host.plan.Veth;
import java.util.List;
import java.util.Set;

/**
 * What a pass over the kernel has made anew under those who use it.
 *
 * @param namespaces those made anew: sockets in the old ones reach nobody
 * @param rewired those whose wire to the fabric was made anew: it has no addresses yet
 */
record Breakage(Set<String> namespaces, Set<String> rewired) {

    static Breakage of(List<Change> changes) {
        var made = changes.stream().filter(change -> !(change instanceof Change.Drop)).toList();
        return new Breakage(
                made.stream()
                        .map(Change::object)
                        .filter(Namespace.class::isInstance)
                        .map(object -> object.key().namespace())
                        .collect(toUnmodifiableSet()),
                made.stream()
                        .map(Change::object)
                        .filter(Veth.class::isInstance)
                        .map(object -> ((Veth) object).far().namespace())
                        .collect(toUnmodifiableSet()));
    }

    /** Those of {@code speakers} whose namespace and wire are what they were. */
    List<SpeakerPlace> spared(List<SpeakerPlace> speakers) {
        return speakers.stream()
                .filter(place ->
                        !namespaces.contains(place.namespace())
                                && !rewired.contains(place.namespace()))
                .toList();
    }
}
