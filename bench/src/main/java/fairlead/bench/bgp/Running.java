package fairlead.bench.bgp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A daemon that was started; closing ends it and all its processes. */
record Running(Process process, Path folder, Change change) implements AutoCloseable {

    /** Gives it other rules while it runs. */
    interface Change {
        void to(Rules rules) throws IOException;
    }

    /** Where a JVM logs its safepoints, in the daemon's folder. */
    static final String STOPS = "safepoints";

    private static final Pattern TOTAL = Pattern.compile("Total: +([0-9]+) ns");
    private static final int SECONDS_TO_END = 10;

    ProcessTree tree() {
        return new ProcessTree(process.toHandle());
    }

    /** The last lines that it printed. */
    String said() throws IOException {
        var lines = Files.readAllLines(folder.resolve("out"));
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 10), lines.size()));
    }

    /**
     * Seconds of each safepoint so far, the way into it included, if it is a JVM that was told to
     * log them: then no thread of it ran. See {@link Daemon#start}.
     */
    List<Double> stops() throws IOException {
        var log = folder.resolve(STOPS);
        if (Files.notExists(log)) {
            return List.of();
        }
        var seconds = new ArrayList<Double>();
        for (var line : Files.readAllLines(log)) {
            var total = TOTAL.matcher(line);
            if (total.find()) {
                seconds.add(Long.parseLong(total.group(1)) / 1e9);
            }
        }
        return seconds;
    }

    /** Ends it at once: what it would do on the way out is of no interest. */
    @Override
    public void close() {
        var children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        try {
            process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
