package fairlead.host.linux;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A program run once, to its end. */
final class Tool {

    /** Where iproute2 keeps the names of namespaces. */
    static final Path NAMESPACES = Path.of("/run/netns");

    private Tool() {}

    /** How it ended, and what it printed; errors are part of the text only after a failure. */
    record Output(int exit, String text) {

        boolean isGood() {
            return exit == 0;
        }
    }

    /** Runs {@code argv} with {@code input}, its errors mixed into the text. */
    static Output run(List<String> argv, String input) {
        return run(argv, input, true);
    }

    /**
     * What {@code argv} prints.
     *
     * @throws KernelRefused if it fails
     */
    static String print(List<String> argv, String input) {
        var output = run(argv, input, false);
        if (!output.isGood()) {
            var words = run(argv, input, true).text().strip();
            throw new KernelRefused(String.join(" ", argv), words);
        }
        return output.text();
    }

    /** {@code argv} as seen from inside {@code namespace}. */
    static List<String> inside(String namespace, String... argv) {
        var all = new java.util.ArrayList<String>();
        all.add("nsenter");
        all.add("--net=" + NAMESPACES.resolve(namespace));
        all.addAll(List.of(argv));
        return all;
    }

    /** Refuses to go on without these programs. */
    static void require(List<String> programs) {
        var path = System.getenv().getOrDefault("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
        for (var program : programs) {
            boolean found =
                    List.of(path.split(":")).stream()
                            .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
            if (!found) {
                throw new KernelRefused(
                        program, "it is not on the PATH (" + path + "); install its package");
            }
        }
    }

    private static Output run(List<String> argv, String input, boolean errorsToo) {
        try {
            var builder = new ProcessBuilder(argv);
            if (errorsToo) {
                builder.redirectErrorStream(true);
            } else {
                builder.redirectError(ProcessBuilder.Redirect.DISCARD);
            }
            var process = builder.start();
            try (var in = process.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            } catch (IOException itDidNotWantAll) {
                // It has ended early; its exit and its words tell why.
            }
            var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Output(process.waitFor(), text);
        } catch (IOException cannotRun) {
            throw new KernelRefused(String.join(" ", argv), cannotRun.toString());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new KernelRefused(String.join(" ", argv), "interrupted");
        }
    }
}
