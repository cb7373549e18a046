package fairlead.host.machine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The step {@code packages}. Where the layer was in the cache when the machine started it is part
 * of {@code /usr} already; otherwise it is fetched now, and an overlay with it is laid over {@code
 * /usr} in the machine's own mount namespace. Mounting early is the usual case and the sturdier
 * one: nothing that runs then has files open below the new mount.
 */
record PackageStep(MachineFolder folder, Guest guest, Layers layers, CloudInitLog log) {

    ProgramRun install(List<String> packages)
            throws PackageException, IOException, InterruptedException {
        log.line("Reading package lists...");
        var layer = layers.telling(log::tell).ensure(packages);
        log.line(
                "The following packages are laid over /usr: " + String.join(" ", layer.packages()));
        if (!guest.sh("", "test -d \"/usr/lib/fairlead/$1\"", layer.hash()).ok()) {
            mount(layer);
        }
        folder.fact("layer", layer.hash());
        var run = guest.sh("", "exec /usr/local/sbin/fl-configure \"$1\" 2>&1", layer.hash());
        if (!run.output().isBlank()) {
            log.line(run.output().stripTrailing());
        }
        return run;
    }

    private void mount(Layer layer) throws PackageException, IOException, InterruptedException {
        var lower = new ArrayList<String>();
        lower.add(Usr.LAYERS_INSIDE + "/" + layer.hash() + "/usr");
        Optional<Layer> tools = new ToolsLayer(layers).layer();
        tools.ifPresent(found -> lower.add(Usr.LAYERS_INSIDE + "/" + found.hash() + "/usr"));
        lower.add(Usr.HOST.toString());
        var fresh = "/run/fairlead/usr";
        var made = guest.sh("", "mkdir -p \"$1\"", fresh);
        if (!made.ok()) {
            throw new PackageException("the layer cannot be mounted: " + made.why());
        }
        Usr.overlay(Sandbox.enter(guest.mark()), lower, fresh);
        // What lies below /usr, its local part and the shims, moves along.
        var moved =
                guest.sh(
                        "",
                        """
                        for below in $(cut -d ' ' -f 5 /proc/self/mountinfo | grep '^/usr/'); do
                            [ ! -e "$1/${below#/usr/}" ] || mount --bind "$below" "$1/${below#/usr/}"
                        done
                        mount --rbind "$1" /usr
                        umount -l "$1"
                        """,
                        fresh);
        if (!moved.ok()) {
            throw new PackageException("the layer cannot be laid over /usr: " + moved.why());
        }
    }
}
