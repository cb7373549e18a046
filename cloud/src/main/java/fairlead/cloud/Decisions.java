package fairlead.cloud;

import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.Resource;
import fairlead.azure.arm.Resources;
import fairlead.azure.hub.Profile;
import fairlead.azure.hub.RouteServer;
import fairlead.azure.hub.WantedSpeaker;
import fairlead.azure.types.InternalDomain;
import fairlead.azure.types.Machine;
import fairlead.azure.types.NetworkInterface;
import fairlead.azure.types.Types;
import fairlead.azure.vnet.EffectiveRoutes;
import fairlead.azure.vnet.Platform;
import fairlead.azure.vnet.Topology;
import fairlead.host.desired.Attachment;
import fairlead.host.desired.Home;
import fairlead.host.desired.IpForwarding;
import fairlead.host.desired.NamespacePart;
import fairlead.host.desired.NicPart;
import fairlead.host.desired.Part;
import fairlead.host.desired.PartKey;
import fairlead.host.desired.VnetPart;
import fairlead.net.MacAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * What follows from a World for this host. Decided by virtual network: a change decides those
 * networks again that it touches and their peers, never the whole cloud.
 */
public final class Decisions {

    private final Profile profile;

    public Decisions(Profile profile) {
        this.profile = profile;
    }

    /** Everything, from nothing. */
    public Decided all(World world) {
        var routing = Routing.of(world, profile);
        var standing = InventoryView.standing(world.inventory());
        var decided = Decided.NOTHING;
        for (var vnet : routing.topology().vnets().values()) {
            decided =
                    new Decided(
                            decided.vnets().plus(vnet.id(), vnet(vnet, routing, standing)),
                            decided.publicAddresses(),
                            decided.machines());
        }
        return new Decided(
                decided.vnets(),
                PublicParts.of(standing, routing.topology()),
                machines(standing, routing));
    }

    /**
     * The decision after {@code facts}.
     *
     * @param before what was decided before them
     */
    public Decided after(Decided before, List<Fact> facts, World world) {
        var touched = touched(facts);
        if (touched.isEmpty()) {
            return before;
        }
        var routing = Routing.of(world, profile);
        var standing = InventoryView.standing(world.inventory());
        var vnets = before.vnets();
        for (var id : affected(touched, before, routing, standing)) {
            var vnet = routing.topology().vnets().get(id);
            vnets = vnet == null ? vnets.minus(id) : vnets.plus(id, vnet(vnet, routing, standing));
        }
        return new Decided(
                vnets, PublicParts.of(standing, routing.topology()), machines(standing, routing));
    }

    /**
     * The resources and Route Servers that facts are about; what is only observed of machines and
     * the host decides nothing.
     */
    private static Set<ArmId> touched(List<Fact> facts) {
        var touched = new HashSet<ArmId>();
        for (var fact : facts) {
            switch (fact) {
                case Fact.Written(var resource) -> touched.add(resource.id());
                case Fact.Removed(var id) -> touched.add(id);
                case Fact.RoutesHeard(var session, _, _) -> touched.add(session.hub());
                case Fact.AllHeard(var session) -> touched.add(session.hub());
                case Fact.OperationStarted _, Fact.OperationEnded _, Fact.OperationForgotten _ -> {}
                case Fact.HostInForce _,
                        Fact.HostUnable _,
                        Fact.MachineObserved _,
                        Fact.SessionObserved _ -> {}
            }
        }
        return touched;
    }

    /** The networks that touched resources are in, were in, or shape, and the peers of those. */
    private static Set<ArmId> affected(
            Set<ArmId> touched, Decided before, Routing routing, Resources standing) {
        var topology = routing.topology();
        var affected = new HashSet<ArmId>();
        touched.forEach(id -> affected.addAll(networksOf(id.root(), before, routing, standing)));
        for (var id : List.copyOf(affected)) {
            var vnet = topology.vnets().get(id);
            if (vnet != null) {
                topology.connectedPeerings(vnet).forEach(peering -> affected.add(peering.remote()));
            }
        }
        return affected;
    }

