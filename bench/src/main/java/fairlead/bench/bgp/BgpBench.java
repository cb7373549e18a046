package fairlead.bench.bgp;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Makes the namespaces, and runs {@link Harness} in that of the peers with the same arguments and
 * the same JVM's options. Needs root.
 */
public final class BgpBench {

    private static final int USAGE = 2;

    private BgpBench() {}

    /** Ends with the harness's exit code; 2 if the options are none. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        try {
            Options.of(
                    Arrays.asList(arguments).subList(Harness.OPTIONS_FROM - 1, arguments.length));
        } catch (IllegalArgumentException wrong) {
            System.err.println("bench: " + wrong.getMessage());
            System.exit(USAGE);
        }
        int status;
        try (var arena = new Arena(Place.MOST)) {
            var line = new ArrayList<String>();
            line.add(ProcessHandle.current().info().command().orElse("java"));
            line.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
            line.addAll(List.of("-cp", System.getProperty("java.class.path")));
            line.addAll(List.of(Harness.class.getName(), arena.daemons()));
            line.addAll(Arrays.asList(arguments));
            var harness = new ProcessBuilder(Arena.inside(arena.peers(), line)).inheritIO().start();
            var interrupted =
                    new Thread(() -> {
                        harness.destroy();
                        arena.close();
                    });
            Runtime.getRuntime().addShutdownHook(interrupted);
            status = harness.waitFor();
            Runtime.getRuntime().removeShutdownHook(interrupted);
        }
        System.exit(status);
    }
}
