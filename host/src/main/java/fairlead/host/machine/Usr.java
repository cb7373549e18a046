package fairlead.host.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Merged {@code /usr} trees: layers over the host's own, by a read-only overlay in the holder's
 * mount namespace, one mount per combination, shared by all machines that have it. They lie in the
 * holder's private {@code /run} and are gone with it.
 *
 * <p>The host's tree is taken from where the holder has kept it, not from {@code /usr}: that may
 * already be merged, and overlays nest only two deep.
 */
final class Usr {

    /** The host's {@code /usr} as it was, in the holder and in machines. */
    static final Path HOST = Path.of("/run/fairlead/host-usr");

    /** Where a machine sees the folder of layers while it waits for one. */
    static final String LAYERS_INSIDE = "/run/fairlead/layers";

    private static final Path MOUNTS = Path.of("/run/fairlead/usr");

    private Usr() {}

    /** The tree with these layers on top, the first uppermost; mounted if it is not yet. */
    static synchronized Path merged(List<Layer> layers)
            throws IOException, PackageException, InterruptedException {
        if (!Files.isDirectory(HOST.resolve("bin"))) {
            throw new IOException(
                    HOST
                            + " is missing: this process does not run in the cloud's holder; start it"
                            + " through libexec/enter");
        }
        if (layers.isEmpty()) {
            return HOST;
        }
        var place =
                MOUNTS.resolve(layers.stream().map(Layer::hash).collect(Collectors.joining("-")));
        if (!isMounted(place)) {
            Files.createDirectories(place);
            var lower =
                    new ArrayList<>(layers.stream().map(layer -> layer.usr().toString()).toList());
            lower.add(HOST.toString());
            overlay(List.of(), lower, place.toString());
        }
        return place;
    }

    /** Puts an overlay somewhere; {@code before} are the words that enter another namespace. */
    static void overlay(List<String> before, List<String> lower, String place)
            throws PackageException, InterruptedException {
        var command = new ArrayList<>(before);
        var dirs = lower.stream().map(Usr::escaped).collect(Collectors.joining(":"));
        command.addAll(
                List.of("mount", "-t", "overlay", "overlay", "-o", "ro,lowerdir=" + dirs, place));
        var mount = ProgramRun.of("", command);
        if (!mount.ok()) {
            throw new PackageException(
                    "layers need overlayfs, and this kernel ("
                            + System.getProperty("os.version")
                            + ") refuses it: "
                            + mount.why()
                            + "; without root, Linux 5.11 or newer is needed. Otherwise install the"
                            + " packages on the host");
        }
    }

    static boolean isMounted(Path place) throws IOException {
        try (var mounts = Files.lines(Path.of("/proc/self/mountinfo"))) {
            return mounts.anyMatch(line -> line.split(" ", 6)[4].equals(place.toString()));
        }
    }

    /** Mounts inside a tree, outermost first; an overlay of the tree does not show them. */
    static List<Path> mountsBelow(Path tree) throws IOException {
        try (var mounts = Files.lines(Path.of("/proc/self/mountinfo"))) {
            return mounts.map(line -> Path.of(line.split(" ", 6)[4]))
                    .filter(place -> place.startsWith(tree) && !place.equals(tree))
                    .toList();
        }
    }

    private static String escaped(String path) {
        return path.replace("\\", "\\\\").replace(":", "\\:").replace(",", "\\,");
    }
}
