package fairlead.host.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The programs that every machine and the daemon itself rely on and the host may lack: what Azure's
 * Debian image has for networks, and our own hands on the kernel. Only what is missing goes into
 * the layer.
 */
public final class ToolsLayer {

    /** A package and the program by which one sees that the host has it. */
    private static final Map<String, String> PROGRAMS = programs();

    /** For {@code /var/log/syslog} in machines. */
    private static final String SYSLOG = "busybox";

    private final Layers layers;

    public ToolsLayer(Layers layers) {
        this.layers = layers;
    }

    private static Map<String, String> programs() {
        var programs = new LinkedHashMap<String, String>();
        programs.put("iproute2", "ip");
        programs.put("nftables", "nft");
        programs.put("bubblewrap", "bwrap");
        programs.put("iptables", "iptables");
        programs.put("procps", "sysctl");
        programs.put("iputils-ping", "ping");
        programs.put("curl", "curl");
        programs.put("traceroute", "traceroute");
        programs.put("tcpdump", "tcpdump");
        programs.put("conntrack", "conntrack");
        programs.put(SYSLOG, "busybox");
        return programs;
    }

    /** The packages of the base set that this host does not have installed. */
    static List<String> lacking(Path usr) {
        return PROGRAMS.entrySet().stream()
                .filter(row -> Programs.find(usr, row.getValue()).isEmpty())
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * The layer of what the host lacks; empty if it lacks nothing. Fetched on first use.
     *
     * @throws PackageException if a program cannot be had; the message names it and the remedy
     */
    Optional<Layer> layer() throws PackageException, IOException, InterruptedException {
        var lacking = new ArrayList<>(lacking(Usr.HOST));
        boolean syslog = lacking.remove(SYSLOG);
        if (syslog) {
            // Distributions differ in what they call it, and a machine can do without.
            for (var name : List.of(SYSLOG, "busybox-static")) {
                var with = new ArrayList<>(lacking);
                with.add(name);
                try {
                    return Optional.of(layers.ensure(with));
                } catch (PackageException unknown) {
                    layers.tell("Without " + name + " so far: " + unknown.why());
                }
            }
        }
        return lacking.isEmpty() ? Optional.empty() : Optional.of(layers.ensure(lacking));
    }

    /**
     * Lays the missing programs over {@code /usr} in this mount namespace, the holder's, so that
     * every child process finds them. Does nothing if all are there, or if it has been done.
     *
     * @throws IOException if this process is not inside a holder
     * @throws PackageException if a program cannot be had, or overlays are refused
     */
    public void install() throws PackageException, IOException, InterruptedException {
        var layer = layer();
        if (layer.isEmpty() || Files.exists(Path.of("/usr/lib/fairlead", layer.get().hash()))) {
            return;
        }
        var merged = Usr.merged(List.of(layer.get()));
        var mounts = new ArrayList<>(List.of("mount --bind '" + merged + "' /usr"));
        for (var below : Usr.mountsBelow(Usr.HOST)) {
            mounts.add("mount --bind '" + below + "' '/usr/" + Usr.HOST.relativize(below) + "'");
        }
        var run = ProgramRun.of("", List.of("sh", "-ec", String.join("\n", mounts)));
        if (!run.ok()) {
            throw new PackageException("the tools cannot be laid over /usr: " + run.why());
        }
    }
}
