package fairlead.cloud;

import fairlead.azure.arm.ArmId;
import fairlead.azure.fleet.Decision;
import fairlead.azure.fleet.Fleet;
import fairlead.azure.fleet.Seen;
import fairlead.azure.fleet.Step;
import fairlead.azure.fleet.Wanted;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import fairlead.testkit.VirtualTime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import tools.jackson.databind.JsonNode;

/**
 * A fleet's driver on virtual time: the real decision, through documents as a client reads them.
 */
final class SimulatedFleet {

    private static final Duration RESYNC = Duration.ofSeconds(60);

    private final TestCloud cloud;
    private final VirtualTime time;
    private final SplittableRandom random;

    SimulatedFleet(TestCloud cloud, VirtualTime time, SplittableRandom random) {
        this.cloud = cloud;
        this.time = time;
        this.random = random;
    }

    void begin() {
        time.in(Duration.ZERO, this::turn);
    }

    /** One look; then one step and its end, or a rest. */
    private void turn() {
        var step = look().steps().stream().findFirst();
        if (step.isEmpty()) {
            time.in(RESYNC, this::turn);
            return;
        }
        // Between looking and writing, others may write.
        time.in(Duration.ofMillis(random.nextInt(1, 80)), () -> take(step.get()));
    }

    private void take(Step step) {
        var path = Bodies.PEERS + "/" + step.name();
        var reply =
                switch (step) {
                    case Step.CreatePeering(_, var address, var asn) ->
                            cloud.put(path, Bodies.peer(asn.value(), address.toString()));
                    case Step.DeletePeering _ -> cloud.delete(path);
                    case Step.WaitFor _ -> Reply.empty(200);
                };
        poll(reply.poll().map(Reply.Poll::operation));
    }

    private void poll(Optional<Operation> operation) {
        boolean runs =
                operation
                        .flatMap(begun -> cloud.world().operations().find(begun.id()))
                        .filter(Operation::isRunning)
                        .isPresent();
        time.in(Duration.ofMillis(100), runs ? () -> poll(operation) : this::turn);
    }

    Decision look() {
        return Fleet.next(wanted(), seen());
    }

    Wanted wanted() {
        return new Wanted(
                ArmId.parse(Bodies.HUB),
                ArmId.parse(Bodies.SET),
                new Asn(65001),
                List.of(Prefix.parse("10.1.2.0/24")),
                list(Bodies.SET + "/virtualMachines").stream()
                        .flatMap(one -> instance(one).stream())
                        .toList(),
                8);
    }

    /** An instance that goes has lost its NIC, and with it the address to peer with. */
    private Optional<Wanted.Instance> instance(JsonNode machine) {
        return list(machine.path("id").asString() + "/networkInterfaces").stream()
                .findFirst()
                .map(nic ->
                        new Wanted.Instance(
                                machine.path("name").asString(),
                                IpAddress.parse(
                                        nic.at(
                                                        "/properties/ipConfigurations/0/properties/privateIPAddress")
                                                .asString()),
                                machine.at("/properties/provisioningState")
                                                .asString()
                                                .equals("Succeeded")
                                        ? Wanted.Readiness.READY
                                        : Wanted.Readiness.NOT_READY));
    }

    private Seen seen() {
        return new Seen(
                Seen.HubState.READY, list(Bodies.PEERS).stream().map(Seen.Peering::of).toList());
    }

    private List<JsonNode> list(String path) {
        return cloud.get(path).body().orElseThrow().path("value").valueStream().toList();
    }
}
