package fairlead.host.linux;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * A tool that reads commands from a pipe for as long as we live. The answer to a command ends where
 * the answer to a question begins that always has the same one.
 *
 * <p>One thread asks at a time; a thread of its own reads the answers. It is none of the virtual
 * ones: reading a pipe holds on to the carrier, and a few idle tools would hold all of them.
 */
final class Coprocess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Process process;
    private final OutputStream in;
    private final LinkedBlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>();

    Coprocess(List<String> argv) {
        try {
            process = new ProcessBuilder(argv).redirectErrorStream(true).start();
        } catch (IOException cannotStart) {
            throw new KernelRefused(String.join(" ", argv), cannotStart.toString());
        }
        in = process.getOutputStream();
        Thread.ofPlatform().daemon().name("answers of " + argv.getFirst()).start(this::read);
    }

    /**
     * Sends {@code text}, which ends with the question, and returns the lines before its answer.
     *
     * @throws Died if the process has ended, or does not answer
     */
    List<String> ask(String text, Predicate<String> isAnswer) throws Died {
        try {
            in.write(text.getBytes(StandardCharsets.UTF_8));
            in.flush();
        } catch (IOException broken) {
            throw new Died("the pipe broke: " + broken.getMessage());
        }
        var answer = new ArrayList<String>();
        while (true) {
            var line = next();
            if (line.isEmpty()) {
                throw new Died("it ended" + (answer.isEmpty() ? "" : " with: " + answer));
            }
            if (isAnswer.test(line.get())) {
                return answer;
            }
            answer.add(line.get());
        }
    }

    private Optional<String> next() throws Died {
        try {
            var line = lines.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (line == null) {
                throw new Died("no answer within " + PATIENCE.toSeconds() + " s");
            }
            return line;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new Died("interrupted");
        }
    }

    private void read() {
        try (var reader =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(Optional.of(line));
            }
        } catch (IOException closed) {
            lines.add(Optional.of("read failed: " + closed.getMessage()));
        }
        lines.add(Optional.empty());
    }

    /** Its process, for messages and for tests that end it. */
    ProcessHandle handle() {
        return process.toHandle();
    }

    /** Ends it; what was answered has been performed. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(2, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stop) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** The process is of no use any more. */
    static final class Died extends Exception {

        private static final long serialVersionUID = 1;

        Died(String why) {
            super(why);
        }
    }
}
