package fairlead.cloud;

import fairlead.azure.arm.ArmId;
import fairlead.azure.vnet.EffectiveRoutes;
import fairlead.azure.vnet.NextHop;
import fairlead.azure.vnet.Topology;
import fairlead.host.desired.Attachment;
import fairlead.host.desired.Forwarding;
import fairlead.host.desired.Forwarding.Action;
import fairlead.host.desired.Home;
import fairlead.host.desired.IpForwarding;
import fairlead.host.desired.NicPart;
import fairlead.host.desired.SubnetPart;
import fairlead.net.IpAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** From a virtual network with its effective routes to the parts that a host holds of it. */
final class VnetParts {

    /** What Azure's Linux images use. */
    static final int MTU = 1500;

    private final Topology topology;
    private final Topology.Vnet vnet;
    private final Home home;
    private final Map<IpAddress, Integer> nicByAddress = new HashMap<>();

    VnetParts(Topology topology, Topology.Vnet vnet) {
        this.topology = topology;
        this.vnet = vnet;
        this.home =
                new Home(
                        vnet.serial(),
                        vnet.addressSpace(),
                        serials(topology.reaching(vnet)),
                        serials(topology.takenUnforwarded(vnet)));
        // The own network comes last, so that its addresses win where spaces overlap.
        topology.reachedFrom(vnet).forEach(peer -> note(peer.id()));
        note(vnet.id());
    }

    private static List<Integer> serials(List<Topology.Vnet> vnets) {
        return vnets.stream().map(Topology.Vnet::serial).toList();
    }

    /** The network as its NICs' parts have it. */
    Home home() {
        return home;
    }

    private void note(ArmId owner) {
        topology.nics().values().stream()
                .filter(nic -> topology.subnet(nic.subnet()).vnet().equals(owner))
                .forEach(nic ->
                        nic.addresses()
                                .forEach(address -> nicByAddress.put(address, nic.serial())));
    }

    SubnetPart subnet(Topology.Subnet subnet, EffectiveRoutes routes) {
        return new SubnetPart(
                subnet.serial(),
                vnet.serial(),
                routes.routes().stream()
                        .filter(entry -> entry.state() == EffectiveRoutes.State.ACTIVE)
                        .map(entry -> new Forwarding(entry.prefix(), action(entry.nextHop())))
                        .toList());
    }

    NicPart nic(Topology.Nic nic, Attachment attachment) {
        return new NicPart(
                nic.serial(),
                home,
                topology.subnet(nic.subnet()).serial(),
                nic.mac(),
                nic.addresses(),
                nic.forwarding() == Topology.IpForwarding.ENABLED
                        ? IpForwarding.ENABLED
                        : IpForwarding.DISABLED,
                attachment);
    }

    private Action action(NextHop nextHop) {
        return switch (nextHop) {
            case NextHop.VnetLocal() -> new Action.Local();
            case NextHop.VnetPeering _ -> new Action.Local();
            case NextHop.Internet() -> new Action.Internet();
            case NextHop.VirtualNetworkGateway(var addresses) -> appliances(addresses);
            case NextHop.VirtualAppliance(var address) -> appliances(List.of(address));
            case NextHop.None() -> new Action.Drop();
        };
    }

    /**
     * An appliance that does not exist, or may not be reached, swallows its packets, as in Azure.
     */
    private Action appliances(List<IpAddress> addresses) {
        var serials =
                addresses.stream()
                        .filter(nicByAddress::containsKey)
                        .map(nicByAddress::get)
                        .toList();
        return serials.isEmpty() ? new Action.Drop() : new Action.Appliances(serials);
    }
}
