package fairlead.bench.bgp;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who is measured: the word for the command line, the name in tables, configuration, command. */
enum Daemon {
    BIRD2("bird2", "BIRD 2", "bird2", RouteServerConfig::bird2) {
        @Override
        List<String> command(Path tree, Path config) {
            return ofPrivateRoot(
                    tree,
                    config,
                    "bird",
                    "-f",
                    "-c",
                    config.toString(),
                    "-s",
                    config.resolveSibling("control").toString());
        }

        /** As {@code birdc configure}: a signal would be looked at within 3 s. */
        @Override
        void reload(Process process, Path config) throws IOException {
            var control = UnixDomainSocketAddress.of(config.resolveSibling("control"));
            try (var channel = SocketChannel.open(control)) {
                channel.write(ByteBuffer.wrap("configure\n".getBytes(StandardCharsets.US_ASCII)));
                var answer = ByteBuffer.allocate(1 << 12);
                while (!text(answer).contains("\n0003 ")) {
                    if (channel.read(answer) <= 0 || text(answer).matches("(?s).*\n[89].*")) {
                        throw new IOException("BIRD: " + text(answer));
                    }
                }
            }
        }

        private static String text(ByteBuffer answer) {
            return new String(answer.array(), 0, answer.position(), StandardCharsets.US_ASCII);
        }
    },
    FAIRLEAD("fairlead", "Fairlead", "", RouteServerConfig::fairlead) {
        @Override
        List<String> command(Path tree, Path config) {
            return List.of(
                    tree.resolve("fairlead").toString(),
                    "bgp",
                    config.toString(),
                    "--control",
                    config.resolveSibling("control").toString());
        }
    },
    FRR("frr", "FRR", "frr", RouteServerConfig::frr) {
        @Override
        List<String> command(Path tree, Path config) {
            return ofPrivateRoot(tree, config, "frr-bgpd", "-Z", "-n", "-f", config.toString());
        }
    },
    OPENBGPD("openbgpd", "OpenBGPD", "openbgpd", RouteServerConfig::openbgpd) {
        @Override
        List<String> command(Path tree, Path config) {
            return ofPrivateRoot(tree, config, "openbgpd", "-d", "-f", config.toString());
        }
    },
    GOBGP("gobgp", "GoBGP", "gobgpd", RouteServerConfig::gobgp) {
        @Override
        List<String> command(Path tree, Path config) {
            return ofPrivateRoot(tree, config, "gobgpd", "-t", "toml", "-f", config.toString());
        }
    },
    /** See {@link Mirror}. */
    MIRROR("mirror", "(mirror)", "", scene -> "") {
        @Override
        List<String> command(Path tree, Path config) {
            return List.of(
                    ProcessHandle.current().info().command().orElse("java"),
                    "-XX:+UseSerialGC",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Mirror.class.getName(),
                    "::");
        }
    };

    /** Where libexec/bgp-daemons makes it. */
    private static final Path PRIVATE_ROOT = privateRoot();

    final String word;
    final String title;
    private final String packaged;
    private final Function<Scene, String> config;

    Daemon(String word, String title, String packaged, Function<Scene, String> config) {
        this.word = word;
        this.title = title;
        this.packaged = packaged;
        this.config = config;
    }

    abstract List<String> command(Path tree, Path config);

    /** Has a running one read its configuration again. */
    void reload(Process process, Path config) throws IOException {
        var all = Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
        for (var one : all) {
            // The last one is what its launchers became.
            if (one.children().findAny().isEmpty()) {
                new ProcessBuilder("kill", "-HUP", Long.toString(one.pid())).inheritIO().start();
            }
        }
    }

    /** A space and the version of its package in the private root; empty if it is none of these. */
    String version() throws IOException {
        var names = PRIVATE_ROOT.resolve("packages");
        if (packaged.isEmpty() || Files.notExists(names)) {
            return "";
        }
        return Files.readAllLines(names).stream()
                .filter(name -> name.startsWith(packaged + "_"))
                .map(name -> " " + name.replaceAll("^[^_]*_([0-9.]+).*", "$1"))
                .findFirst()
                .orElse("");
    }

    /** The daemon of that word. */
    static Daemon of(String word) {
        return Arrays.stream(values())
                .filter(daemon -> daemon.word.equals(word))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "there is no daemon '%s'; there are: %s"
                                        .formatted(
                                                word,
                                                Arrays.stream(values())
                                                        .map(daemon -> daemon.word)
                                                        .collect(Collectors.joining(", ")))));
    }

    /**
     * Starts it, cold, in a namespace, with what it writes in the scene's folder.
     *
     * @param logged a JVM of ours logs its safepoints, which an operator would not have it do
     */
    Running start(Path tree, String namespace, Scene scene, boolean logged) throws IOException {
        var file = scene.folder().resolve("config" + (this == FAIRLEAD ? ".yaml" : ""));
        Files.createDirectories(scene.folder());
        Files.writeString(file, config.apply(scene));
        // OpenBGPD refuses a file that others may read.
        Files.setPosixFilePermissions(
                file, java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
        var builder = new ProcessBuilder(Arena.inside(namespace, command(tree, file)));
        builder.environment().put("FAIRLEAD_BUILD", "never");
        if (logged && this == FAIRLEAD) {
            var log = scene.folder().resolve(Running.STOPS);
            builder.environment()
                    .put("_JAVA_OPTIONS", "-Xlog:safepoint:file=" + log + "::filecount=0");
        }
        var process =
                builder.redirectErrorStream(true)
                        .redirectOutput(scene.folder().resolve("out").toFile())
                        .start();
        return new Running(
                process,
                scene.folder(),
                rules -> {
                    Files.writeString(file, config.apply(scene.under(rules)));
                    reload(process, file);
                });
    }

    private static List<String> ofPrivateRoot(Path tree, Path config, String... words) {
        var line = new ArrayList<String>();
        line.add(tree.resolve("libexec/bgp-daemon").toString());
        line.add("--run");
        line.add(Optional.ofNullable(config.getParent()).orElse(config).resolve("run").toString());
        line.addAll(List.of(words));
        return line;
    }

    private static Path privateRoot() {
        var environment = System.getenv();
        var caches =
                environment.getOrDefault(
                        "XDG_CACHE_HOME", environment.getOrDefault("HOME", "") + "/.cache");
        return Path.of(
                environment.getOrDefault("FAIRLEAD_BGP_DAEMONS", caches + "/fairlead/bgp-daemons"));
    }
}
