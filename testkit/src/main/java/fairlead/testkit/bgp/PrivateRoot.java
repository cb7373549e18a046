package fairlead.testkit.bgp;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The folder that {@code libexec/bgp-daemons} makes, and the way into it. */
public final class PrivateRoot {

    private PrivateRoot() {}

    /** Why nothing can be run there; empty if it can. */
    public static Optional<String> missing() {
        var folder =
                Optional.ofNullable(System.getenv("FAIRLEAD_BGP_DAEMONS"))
                        .map(Path::of)
                        .orElseGet(() -> cache().resolve("fairlead/bgp-daemons"));
        return Files.exists(folder.resolve("complete"))
                ? Optional.empty()
                : Optional.of("needs " + folder + ", which libexec/bgp-daemons makes");
    }

    /** A command line that runs a program there, with {@code run} as its /run. */
    public static List<String> command(Path run, List<String> program) {
        var command = new ArrayList<>(List.of(script().toString(), "--run", run.toString()));
        command.addAll(program);
        return command;
    }

    private static Path cache() {
        return Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"));
    }

    /** Modules are tested in their own folders, one below the tree. */
    private static Path script() {
        for (var at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            var script = at.resolve("libexec/bgp-daemon");
            if (Files.isExecutable(script)) {
                return script;
            }
        }
        throw new IllegalStateException(
                "no libexec/bgp-daemon above " + Path.of("").toAbsolutePath());
    }
}
