package fairlead.cloud;

import java.util.List;

/**
 * Everything that the cloud knows at one time, as one immutable value.
 *
 * @param version rises with every batch of facts and is never below the revision of a resource,
 *     which is the version of its last write
 * @param inventory the resources
 * @param operations long-running operations, running and ended
 * @param seen what this host observes
 */
public record World(long version, Inventory inventory, Operations operations, Observations seen) {

    public static final World EMPTY =
            new World(0, Inventory.EMPTY, Operations.EMPTY, Observations.NONE);

    /** The World in which {@code facts} hold too. */
    public World after(List<? extends Fact> facts) {
        if (facts.isEmpty()) {
            return this;
        }
        var next = this;
        for (var fact : facts) {
            next = next.with(fact);
        }
        return new World(
                Math.max(version + 1, next.version), next.inventory, next.operations, next.seen);
    }

    /** The same, but no new resource gets a serial below {@code next}. */
    public World withSerialsFrom(int next) {
        var kept = inventory;
        return next <= kept.nextSerial()
                ? this
                : new World(
                        version,
                        new Inventory(
                                kept.byKey(),
                                kept.byType(),
                                kept.unsettled(),
                                kept.referrers(),
                                next),
                        operations,
                        seen);
    }

    private World with(Fact fact) {
        return switch (fact) {
            case Fact.Written(var resource) ->
                    new World(
                            Math.max(version, resource.revision()),
                            inventory.with(resource),
                            operations,
                            seen);
            case Fact.Removed(var id) ->
                    new World(version, inventory.without(id), operations, seen.without(id));
            case Fact.OperationStarted(var operation) ->
                    new World(version, inventory, operations.with(operation), seen);
            case Fact.OperationEnded(var operation) ->
                    new World(version, inventory, operations.with(operation), seen);
            case Fact.OperationForgotten(var id) ->
                    new World(version, inventory, operations.without(id), seen);
            case Fact.RoutesHeard heard when inventory.find(heard.session().peer()).isEmpty() ->
                    // Said before the speaker learned that the peering is gone.
                    this;
            case Fact.Seen observed ->
                    new World(version, inventory, operations, seen.with(observed));
        };
    }
}
