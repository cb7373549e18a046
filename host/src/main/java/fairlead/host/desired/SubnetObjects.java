package fairlead.host.desired;

import fairlead.host.desired.Forwarding.Action;
import fairlead.host.plan.KernelObject;
import fairlead.host.plan.Route;
import fairlead.host.plan.Route.Target;
import fairlead.net.Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** A subnet: the table that its NICs' packets meet first, and the rules that lead there. */
final class SubnetObjects {

    private SubnetObjects() {}

    static List<KernelObject> of(Blueprint blueprint, SubnetPart subnet) {
        var fabric = blueprint.fabric();
        int table = Names.table(subnet.serial());
        var objects = new ArrayList<KernelObject>(MarkTree.branch(fabric, subnet.serial()));
        objects.add(MarkTree.first(fabric, subnet.serial(), table));
        objects.add(MarkTree.second(fabric, subnet.serial(), Names.table(subnet.vnetSerial())));
        objects.add(
                Wires.element(
                        fabric, "homes", String.valueOf(subnet.serial()), subnet.vnetSerial()));
        var targets = new TreeMap<Prefix, Target>();
        // The virtual network's table must not catch what no entry lets through.
        targets.put(Prefix.ALL_V4, new Target.Blackhole());
        subnet.entries()
                .forEach(entry ->
                        targets.put(entry.prefix(), target(entry.action(), subnet.vnetSerial())));
        for (var address : List.of(Names.WIRE_SERVER, Names.METADATA)) {
            targets.put(Prefix.host(address), new Target.Throw());
        }
        targets.forEach((prefix, target) -> objects.add(new Route(fabric, table, prefix, target)));
        return List.copyOf(objects);
    }

    private static Target target(Action action, int vnetSerial) {
        return switch (action) {
            case Action.Local() -> new Target.Throw();
            case Action.Drop() -> new Target.Blackhole();
            case Action.Internet() -> new Target.Device(Names.up(vnetSerial));
            case Action.Appliances(var serials) -> new Target.Nexthops(serials);
        };
    }
}
