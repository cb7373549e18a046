package fairlead.box;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * How a daemon is started: {@code --state FOLDER --cloud NAME [--port N]}.
 *
 * @param state the folder of the cloud
 * @param port where the API listens; empty for the one it had, or the first free one from 8443
 */
record DaemonOptions(Path state, String cloud, OptionalInt port) {

    /**
     * @throws IllegalArgumentException naming the word that is wrong
     */
    static DaemonOptions parse(List<String> words) {
        Path state = Path.of("");
        var cloud = "default";
        var port = OptionalInt.empty();
        for (int i = 0; i < words.size(); i += 2) {
            if (i + 1 == words.size()) {
                throw new IllegalArgumentException(words.get(i) + " needs a value");
            }
            var value = words.get(i + 1);
            switch (words.get(i)) {
                case "--state" -> state = Path.of(value).toAbsolutePath().normalize();
                case "--cloud" -> cloud = value;
                case "--port" -> port = OptionalInt.of(port(value));
                default ->
                        throw new IllegalArgumentException(
                                "unknown option "
                                        + words.get(i)
                                        + "; known are --state, --cloud and --port");
            }
        }
        if (state.toString().isEmpty()) {
            throw new IllegalArgumentException("--state FOLDER is required");
        }
        return new DaemonOptions(state, cloud, port);
    }

    /** Where layers are shared with the user's other clouds. */
    Path cache() {
        return cache(System.getenv());
    }

    /** By the environment: in a user namespace the user data base says root whoever we are. */
    static Path cache(Map<String, String> environment) {
        var base = environment.getOrDefault("XDG_CACHE_HOME", "");
        var home = environment.getOrDefault("HOME", System.getProperty("user.home"));
        return (base.isBlank() ? Path.of(home, ".cache") : Path.of(base)).resolve("fairlead");
    }

    /** The private az that {@code libexec/az-root} makes; there, or not. */
    Path azRoot() {
        var given = System.getenv().getOrDefault("FAIRLEAD_AZ_ROOT", "");
        return given.isBlank() ? cache().resolve("az-2.74") : Path.of(given).toAbsolutePath();
    }

    /** The tree's own program that runs it. */
    Path az() {
        return tree().resolve("libexec/az");
    }

    /** The program that enters a private root. */
    Path inRoot() {
        return tree().resolve("libexec/in-root");
    }

    /** Words before a command that has to run inside the cloud's holder: the tree's own program. */
    List<String> intoHolder() {
        return List.of(tree().resolve("libexec/enter").toString(), state.toString());
    }

    private static Path tree() {
        return Path.of(System.getProperty("fairlead.tree", "")).toAbsolutePath();
    }

    static String version() {
        return System.getProperty("fairlead.version", "development");
    }

    private static int port(String text) {
        int port = text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("--port is " + text + "; it is 1 to 65535");
        }
        return port;
    }
}
