package fairlead.azure.types;

import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.RefusedException;
import fairlead.azure.arm.Resource;
import fairlead.azure.arm.ResourceType;
import fairlead.azure.types.TypeRow.Access;
import fairlead.azure.types.TypeRow.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** From a DELETE to the changes that it means: children before parents. */
final class Removals {

    private final Catalogue catalogue;
    private final Overlay overlay;

    Removals(Catalogue catalogue, Overlay overlay) {
        this.catalogue = catalogue;
        this.overlay = overlay;
    }

    /** Deletes what a client names; nothing if it is not there. */
    List<Change> delete(ArmId id) throws RefusedException {
        var standing = overlay.find(id);
        if (standing.isEmpty()) {
            return List.of();
        }
        if (id.type().equals(ResourceType.GROUP)) {
            removeMembers(id);
        } else if (rowOf(standing.get()).access() == Access.THROUGH_PARENT) {
            throw Refusal.onlyThroughParent(id);
        }
        remove(standing.get());
        overlay.apply(rowOf(standing.get()).leave(standing.get(), overlay));
        catalogue.settle(standing.get().id(), overlay);
        return overlay.changes();
    }

    /** Takes one resource and everything below it out of the overlay. */
    void remove(Resource resource) throws RefusedException {
        for (var row : catalogue.childrenOf(resource.id().type())) {
            var segment = row.type().text().substring(row.type().text().lastIndexOf('/') + 1);
            for (var child : overlay.children(resource.id(), segment).toList()) {
                remove(child);
            }
        }
        var also = rowOf(resource).release(resource, overlay);
        overlay.apply(new Change.Remove(resource.id()));
        overlay.apply(also);
    }

    /** In an order in which nothing is in use any more; the last refusal if there is none. */
    private void removeMembers(ArmId group) throws RefusedException {
        var waiting = catalogue.inGroup(group, overlay);
        while (!waiting.isEmpty()) {
            var refused = new ArrayList<Resource>();
            Optional<RefusedException> why = Optional.empty();
            for (var resource : waiting) {
                var before = new Overlay(overlay);
                try {
                    new Removals(catalogue, before).remove(resource);
                    overlay.apply(before.changes());
                } catch (RefusedException inUse) {
                    refused.add(resource);
                    why = Optional.of(inUse);
                }
            }
            if (refused.size() == waiting.size()) {
                throw why.orElseThrow();
            }
            waiting = refused;
        }
    }

    private TypeRow rowOf(Resource resource) {
        return catalogue.row(resource.id().type()).orElseThrow();
    }
}
