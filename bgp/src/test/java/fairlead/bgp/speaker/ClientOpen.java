package fairlead.bgp.speaker;

import fairlead.bgp.wire.BgpMessage.Open;
import fairlead.bgp.wire.Capability;
import java.util.ArrayList;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The OPEN of a simulated client. */
final class ClientOpen {

    private ClientOpen() {}

    /** What {@code line}'s client says first. */
    static Open of(SimulatedLine line, SplittableRandom dice) {
        var client = line.drawn;
        var capabilities = new ArrayList<Capability>();
        for (var one : client.options().families()) {
            capabilities.add(new Capability.MultiProtocol(one.family()));
        }
        capabilities.add(new Capability.RouteRefresh());
        if (client.options().fourOctetAs()) {
            capabilities.add(new Capability.FourOctetAsn(client.asn()));
        }
        if (client.marksRefreshes()) {
            capabilities.add(new Capability.EnhancedRouteRefresh());
        }
        addPath(client).ifPresent(capabilities::add);
        client.ownRole().map(Capability.Role::new).ifPresent(capabilities::add);
        if (client.restarts()) {
            capabilities.add(restart(line, dice));
        }
        if (client.longLived() > 0) {
            capabilities.add(
                    new Capability.LongLivedGracefulRestart(
                            client.families().stream()
                                    .map(family ->
                                            new Capability.LongLivedGracefulRestart.Family(
                                                    family.onTheWire(), true, client.longLived()))
                                    .toList()));
        }
        return new Open(client.asn(), SimulatedClient.HOLD, client.id(), capabilities);
    }

    private static Optional<Capability> addPath(DrawnClient client) {
        var families =
                client.options().families().stream()
                        .filter(one -> one.addPath() != FamilyOptions.AddPath.NONE)
                        .map(one ->
                                new Capability.AddPath.Family(
                                        one.family(),
                                        one.addPath().sends(),
                                        one.addPath().receives()))
                        .toList();
        return families.isEmpty()
                ? Optional.empty()
                : Optional.of(new Capability.AddPath(families));
    }

    /** With each family perhaps kept over the last restart. */
    private static Capability restart(SimulatedLine line, SplittableRandom dice) {
        var client = line.drawn;
        var preserved =
                client.families().stream()
                        .filter(_ -> dice.nextInt(4) != 0)
                        .collect(Collectors.toCollection(TreeSet::new));
        line.preserved = preserved;
        line.restarted = dice.nextInt(4) == 0;
        return new Capability.GracefulRestart(
                line.restarted,
                client.overNotification(),
                client.restartTime(),
                client.families().stream()
                        .map(family ->
                                new Capability.GracefulRestart.Family(
                                        family.onTheWire(), preserved.contains(family)))
                        .toList());
    }
}
