package fairlead.host.linux;

import fairlead.host.linux.Coprocess.Died;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A kept {@code ip -n NAMESPACE -force -batch -}: 28 µs a command, where a process takes some 7 ms.
 * {@code ip} names a refused command by its line number, and the rule at preference 0, which every
 * namespace has, is the answer that ends each batch.
 */
final class IpShell implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(IpShell.class);
    private static final Pattern FAILED = Pattern.compile("Command failed -:(\\d+)");
    private static final String QUESTION = "rule show pref 0\n";

    /** Few enough that the words about a batch fit into the pipe, were all of it refused. */
    private static final int BATCH = 200;

    private final String namespace;
    private Coprocess ip;
    private int linesSent;

    IpShell(String namespace) {
        this.namespace = namespace;
        ip = start();
    }

    /** Performs {@code lines}; returns the refused ones by index, with the kernel's words. */
    Map<Integer, String> perform(List<String> lines) {
        var refused = new TreeMap<Integer, String>();
        for (int from = 0; from < lines.size(); from += BATCH) {
            int offset = from;
            batch(lines.subList(from, Math.min(from + BATCH, lines.size())))
                    .forEach((index, words) -> refused.put(offset + index, words));
        }
        return refused;
    }

    private Map<Integer, String> batch(List<String> lines) {
        try {
            return send(lines);
        } catch (Died died) {
            LOG.warn("ip in {} died: {}; it is started again", namespace, died.getMessage());
            restart();
            return oneByOne(lines);
        }
    }

    /**
     * {@code ip} ends, in spite of {@code -force}, on a line that it finds wrong. That line is
     * refused alone. What the lost batch had done already is no refusal.
     */
    private Map<Integer, String> oneByOne(List<String> lines) {
        var refused = new TreeMap<Integer, String>();
        for (int i = 0; i < lines.size(); i++) {
            try {
                var words = send(List.of(lines.get(i))).getOrDefault(0, "");
                if (!words.isEmpty() && !words.contains("File exists")) {
                    refused.put(i, words);
                }
            } catch (Died died) {
                refused.put(i, died.getMessage());
                restart();
            }
        }
        return refused;
    }

    private void restart() {
        ip.close();
        ip = start();
        linesSent = 0;
    }

    private Map<Integer, String> send(List<String> lines) throws Died {
        int first = linesSent + 1;
        linesSent += lines.size() + 1;
        var answer =
                ip.ask(
                        String.join("\n", lines) + "\n" + QUESTION,
                        line -> line.startsWith("0:") && line.contains("lookup local"));
        var refused = new TreeMap<Integer, String>();
        var words = new ArrayList<String>();
        for (var line : answer) {
            var failed = FAILED.matcher(line);
            if (failed.matches()) {
                refused.put(Integer.parseInt(failed.group(1)) - first, String.join(" ", words));
                words.clear();
            } else {
                words.add(line);
            }
        }
        return refused;
    }

    private Coprocess start() {
        return new Coprocess(List.of("ip", "-n", namespace, "-force", "-batch", "-"));
    }

    ProcessHandle handle() {
        return ip.handle();
    }

    @Override
    public void close() {
        ip.close();
    }
}
