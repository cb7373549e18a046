package fairlead.host.desired;

import fairlead.host.plan.KernelObject;
import fairlead.host.plan.Neighbour;
import fairlead.host.plan.Nexthop;
import fairlead.host.plan.NftElement;
import fairlead.host.plan.Veth;
import fairlead.host.plan.Veth.End;
import fairlead.host.plan.Veth.Far;
import fairlead.host.plan.Veth.State;
import fairlead.net.Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A NIC: its wire, its addresses in every table that sees it, what it may send and be sent. */
final class NicObjects {

    private NicObjects() {}

    static List<KernelObject> of(Blueprint blueprint, NicPart nic) {
        var fabric = blueprint.fabric();
        var device = Names.nic(nic.serial());
        var objects = new ArrayList<KernelObject>();
        objects.add(wire(fabric, device, nic));
        // As a next hop a NIC is one object, whatever number of routes lead to it.
        objects.add(new Nexthop(fabric, nic.serial(), nic.addresses().getFirst(), device));
        objects.add(Wires.element(fabric, "marks", device, nic.subnetSerial()));
        if (nic.forwarding() == IpForwarding.ENABLED) {
            var own = ForwardedTraffic.chain(fabric, nic.home().space());
            objects.add(own);
            objects.add(element(fabric, "ip", "forwarding", device, ""));
            objects.add(element(fabric, "ip", "forwarders", device, "goto " + own.name()));
        }
        nic.home()
                .unforwardedOnly()
                .forEach(vnet ->
                        objects.add(element(fabric, "ip", "closed", vnet + " . " + device, "")));
        for (var address : nic.addresses()) {
            objects.add(new Neighbour(fabric, device, address, nic.mac()));
            Stream.concat(Stream.of(nic.home().vnetSerial()), nic.home().seenFrom().stream())
                    .distinct()
                    .map(vnet ->
                            Wires.route(fabric, Names.table(vnet), Prefix.host(address), device))
                    .forEach(objects::add);
            for (var family : List.of("ip", "arp")) {
                objects.add(element(fabric, family, "owned", device + " . " + address, ""));
            }
        }
        return List.copyOf(objects);
    }

    private static NftElement element(
            String fabric, String family, String set, String element, String value) {
        return new NftElement(fabric, family, FabricGround.TABLE, set, element, value);
    }

    private static Veth wire(String fabric, String device, NicPart nic) {
        var guest = nic.attachment();
        return new Veth(
                fabric,
                device,
                new End(Names.FABRIC_MAC, Wires.ANY_SIZE, State.UP),
                new Far(
                        guest.namespace(),
                        guest.device(),
                        new End(nic.mac(), guest.mtu(), State.UP)));
    }
}
