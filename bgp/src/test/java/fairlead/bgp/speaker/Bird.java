package fairlead.bgp.speaker;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    private final Path folder;
    private final Process process;

    /** Starts the BIRD at 10.1.2.{@code appliance} with {@code options} added to its session. */
    Bird(TestNetwork network, Path folder, int appliance, String options) throws IOException {
        assumeTrue(TestNetwork.onPath("bird"), "needs BIRD 1.6: apt-get install bird");
        this.folder = Files.createDirectories(folder.resolve("bird" + appliance));
        var config = this.folder.resolve("bird.conf");
        Files.writeString(config, CONFIG.formatted(this.folder, appliance, options));
        process =
                new ProcessBuilder(
                                "ip",
                                "netns",
                                "exec",
                                network.ns("nva" + appliance),
                                "bird",
                                "-f",
                                "-c",
                                config.toString(),
                                "-s",
                                this.folder.resolve("ctl").toString(),
                                "-P",
                                this.folder.resolve("pid").toString())
                        .redirectErrorStream(true)
                        .redirectOutput(this.folder.resolve("out").toFile())
                        .start();
    }

    /** What birdc prints; empty while BIRD does not answer. */
    String show(String... words) throws InterruptedException {
        var command = new java.util.ArrayList<String>();
        command.add("birdc");
        command.add("-s");
        command.add(folder.resolve("ctl").toString());
        command.addAll(java.util.List.of(words));
        try {
            return TestNetwork.run(command.toArray(String[]::new));
        } catch (IOException e) {
            return "";
        }
    }

    void signal(String name) throws IOException, InterruptedException {
        TestNetwork.run("kill", "-" + name, Long.toString(process.pid()));
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
