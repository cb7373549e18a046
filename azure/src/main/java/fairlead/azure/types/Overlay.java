package fairlead.azure.types;

import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.ProvisioningState;
import fairlead.azure.arm.References;
import fairlead.azure.arm.Resource;
import fairlead.azure.arm.ResourceType;
import fairlead.azure.arm.Resources;
import fairlead.azure.types.TypeRow.Change;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A cloud as it will be when some changes are made, and those changes in their order. Resources
 * that are new here have serial 0.
 */
final class Overlay implements Resources {

    private final Resources base;
    private final List<Change> changes = new ArrayList<>();
    private final Map<ArmId, Resource> put = new LinkedHashMap<>();
    private final List<ArmId> removed = new ArrayList<>();

    Overlay(Resources base) {
        this.base = base;
    }

    /** Everything applied so far, in order. */
    List<Change> changes() {
        return List.copyOf(changes);
    }

    void apply(Collection<? extends Change> more) {
        more.forEach(this::apply);
    }

    void apply(Change change) {
        changes.add(change);
        switch (change) {
            case Change.Put(var id, var body, var failed) -> {
                var state =
                        failed.isPresent() ? ProvisioningState.FAILED : ProvisioningState.SUCCEEDED;
                var next =
                        find(id).map(old ->
                                        new Resource(
                                                old.id(),
                                                old.serial(),
                                                old.revision() + 1,
                                                state,
                                                body))
                                .orElseGet(() -> new Resource(id, 0, 0, state, body));
                put.put(id, next);
            }
            case Change.Remove(var id) -> {
                put.keySet().removeIf(at -> at.equals(id) || id.isAbove(at));
                removed.add(id);
            }
        }
    }

    @Override
    public Optional<Resource> find(ArmId id) {
        var here = Optional.ofNullable(put.get(id));
        return here.isPresent() ? here : base.find(id).filter(old -> !isRemoved(old.id()));
    }

    @Override
    public Stream<Resource> ofType(ResourceType type) {
        var byId = new TreeMap<ArmId, Resource>();
        below(base.ofType(type)).forEach(resource -> byId.put(resource.id(), resource));
        putWhere(id -> id.type().equals(type)).forEach(added -> byId.put(added.id(), added));
        return byId.values().stream();
    }

    @Override
    public Stream<Resource> children(ArmId parent, String segment) {
        var inOrder = new LinkedHashMap<ArmId, Resource>();
        below(base.children(parent, segment))
                .forEach(resource -> inOrder.put(resource.id(), resource));
        var type = parent.type().child(segment);
        putWhere(id -> id.type().equals(type) && parent.equals(id.parent().orElseThrow()))
                .forEach(added -> inOrder.put(added.id(), added));
        return inOrder.values().stream();
    }

    @Override
    public Stream<Resource> referrers(ArmId target, ResourceType type) {
        var byId = new TreeMap<ArmId, Resource>();
        below(base.referrers(target, type))
                .filter(resource -> !put.containsKey(resource.id()))
                .forEach(resource -> byId.put(resource.id(), resource));
        putWhere(id -> id.type().equals(type))
                .filter(added -> References.in(added.body()).contains(target))
                .forEach(added -> byId.put(added.id(), added));
        return byId.values().stream();
    }

    private Stream<Resource> putWhere(Predicate<ArmId> wanted) {
        return put.values().stream().filter(resource -> wanted.test(resource.id()));
    }

    private Stream<Resource> below(Stream<Resource> old) {
        return removed.isEmpty() ? old : old.filter(resource -> !isRemoved(resource.id()));
    }

    private boolean isRemoved(ArmId id) {
        return removed.stream().anyMatch(gone -> gone.equals(id) || gone.isAbove(id));
    }
}
