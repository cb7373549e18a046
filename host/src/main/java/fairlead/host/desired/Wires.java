package fairlead.host.desired;

import fairlead.host.plan.FarEnd;
import fairlead.host.plan.KernelObject;
import fairlead.host.plan.NftElement;
import fairlead.host.plan.Route;
import fairlead.host.plan.Veth;
import fairlead.host.plan.Veth.End;
import fairlead.host.plan.Veth.Far;
import fairlead.host.plan.Veth.State;
import fairlead.net.Prefix;
import java.util.List;

/** The kinds of veth pair. */
final class Wires {

    /** On the fabric's side no packet is ever too big, so it never says so; the receiver drops. */
    static final int ANY_SIZE = 65535;

    private Wires() {}

    /**
     * A wire without neighbours: neither end resolves anything, and equal MAC addresses at both
     * ends make each take what the other sends.
     */
    static List<KernelObject> unnumbered(
            String namespace, String name, String farNamespace, String far, int mtu) {
        var end = new End(Names.FABRIC_MAC, mtu, State.UP_WITHOUT_ARP);
        var near = new Veth(namespace, name, end, new Far(farNamespace, far, end));
        return List.of(near, new FarEnd(farNamespace, far, near.key()));
    }

    /** What a map of devices says of one of them. */
    static NftElement element(String namespace, String map, String device, int value) {
        return new NftElement(
                namespace, "ip", FabricGround.TABLE, map, device, Integer.toString(value));
    }

    /** Everything to {@code prefix} goes out by {@code device}. */
    static Route route(String namespace, int table, Prefix prefix, String device) {
        return new Route(namespace, table, prefix, new Route.Target.Device(device));
    }
}
