package fairlead.cloud;

import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.References;
import fairlead.azure.arm.Resource;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.TreePSet;

/**
 * Which resources name which others in their stored bodies; a persistent index.
 *
 * @param byTarget from the key of the one that is named to the keys of those that name it
 */
record Referrers(PMap<String, TreePSet<String>> byTarget) {

    static final Referrers NONE = new Referrers(HashTreePMap.empty());

    Referrers with(Resource resource) {
        var next = byTarget;
        for (var target : References.in(resource.body())) {
            next =
                    next.plus(
                            target.key(),
                            next.getOrDefault(target.key(), TreePSet.empty())
                                    .plus(resource.id().key()));
        }
        return new Referrers(next);
    }

    /** Without what {@code resource} named; the same if there was none. */
    Referrers without(@Nullable Resource resource) {
        if (resource == null) {
            return this;
        }
        var next = byTarget;
        for (var target : References.in(resource.body())) {
            var left = next.getOrDefault(target.key(), TreePSet.empty()).minus(resource.id().key());
            next = left.isEmpty() ? next.minus(target.key()) : next.plus(target.key(), left);
        }
        return new Referrers(next);
    }

    /** The keys of those that name {@code target}, in order. */
    Stream<String> of(ArmId target) {
        return byTarget.getOrDefault(target.key(), TreePSet.empty()).stream();
    }
}
