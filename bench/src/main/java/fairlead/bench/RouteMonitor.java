package fairlead.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the kernel tells of one of the fabric's route tables: when each destination came and went.
 * The kernel tells it when the route is in force; {@code ip monitor} prints it; the moment is that
 * at which we read the line, so the time of both is in what is measured.
 */
final class RouteMonitor implements AutoCloseable {

    private final Process process;
    private final String table;
    private final Map<String, Long> came = new ConcurrentHashMap<>();
    private final Map<String, Long> went = new ConcurrentHashMap<>();

    private RouteMonitor(Process process, String table) {
        this.process = process;
        this.table = table;
    }

    /** Begins; the first changes may pass by before the kernel's news are subscribed to. */
    static RouteMonitor of(String table) throws IOException {
        var process =
                new ProcessBuilder("ip", "-n", Kernel.FABRIC, "-o", "monitor", "route")
                        .redirectErrorStream(true)
                        .start();
        var monitor = new RouteMonitor(process, table);
        Thread.ofPlatform().daemon().name("routes").start(monitor::read);
        return monitor;
    }

    /** {@link System#nanoTime} when the host route {@code address} first came; empty if not yet. */
    OptionalLong came(String address) {
        return moment(came, address);
    }

    /** {@link System#nanoTime} when it first went; empty if not yet. */
    OptionalLong went(String address) {
        return moment(went, address);
    }

    private static OptionalLong moment(Map<String, Long> moments, String address) {
        var moment = moments.get(address);
        return moment == null ? OptionalLong.empty() : OptionalLong.of(moment);
    }

    private void read() {
        try (var lines =
                new BufferedReader(
                        new InputStreamReader(
                                process.getInputStream(), StandardCharsets.US_ASCII))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                hear(List.of(line.strip().split("\\s+")), System.nanoTime());
            }
        } catch (IOException closed) {
            // By close(). Were it anything else, routes would be missing, which is found out.
        }
    }

    /** Such as {@code Deleted 198.18.0.7 nhid 25 dev fl-n25 table 100000013 proto 176}. */
    private void hear(List<String> words, long now) {
        int at = words.indexOf("table");
        if (at >= 0 && at + 1 < words.size() && words.get(at + 1).equals(table)) {
            if (words.getFirst().equals("Deleted")) {
                went.putIfAbsent(words.get(1), now);
            } else {
                came.putIfAbsent(words.getFirst(), now);
            }
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