    private static Set<ArmId> networksOf(
            ArmId root, Decided before, Routing routing, Resources standing) {
        var topology = routing.topology();
        var type = root.type();
        var networks = new HashSet<ArmId>();
        if (type.equals(Types.VIRTUAL_NETWORKS)) {
            networks.add(root);
        } else if (type.equals(Types.VIRTUAL_HUBS)) {
            routing.routeServer(root).ifPresent(server -> networks.add(server.vnet()));
        } else if (type.equals(Types.ROUTE_TABLES)) {
            topology.subnets().values().stream()
                    .filter(subnet -> subnet.routeTable().filter(root::equals).isPresent())
                    .forEach(subnet -> networks.add(subnet.vnet()));
        } else if (type.equals(Types.NICS) || type.equals(Types.SCALE_SETS)) {
            topology.nics().values().stream()
                    .filter(nic -> nic.id().root().equals(root))
                    .forEach(nic -> networks.add(topology.subnet(nic.subnet()).vnet()));
        } else if (type.equals(Types.VIRTUAL_MACHINES)) {
            standing.find(root).stream()
                    .flatMap(machine -> MachinePlaces.nicsOf(machine, standing).stream())
                    .flatMap(nic -> Stream.ofNullable(topology.nics().get(nic.id())))
                    .forEach(nic -> networks.add(topology.subnet(nic.subnet()).vnet()));
        }
        before.vnets()
                .forEach((id, decision) -> {
                    if (decision.shapedBy().contains(root)) {
                        networks.add(id);
                    }
                });
        return networks;
    }

    private VnetDecision vnet(Topology.Vnet vnet, Routing routing, Resources standing) {
        var topology = routing.topology();
        var translate = new VnetParts(topology, vnet);
        var parts = new ArrayList<Part>();
        var routes = new HashMap<ArmId, EffectiveRoutes>();
        var shapedBy = new HashSet<ArmId>();
        parts.add(new VnetPart(vnet.serial()));
        for (var subnet : topology.subnets().values()) {
            if (subnet.vnet().equals(vnet.id())) {
                var effective = routing.effective(subnet.id());
                routes.put(subnet.id(), effective);
                subnet.routeTable().ifPresent(shapedBy::add);
                parts.add(translate.subnet(subnet, effective));
            }
        }
        for (var nic : topology.nics().values()) {
            if (topology.subnet(nic.subnet()).vnet().equals(vnet.id())) {
                shapedBy.add(nic.id().root());
                standing.find(nic.id())
                        .flatMap(resource -> MachinePlaces.machineOf(resource, standing))
                        .ifPresent(machine -> {
                            shapedBy.add(machine.id().root());
                            parts.add(new NamespacePart(namespace(machine.serial())));
                            parts.add(translate.nic(nic, attachment(machine, nic.id())));
                        });
            }
        }
        vnet.peerings().forEach(peering -> shapedBy.add(peering.remote()));
        var speakers = new ArrayList<VnetDecision.SpeakerPlace>();
        for (var server : routing.routeServers()) {
            if (server.vnet().equals(vnet.id())) {
                shapedBy.add(server.id());
                speakers.addAll(speakers(server, topology, translate.home(), parts));
            }
        }
        return new VnetDecision(byKey(parts), routes, speakers, shapedBy);
    }

    private List<VnetDecision.SpeakerPlace> speakers(
            RouteServer server, Topology topology, Home home, List<Part> parts) {
        var places = new ArrayList<VnetDecision.SpeakerPlace>();
        var subnet =
                topology.subnets().values().stream()
                        .filter(one ->
                                one.vnet().equals(server.vnet())
                                        && one.prefix().equals(server.subnet()))
                        .findFirst()
                        .orElseThrow();
        for (var speaker : WantedSpeaker.of(server, topology, profile)) {
            int serial = speakerSerial(server.serial(), speaker.instance());
            var namespace = "fl-rs" + server.serial() + "-" + speaker.instance();
            var mac = new MacAddress(0x020d_0000_0000L | serial);
            parts.add(new NamespacePart(namespace));
            parts.add(
                    new NicPart(
                            serial,
                            home,
                            subnet.serial(),
                            mac,
                            List.of(speaker.address()),
                            IpForwarding.DISABLED,
                            new Attachment(namespace, "eth0", VnetParts.MTU)));
            places.add(
                    new VnetDecision.SpeakerPlace(
                            speaker,
                            namespace,
                            new MachineWanted.Nic(
                                    "eth0",
                                    mac,
                                    speaker.address(),
                                    subnet.prefix().length(),
                                    subnet.prefix().address(1))));
        }
        return places;
    }

