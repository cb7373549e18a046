package fairlead.bgpd.control;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Where control sockets are, unless somebody says otherwise. */
public final class ControlPath {

    private static final String SUFFIX = ".sock";
    private static final String PREFIX = "bgp-";

    private ControlPath() {}

    /** {@code bgp-NAME.sock} in {@link #folder}, for a file called {@code NAME.yaml}. */
    public static Path of(Path config, Map<String, String> environment, String user) {
        var name = String.valueOf(config.getFileName()).replaceFirst("\\.ya?ml$", "");
        return folder(environment, user).resolve(PREFIX + name + SUFFIX);
    }

    /** Every socket in {@link #folder}, whether its server lives or not. */
    public static List<Path> all(Map<String, String> environment, String user) throws IOException {
        var folder = folder(environment, user);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(ControlPath::isOne).sorted().toList();
        }
    }

    /**
     * {@code /run/fairlead} for root, else {@code $XDG_RUNTIME_DIR/fairlead}, else {@code
     * /tmp/fairlead-USER}.
     */
    private static Path folder(Map<String, String> environment, String user) {
        if (user.equals("root")) {
            return Path.of("/run/fairlead");
        }
        var runtime = environment.getOrDefault("XDG_RUNTIME_DIR", "");
        return runtime.isEmpty() ? Path.of("/tmp/fairlead-" + user) : Path.of(runtime, "fairlead");
    }

    private static boolean isOne(Path file) {
        var name = String.valueOf(file.getFileName());
        return name.startsWith(PREFIX) && name.endsWith(SUFFIX);
    }
}
