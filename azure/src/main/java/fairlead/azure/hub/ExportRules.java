package fairlead.azure.hub;

import fairlead.azure.arm.ArmId;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an instance tells an appliance of the routes that it learned.
 *
 * @param asn put in front of every path
 * @param nextHop always the instance itself, whatever the learned next hop
 * @param mark added to the communities of what is passed on
 * @param withhold a route with one of these is told to nobody
 */
public record ExportRules(
        Asn asn,
        IpAddress nextHop,
        Profile.Reflection reflection,
        Community mark,
        List<Community> withhold) {

    public ExportRules {
        withhold = List.copyOf(withhold);
    }

    /**
     * What {@code to} is told of a best route; empty if nothing. A peer does not hear its own route
     * again (split horizon).
     */
    public Optional<Advertised> export(HeardRoute best, ArmId to) {
        if (reflection == Profile.Reflection.OFF
                || best.peer().equals(to)
                || best.communities().stream().anyMatch(withhold::contains)) {
            return Optional.empty();
        }
        return Optional.of(
                new Advertised(
                        best.instance(),
                        to,
                        best.prefix(),
                        nextHop,
                        best.asPath().prepended(asn),
                        Stream.concat(best.communities().stream(), Stream.of(mark))
                                .distinct()
                                .toList()));
    }
}