    /**
     * Instances have no resource, so their serials lie above those of resources: two bits say which
     * instance.
     */
    static int speakerSerial(int hubSerial, int instance) {
        return (instance + 1) << 22 | hubSerial;
    }

    private static PMap<Integer, MachineWanted> machines(Resources standing, Routing routing) {
        var machines = HashTreePMap.<Integer, MachineWanted>empty();
        for (var type : MachinePlaces.MACHINES) {
            for (var machine : standing.ofType(type).toList()) {
                machines =
                        machines.plus(
                                machine.serial(), machine(machine, standing, routing.topology()));
            }
        }
        return machines;
    }

    private static MachineWanted machine(Resource resource, Resources standing, Topology topology) {
        var machine = Machine.of(resource);
        var nics = new ArrayList<MachineWanted.Nic>();
        var used = MachinePlaces.nicsOf(resource, standing);
        for (var nic : used) {
            var placed = topology.nics().get(nic.id());
            if (placed != null) {
                var prefix = topology.subnet(placed.subnet()).prefix();
                nics.add(
                        new MachineWanted.Nic(
                                MachinePlaces.device(resource, nic.id()),
                                placed.mac(),
                                placed.primary(),
                                prefix.length(),
                                prefix.address(1)));
            }
        }
        return new MachineWanted(
                machine.serial(),
                MachineSeen.isWanted(resource) ? MachineWanted.Power.ON : MachineWanted.Power.OFF,
                resource.body().path(Hidden.BOOTS).asInt(0),
                namespace(machine.serial()),
                machine.computerName(),
                nics,
                resolver(used, standing),
                new MachineWanted.Guest(
                        machine.adminUsername().orElse("azureuser"),
                        machine.sshKeys(),
                        machine.customData().map(Decisions::decoded).orElse("")));
    }

    /**
     * A NIC's DNS servers count before its network's, and these before Azure's own. Only Azure's
     * know the network's domain.
     */
    private static MachineWanted.Resolver resolver(List<Resource> nics, Resources standing) {
        var primary = nics.stream().findFirst();
        var vnet =
                primary.map(nic -> NetworkInterface.of(nic, standing).subnet())
                        .flatMap(ArmId::parent)
                        .flatMap(standing::find);
        if (vnet.isEmpty()) {
            return new MachineWanted.Resolver(List.of(Platform.WIRE_SERVER), InternalDomain.NONE);
        }
        var servers = InternalDomain.servers(primary.orElseThrow(), vnet.get());
        return servers.isEmpty()
                ? new MachineWanted.Resolver(
                        List.of(Platform.WIRE_SERVER), InternalDomain.of(vnet.get()))
                : new MachineWanted.Resolver(servers, InternalDomain.NONE);
    }

    private static String decoded(String base64) {
        return new String(Base64.getMimeDecoder().decode(base64), StandardCharsets.UTF_8);
    }

    private static Attachment attachment(Resource machine, ArmId nic) {
        return new Attachment(
                namespace(machine.serial()), MachinePlaces.device(machine, nic), VnetParts.MTU);
    }

    static String namespace(int machineSerial) {
        return "fl-m" + machineSerial;
    }

    private static Map<PartKey, Part> byKey(Collection<Part> parts) {
        var byKey = new HashMap<PartKey, Part>();
        parts.forEach(part -> byKey.put(part.key(), part));
        return byKey;
    }
}
