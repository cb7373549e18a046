package fairlead.bgp.bfd.link;

import static java.nio.charset.StandardCharsets.UTF_8;

import fairlead.testkit.bgp.PrivateRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Another speaker of BFD in a namespace, watching one neighbour. */
final class BfdDaemon implements AutoCloseable {

    /** Which one, and how it is told and asked. */
    enum Kind {
        BIRD {
            @Override
            String config(String local, String neighbour, boolean multihop) {
                var interval = "{ interval 500 ms; multiplier 3; }";
                return """
                log stderr all;
                router id 10.9.9.9;
                protocol device {}
                protocol bfd {
                  interface "*" %s;
                  multihop %s;
                  neighbor %s %s local %s%s;
                }
                """
                        .formatted(
                                interval,
                                interval,
                                neighbour,
                                multihop ? "" : "dev \"eth0\"",
                                local,
                                multihop ? " multihop yes" : "");
            }

            @Override
            List<List<String>> programs(Path file) {
                return List.of(List.of("bird", "-f", "-c", file.toString()));
            }

            @Override
            List<String> show() {
                return List.of("birdc", "show", "bfd", "sessions");
            }

            @Override
            boolean isUp(String shown, String neighbour) {
                return shown.lines()
                        .anyMatch(
                                line -> line.startsWith(neighbour + " ") && line.contains(" Up "));
            }
        },

        FRR {
            @Override
            String config(String local, String neighbour, boolean multihop) {
                return """
                bfd
                 peer %s %slocal-address %s
                  receive-interval 500
                  transmit-interval 500
                  detect-multiplier 3
                 exit
                exit
                """
                        .formatted(neighbour, multihop ? "multihop " : "", local);
            }

            @Override
            List<List<String>> programs(Path file) {
                return List.of(List.of("frr-zebra"), List.of("frr-bfdd", "-f", file.toString()));
            }

            @Override
            List<String> show() {
                return List.of("vtysh", "-c", "show bfd peers");
            }

            @Override
            boolean isUp(String shown, String neighbour) {
                return shown.contains("peer " + neighbour) && shown.contains("Status: up");
            }
        };

        abstract String config(String local, String neighbour, boolean multihop);

        abstract List<List<String>> programs(Path file);

        abstract List<String> show();

        abstract boolean isUp(String shown, String neighbour);
    }

    private final Kind kind;
    private final List<String> enter;
    private final Path folder;
    private final String neighbour;
    private final List<Process> processes = new ArrayList<>();

    BfdDaemon(
            Kind kind,
            List<String> enter,
            Path folder,
            String local,
            String neighbour,
            boolean multihop)
            throws IOException, InterruptedException {
        this.kind = kind;
        this.enter = enter;
        this.folder = Files.createDirectories(folder);
        this.neighbour = neighbour;
        var file = folder.resolve("bfd.conf");
        Files.writeString(file, kind.config(local, neighbour, multihop));
        if (kind == Kind.FRR) {
            Files.createDirectories(folder.resolve("frr"));
        }
        for (var program : kind.programs(file)) {
            processes.add(start(program, folder.resolve(program.getFirst() + ".log")));
            if (program.getFirst().equals("frr-zebra")) {
                org.awaitility.Awaitility.await()
                        .until(() -> Files.exists(folder.resolve("frr/zserv.api")));
            }
        }
    }

    /** What its own show command prints. */
    String show() throws IOException {
        var asked = new ProcessBuilder(words(kind.show())).redirectErrorStream(true).start();
        return new String(asked.getInputStream().readAllBytes(), UTF_8);
    }

    boolean isUp() throws IOException {
        return kind.isUp(show(), neighbour);
    }

    /** Ends it as a crash does. */
    void kill() throws InterruptedException {
        for (var process : processes.reversed()) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            process.waitFor(10, TimeUnit.SECONDS);
        }
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }

    private Process start(List<String> program, Path output) throws IOException {
        return new ProcessBuilder(words(program))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    private List<String> words(List<String> program) {
        var words = new ArrayList<>(enter);
        words.addAll(PrivateRoot.command(folder, program));
        return words;
    }
}
