package fairlead.cloud;

import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.Resource;
import fairlead.azure.hub.Profile;
import fairlead.azure.types.Machine;
import fairlead.azure.vnet.Exits;
import fairlead.azure.vnet.Topology;
import fairlead.azure.vnet.Topology.IpForwarding;
import fairlead.azure.vnet.Topology.Nic;
import fairlead.host.desired.Blueprint;
import fairlead.host.desired.Mapping;
import fairlead.host.desired.PublicPart;
import fairlead.net.IpAddress;
import fairlead.net.MacAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The networks of a World as a traced packet meets them: with the instances of Route Servers, which
 * are no resources, and with what public addresses stand for.
 */
final class TraceNetwork {

    private final World world;
    private final Routing routing;
    private final Topology topology;
    private final Exits exits;
    private final Map<Integer, Nic> bySerial;

    TraceNetwork(World world, Profile profile) {
        this.world = world;
        this.routing = Routing.of(world, profile);
        this.topology = withInstances(routing);
        this.exits = exits();
        this.bySerial =
                topology.nics().values().stream().collect(Collectors.toMap(Nic::serial, n -> n));
    }

    Routing routing() {
        return routing;
    }

    Topology topology() {
        return topology;
    }

    Exits outside() {
        return exits;
    }

    Optional<Nic> nic(int serial) {
        return Optional.ofNullable(bySerial.get(serial));
    }

    /** The NICs of a machine that are placed, the primary one first. */
    List<Nic> nicsOf(Resource machine) {
        return MachinePlaces.nicsOf(machine, world.inventory()).stream()
                .flatMap(nic -> Optional.ofNullable(topology.nics().get(nic.id())).stream())
                .toList();
    }

    /** The serials of all NICs of the machine that has this one. */
    Set<Integer> siblings(int serial) {
        return nic(serial)
                .flatMap(this::machineOf)
                .map(machine ->
                        nicsOf(machine).stream().map(Nic::serial).collect(Collectors.toSet()))
                .orElse(Set.of(serial));
    }

    /** {@code nva_0 10.1.2.4}. */
    String name(Nic nic) {
        return machineOf(nic).map(machine -> Machine.of(machine).name()).orElse(nic.id().name())
                + " "
                + nic.primary();
    }

    private Optional<Resource> machineOf(Nic nic) {
        return world.inventory()
                .find(nic.id())
                .flatMap(resource -> MachinePlaces.machineOf(resource, world.inventory()));
    }

    private static Topology withInstances(Routing routing) {
        var plain = routing.topology();
        var nics = new HashMap<>(plain.nics());
        for (var server : routing.routeServers()) {
            var subnet =
                    plain.subnets().values().stream()
                            .filter(one ->
                                    one.vnet().equals(server.vnet())
                                            && one.prefix().equals(server.subnet()))
                            .findFirst()
                            .orElseThrow();
            for (int i = 0; i < server.instances().size(); i++) {
                var id = server.id().child("instances", server.id().name() + " instance " + i);
                int serial = Decisions.speakerSerial(server.serial(), i);
                nics.put(
                        id,
                        new Nic(
                                id,
                                serial,
                                subnet.id(),
                                new MacAddress(serial),
                                List.of(server.instances().get(i)),
                                IpForwarding.DISABLED));
            }
        }
        return new Topology(plain.vnets(), plain.subnets(), nics, plain.routeTables());
    }

    private Exits exits() {
        var vnets =
                topology.vnets().values().stream()
                        .collect(Collectors.toMap(Topology.Vnet::serial, vnet -> vnet));
        var outward = new HashMap<Exits.Inside, IpAddress>();
        var inward = new HashMap<IpAddress, ArmId>();
        for (var part :
                PublicParts.of(InventoryView.standing(world.inventory()), topology).values()) {
            if (!(part instanceof PublicPart(var address, int serial, var mapping))) {
                continue;
            }
            var vnet = Optional.ofNullable(vnets.get(serial)).orElseThrow();
            switch (mapping) {
                case Mapping.OneToOne(var inside) -> {
                    outward.put(new Exits.Inside(vnet.id(), inside), address);
                    topology.nicAt(List.of(vnet), inside)
                            .ifPresent(nic -> inward.put(address, nic.id()));
                }
                case Mapping.SourceNat(var backends) ->
                        backends.forEach(backend ->
                                outward.put(
                                        new Exits.Inside(vnet.id(), backend.privateAddress()),
                                        address));
            }
        }
        return new Exits(outward, inward, Blueprint.STANDARD.publicPool());
    }
}
