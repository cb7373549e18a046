package fairlead.host.plan;

import static java.util.stream.Collectors.toUnmodifiableSet;

import fairlead.net.Prefix;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A route of ours. With several nexthops it owns a resilient group, whose id stays the same while
 * the members come and go; the edge allots that id, and finds it again by reading the route back.
 */
public record Route(String namespace, int table, Prefix prefix, Target target)
        implements KernelObject {

    /** What becomes of a packet that the route catches. */
    public sealed interface Target {

        /** Out through this device, unresolved: its far end takes everything. */
        record Device(String name) implements Target {}

        /** To these nexthop ids, sorted; equal shares where there are several. */
        record Nexthops(List<Integer> ids) implements Target {
            public Nexthops {
                ids = ids.stream().sorted().distinct().toList();
            }

            /** Whether a group is needed. */
            public boolean isGroup() {
                return ids.size() > 1;
            }
        }

        /** Dropped in silence. */
        record Blackhole() implements Target {}

        /** The next rule decides. */
        record Throw() implements Target {}

        /** Delivered to this namespace itself (AnyIP). */
        record Local() implements Target {}
    }

    /** The key of the route to {@code prefix} in {@code table}. */
    private static Key keyOf(String namespace, int table, Prefix prefix) {
        return new Key(Kind.ROUTE, namespace, table + " " + prefix);
    }

    @Override
    public Key key() {
        return keyOf(namespace, table, prefix);
    }

    @Override
    public Set<Key> mentions() {
        return switch (target) {
            case Target.Device(var name) -> Set.of(Veth.keyOf(namespace, name));
            case Target.Nexthops(var ids) ->
                    ids.stream()
                            .map(id -> Nexthop.keyOf(namespace, id))
                            .collect(toUnmodifiableSet());
            case Target.Blackhole _, Target.Throw _, Target.Local _ -> Set.of();
        };
    }

    /**
     * A route that has lost its way turns into a blackhole: were it left out, a shorter prefix
     * would take its packets somewhere they must not go.
     */
    @Override
    public Optional<KernelObject> within(Predicate<Key> present) {
        var left =
                switch (target) {
                    case Target.Device(var name) ->
                            present.test(Veth.keyOf(namespace, name))
                                    ? target
                                    : new Target.Blackhole();
                    case Target.Nexthops(var ids) -> {
                        var alive =
                                ids.stream()
                                        .filter(id -> present.test(Nexthop.keyOf(namespace, id)))
                                        .toList();
                        yield alive.isEmpty() ? new Target.Blackhole() : new Target.Nexthops(alive);
                    }
                    case Target.Blackhole _, Target.Throw _, Target.Local _ -> target;
                };
        return Optional.of(new Route(namespace, table, prefix, left));
    }
}
