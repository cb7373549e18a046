package fairlead.host.desired;

import fairlead.host.plan.KernelObject;
import fairlead.host.plan.Loopback;
import fairlead.host.plan.Namespace;
import fairlead.host.plan.Rule;
import fairlead.net.Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A virtual network: its table, its door to the edge, its platform namespace. */
final class VnetObjects {

    private VnetObjects() {}

    static List<KernelObject> of(Blueprint blueprint, int serial) {
        var objects = new ArrayList<KernelObject>();
        objects.addAll(table(blueprint.fabric(), serial));
        objects.addAll(door(blueprint.fabric(), blueprint.edge(), serial));
        objects.addAll(platform(blueprint.fabric(), blueprint.platform(serial), serial));
        return List.copyOf(objects);
    }

    /** The table of host routes ends in the sink: an unknown address is met with silence. */
    private static List<KernelObject> table(String fabric, int serial) {
        var objects = new ArrayList<KernelObject>(MarkTree.branch(fabric, serial));
        objects.add(MarkTree.first(fabric, serial, Names.table(serial)));
        objects.add(Wires.route(fabric, Names.table(serial), Prefix.ALL_V4, Names.SINK));
        return objects;
    }

    private static List<KernelObject> door(String fabric, String edge, int serial) {
        var up = Names.up(serial);
        var down = Names.down(serial);
        var objects = new ArrayList<>(Wires.unnumbered(fabric, up, edge, down, Wires.ANY_SIZE));
        objects.add(Wires.element(fabric, "marks", up, serial));
        objects.add(Wires.element(edge, "vnets", down, serial));
        objects.add(Wires.element(edge, "zones", down, Names.zone(serial)));
        objects.add(Wires.route(edge, Names.table(serial), Prefix.ALL_V4, down));
        objects.add(
                new Rule(
                        edge,
                        serial,
                        new Rule.Match.MarkFrom(serial, Names.SERIAL_MASK, Names.WAN),
                        new Rule.Action.Lookup(Names.table(serial))));
        return objects;
    }

    private static List<KernelObject> platform(String fabric, String platform, int serial) {
        var near = Names.platform(serial);
        var far = Names.platformFar(serial);
        var objects =
                new ArrayList<>(Wires.unnumbered(fabric, near, platform, far, Wires.ANY_SIZE));
        objects.add(new Namespace(platform));
        objects.add(Sysctls.answering(platform));
        objects.add(new Loopback(platform, Set.of(Names.WIRE_SERVER, Names.METADATA)));
        objects.add(Wires.route(platform, Names.MAIN_TABLE, Prefix.ALL_V4, far));
        objects.add(Wires.element(fabric, "marks", near, serial));
        for (var address : List.of(Names.WIRE_SERVER, Names.METADATA)) {
            objects.add(Wires.route(fabric, Names.table(serial), Prefix.host(address), near));
        }
        return objects;
    }
}
