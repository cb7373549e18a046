package fairlead.cloud;

import fairlead.azure.arm.ResourceType;
import fairlead.azure.types.Types;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * How long a write takes at least, counted from the request. It ends when that time is over and
 * what it wants is in force, whichever is later.
 *
 * @param times by type
 * @param others for every type that is not named
 */
public record Pace(Map<ResourceType, Times> times, Times others) {

    /** What is done to a resource. */
    public enum Step {
        CREATE,
        UPDATE,
        DELETE
    }

    /** None of them negative. */
    public record Times(Duration create, Duration update, Duration delete) {

        public Times {
            if (create.isNegative() || update.isNegative() || delete.isNegative()) {
                throw new IllegalArgumentException("time does not run backwards");
            }
        }

        static Times seconds(long create, long update, long delete) {
            return new Times(
                    Duration.ofSeconds(create),
                    Duration.ofSeconds(update),
                    Duration.ofSeconds(delete));
        }

        Duration of(Step step) {
            return switch (step) {
                case CREATE -> create;
                case UPDATE -> update;
                case DELETE -> delete;
            };
        }
    }

    /** A write ends the moment that it is in force. */
    public static final Pace INSTANT = new Pace(Map.of(), Times.seconds(0, 0, 0));

    /**
     * Azure's time, as its pages and people's captures have it: see docs/azure/pace.md for the
     * source of each figure.
     */
    public static final Pace AZURE =
            new Pace(
                    Map.ofEntries(
                            Map.entry(Types.VIRTUAL_HUBS, Times.seconds(120, 30, 900)),
                            Map.entry(Types.HUB_IP_CONFIGURATIONS, Times.seconds(900, 120, 600)),
                            Map.entry(Types.BGP_CONNECTIONS, Times.seconds(45, 45, 30)),
                            Map.entry(Types.PEERINGS, Times.seconds(20, 15, 15)),
                            Map.entry(Types.LOAD_BALANCERS, Times.seconds(8, 8, 12)),
                            Map.entry(Types.NICS, Times.seconds(3, 3, 10)),
                            Map.entry(Types.VIRTUAL_MACHINES, Times.seconds(60, 20, 45)),
                            Map.entry(Types.SCALE_SETS, Times.seconds(90, 45, 60)),
                            Map.entry(Types.INSTANCES, Times.seconds(75, 30, 45))),
                    Times.seconds(5, 5, 10));

    public Pace {
        times = Map.copyOf(times);
    }

    /** How long this takes at least. */
    public Duration of(ResourceType type, Step step) {
        return times.getOrDefault(type, others).of(step);
    }

    /** The same with other times for one type. */
    public Pace with(ResourceType type, Times own) {
        var changed = new HashMap<>(times);
        changed.put(type, own);
        return new Pace(changed, others);
    }
}
