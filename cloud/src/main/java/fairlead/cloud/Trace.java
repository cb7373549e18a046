package fairlead.cloud;

import fairlead.azure.arm.ArmError;
import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.RefusedException;
import fairlead.azure.arm.Resource;
import fairlead.azure.hub.Profile;
import fairlead.azure.types.Machine;
import fairlead.azure.vnet.Path;
import fairlead.azure.vnet.Topology.Nic;
import fairlead.host.desired.Footprint;
import fairlead.host.desired.Footprints;
import fairlead.host.desired.Probe;
import fairlead.host.desired.Sighting;
import fairlead.net.IpAddress;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The way of a packet from a machine to an address: what the model predicts, and what a probe was
 * seen to do, side by side.
 */
public final class Trace {

    private final TraceNetwork network;
    private final Resource machine;
    private final Nic nic;
    private final IpAddress to;

    private Trace(TraceNetwork network, Resource machine, Nic nic, IpAddress to) {
        this.network = network;
        this.machine = machine;
        this.nic = nic;
        this.to = to;
    }

    /**
     * From the primary NIC of a machine.
     *
     * @param machine its id
     * @throws RefusedException 404 if there is no such machine or it has no NIC, 409 if it does not
     *     run, 400 if {@code address} is not an IPv4 address
     */
    public static Trace of(World world, Profile profile, String machine, String address)
            throws RefusedException {
        var found = machine(world, machine);
        if (world.seen().machine(found.serial()).state() != MachineSeen.State.RUNNING) {
            throw RefusedException.conflict(
                    "MachineNotRunning",
                    "The machine '"
                            + Machine.of(found).name()
                            + "' does not run, so it cannot send a probe. Start it with: fairlead az vm start");
        }
        var network = new TraceNetwork(world, profile);
        var nic =
                network.nicsOf(found).stream()
                        .findFirst()
                        .orElseThrow(() -> RefusedException.notFound(found.id()));
        return new Trace(network, found, nic, address(address));
    }

    /** The network namespace that the probe is sent from. */
    public String namespace() {
        return Decisions.namespace(machine.serial());
    }

    /** Whose address the probe has as its source. */
    public IpAddress source() {
        return nic.primary();
    }

    public IpAddress destination() {
        return to;
    }

    /** Whether what was seen until now includes an answer to the sender. */
    public boolean isAnswered(List<Sighting> seen) {
        return !Footprints.replies(seen, network.siblings(nic.serial())).isEmpty();
    }

    /**
     * Both ways as a document; {@code agrees} says whether they are one, {@code arrives} whether
     * the probe was seen where it was to go.
     */
    public ObjectNode json(Probe probe, List<Sighting> seen) {
        var prints =
                Footprints.of(
                        seen,
                        nic.serial(),
                        network::siblings,
                        serial ->
                                network.nic(serial)
                                        .filter(one -> one.addresses().contains(to))
                                        .isPresent());
        var path =
                Path.of(
                        network.topology(),
                        network.routing()::effective,
                        network.outside(),
                        nic,
                        to,
                        taken(prints));
        var rows = new TraceRows(network).rows(path, prints);
        var json =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("machine", Machine.of(machine).name())
                        .put("nic", nic.id().toString())
                        .put("source", probe.source().toString())
                        .put("destination", to.toString())
                        .put("protocol", probe.protocol().name().toLowerCase(java.util.Locale.ROOT))
                        .put("port", probe.port())
                        .put("sourcePort", probe.sourcePort());
        var hops = json.putArray("hops");
        for (var row : rows) {
            hops.addObject()
                    .put("predicted", row.predicted())
                    .put("seen", row.seen())
                    .put("agrees", row.agrees());
        }
        json.put("agrees", rows.stream().allMatch(TraceRows.Row::agrees))
                .put("predictedToArrive", path.arrives())
                .put("arrives", hasArrived(prints));
        var replies = json.putArray("replies");
        Footprints.replies(seen, network.siblings(nic.serial()))
                .forEach(reply ->
                        replies.addObject()
                                .put("from", reply.from().toString())
                                .put("error", reply.isError()));
        return json;
    }

    private List<ArmId> taken(List<Footprint> prints) {
        return prints.stream()
                .flatMap(print ->
                        print instanceof Footprint.Handed(int serial)
                                ? network.nic(serial).stream()
                                : java.util.stream.Stream.empty())
                .map(Nic::id)
                .toList();
    }

    private boolean hasArrived(List<Footprint> prints) {
        return !prints.isEmpty()
                && switch (prints.getLast()) {
                    case Footprint.Handed(int serial) ->
                            network.nic(serial)
                                    .filter(one -> one.addresses().contains(to))
                                    .isPresent();
                    case Footprint.Outside _, Footprint.Platform _ -> true;
                    case Footprint.Sent _, Footprint.Kept _, Footprint.Lost _ -> false;
                };
    }

    private static Resource machine(World world, String text) throws RefusedException {
        Optional<ArmId> id;
        try {
            id = Optional.of(ArmId.parse(text));
        } catch (IllegalArgumentException notAnId) {
            id = Optional.empty();
        }
        return id.filter(one -> MachinePlaces.isMachine(one.type()))
                .flatMap(one -> world.inventory().find(one))
                .orElseThrow(() ->
                        new RefusedException(
                                404,
                                new ArmError(
                                        "NotFound",
                                        "'" + text + "' is not the id of a machine of this cloud.",
                                        "machine")));
    }

    private static IpAddress address(String text) throws RefusedException {
        try {
            var address = IpAddress.parse(text);
            if (address.family() == IpAddress.Family.V4) {
                return address;
            }
        } catch (IllegalArgumentException notOne) {
            // Refused below, like an address of IPv6.
        }
        throw RefusedException.badRequest(
                "InvalidParameter",
                "The parameter address is '" + text + "', which is not an IPv4 address.");
    }
}
