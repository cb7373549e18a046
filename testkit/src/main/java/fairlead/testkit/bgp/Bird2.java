package fairlead.testkit.bgp;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** BIRD 2.0.12. */
public final class Bird2 extends Bird {

    @Override
    public String title() {
        return "BIRD 2.0.12";
    }

    @Override
    public Set<Quirk> quirks() {
        return Set.of(Quirk.CUTS_COMMUNITIES);
    }

    @Override
    String bfd(PeerOption.Bfd bfd) {
        var interval = "{ interval %d ms; multiplier 3; }".formatted(bfd.milliseconds());
        return "protocol bfd { interface \"*\" %s; multihop %s; }\n".formatted(interval, interval);
    }

    @Override
    String origins(RouterConfig config) {
        return originate(config, false, "ipv4;") + originate(config, true, "ipv6;");
    }

    @Override
    List<String> families(RouterConfig config, NeighbourConfig neighbour, List<String> channel) {
        var lines = new ArrayList<String>();
        var families = neighbour.families();
        if (families.v4()) {
            lines.add("ipv4 { " + String.join(" ", channel) + " };");
        }
        if (families.v6()) {
            var nextHop = neighbour.v6() ? "" : " next hop address " + config.address6() + ";";
            lines.add("ipv6 { " + String.join(" ", channel) + nextHop + " };");
        }
        return lines;
    }

    @Override
    public List<Program> programs(RouterConfig config, Path folder) {
        return List.of(
                Program.inPrivateRoot(folder, "bird", "-f", "-c", folder.resolve(FILE).toString()));
    }

    @Override
    public Console console(Path folder, Console inside) {
        return inside.through("/usr/sbin/birdc");
    }
}
