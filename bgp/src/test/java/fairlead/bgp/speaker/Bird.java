package fairlead.bgp.speaker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real BIRD 1.6 in a namespace, configured like the appliances of the Route Server tutorials. */
@SuppressWarnings("InlineFormatString") // A file reads better outside of the code.
final class Bird implements AutoCloseable {

    private static final String CONFIG =
            """
            log "%1$s/log" all;
            router id 10.1.2.%2$d;
            protocol device { scan time 10; }
            protocol direct { disabled; }
            protocol kernel {
                preference 254;
                learn;
                merge paths on;
                import filter { reject; };
                export filter { reject; };
            }
            protocol static {
                import all;
                route 0.0.0.0/0 via 10.1.2.1;
                route 10.1.0.0/16 via 10.1.2.1;
            }
            protocol bgp rs0 {
                description "RouteServer instance 0";
                multihop;
                local as 65001;
                neighbor 10.1.1.4 as 65515;
                import filter { accept; };
                export filter { accept; };
                %3$s
            }
            """;

    private static final Path PROGRAM = Path.of("/usr/sbin/bird");

    private final Path folder;
    private final Process process;

    /** Starts the BIRD at 10.1.2.{@code appliance} with {@code options} added to its session. */
    Bird(TestNetwork network, Path folder, int appliance, String options) throws IOException {
        assumeTrue(Files.isExecutable(PROGRAM), "needs BIRD 1.6: apt-get install bird");
        this.folder = Files.createDirectories(folder.resolve("bird" + appliance));
        var config = this.folder.resolve("bird.conf");
        Files.writeString(config, CONFIG.formatted(this.folder, appliance, options));
        var command = new ArrayList<>(network.enter(appliance));
        command.addAll(List.of(PROGRAM.toString(), "-f", "-c", config.toString()));
        command.addAll(List.of("-s", this.folder.resolve("ctl").toString()));
        command.addAll(List.of("-P", this.folder.resolve("pid").toString()));
        process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(this.folder.resolve("out").toFile())
                        .start();
    }

    /** What birdc prints; empty while BIRD does not answer. */
    String show(String... words) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("/usr/sbin/birdc", "-s"));
        command.add(folder.resolve("ctl").toString());
        command.addAll(List.of(words));
        var client = new ProcessBuilder(command).redirectErrorStream(true).start();
        var printed = new String(client.getInputStream().readAllBytes(), UTF_8);
        return client.waitFor() == 0 ? printed : "";
    }

    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    }

    /** Ends it in good order, as a service stop does. */
    void stop() throws InterruptedException {
        process.destroy();
        process.waitFor(10, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor(10, TimeUnit.SECONDS);
    }
}
