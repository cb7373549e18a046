package fairlead.bgpd.server;

import fairlead.bgp.monitor.FileReasons;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends lines to a file on a thread of its own, so that a slow disk holds up nobody who has
 * something to say. What does not fit into its queue is left out and counted. A file that cannot be
 * written is tried again at the next line.
 */
final class EventLog implements AutoCloseable {

    /** The word for standard output instead of a file. */
    static final String STANDARD_OUTPUT = "-";

    private static final Logger LOG = LoggerFactory.getLogger(EventLog.class);
    private static final int MOST_WAITING = 10_000;
    private static final String REOPEN = "";
    private static final String END = "end";

    private final String file;
    private final PrintStream out;
    private final BlockingQueue<String> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final AtomicLong lost = new AtomicLong();
    private final Thread thread;
    private boolean complained;

    /** Begins to write to {@code file}; {@code out} is what {@code -} stands for. */
    EventLog(String file, PrintStream out) {
        this.file = file;
        this.out = out;
        this.thread = Thread.ofVirtual().name("events").start(this::run);
    }

    /** Lines that there was no room for. */
    long lost() {
        return lost.get();
    }

    /** A line with its end, to be written soon. */
    void write(String line) {
        if (!waiting.offer(line)) {
            lost.incrementAndGet();
        }
    }

    /** Opens the file anew: somebody may have moved it away. */
    void reopen() {
        waiting.offer(REOPEN);
    }

    @Override
    public void close() throws InterruptedException {
        waiting.put(END);
        thread.join();
    }

    private void run() {
        try {
            if (!file.equals(STANDARD_OUTPUT)) {
                lookAtFile();
            }
            var line = waiting.take();
            while (!line.equals(END)) {
                line = file.equals(STANDARD_OUTPUT) ? toStandardOutput(line) : toFile(line);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String toStandardOutput(String line) throws InterruptedException {
        out.print(line);
        out.flush();
        return waiting.take();
    }

    /** Writes until the file is to be opened anew, cannot be written, or the end; what is next. */
    private String toFile(String first) throws InterruptedException {
        var line = first;
        if (line.equals(REOPEN)) {
            lookAtFile();
            return waiting.take();
        }
        try (var to = open()) {
            while (!line.equals(REOPEN) && !line.equals(END)) {
                to.write(line);
                if (waiting.isEmpty()) {
                    to.flush();
                    complained = false;
                }
                line = waiting.take();
            }
            return line;
        } catch (IOException e) {
            complain(e);
            lost.incrementAndGet();
            return line.equals(END) ? END : waiting.take();
        }
    }

    /** So that an operator hears at once of a file that cannot be written, and not by an event. */
    private void lookAtFile() {
        try (var _ = open()) {
            complained = false;
        } catch (IOException e) {
            complain(e);
        }
    }

    private void complain(IOException e) {
        if (!complained) {
            LOG.error(
                    "events are not written to {}: {}; mend that, it is tried again",
                    file,
                    FileReasons.of(e));
        }
        complained = true;
    }

    private Writer open() throws IOException {
        return Files.newBufferedWriter(
                Path.of(file),
                StandardCharsets.UTF_8,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }
}
