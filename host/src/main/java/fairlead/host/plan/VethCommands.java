package fairlead.host.plan;

import java.util.ArrayList;
import java.util.List;

/** How a veth pair comes into being. */
final class VethCommands {

    private VethCommands() {}

    static List<Command> put(Veth veth) {
        var far = veth.far();
        var lines = new ArrayList<Command>();
        lines.add(
                new Command.Ip(
                        veth.namespace(),
                        "link add dev %s %s type veth peer name %s %s netns %s"
                                .formatted(
                                        veth.name(),
                                        words(veth.end()),
                                        far.name(),
                                        words(far.end()),
                                        far.namespace())));
        lines.add(
                new Command.Ip(
                        veth.namespace(),
                        "link set dev %s alias \"%s\"".formatted(veth.name(), veth.alias())));
        if (veth.end().state() == Veth.State.UP) {
            // The default is a random delay of up to 0.8 s before each answer of proxy ARP.
            lines.add(
                    new Command.Ip(
                            veth.namespace(),
                            "ntable change name arp_cache dev %s proxy_delay 0"
                                    .formatted(veth.name())));
        }
        // Neither end can be brought up by the command that makes the pair.
        up(lines, far.namespace(), far.name(), far.end());
        up(lines, veth.namespace(), veth.name(), veth.end());
        return List.copyOf(lines);
    }

    private static String words(Veth.End end) {
        return "address %s mtu %d%s"
                .formatted(
                        end.mac(),
                        end.mtu(),
                        end.state() == Veth.State.UP_WITHOUT_ARP ? " arp off" : "");
    }

    private static void up(List<Command> lines, String namespace, String name, Veth.End end) {
        if (end.state() != Veth.State.DOWN) {
            lines.add(new Command.Ip(namespace, "link set dev " + name + " up"));
        }
    }
}
