package fairlead.host.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A program that has run to its end: what it was, how it ended, what it said. */
record ProgramRun(List<String> command, int exit, String output, String errors) {

    /** Runs a program with this text on its standard input; an interrupt kills it. */
    static ProgramRun of(String input, List<String> command) throws InterruptedException {
        return of(input, Map.of(), command);
    }

    /** Runs a program with these variables added to its environment. */
    static ProgramRun of(String input, Map<String, String> environment, List<String> command)
            throws InterruptedException {
        var builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        Process process;
        try {
            process = builder.start();
        } catch (IOException missing) {
            return new ProgramRun(command, 127, "", command.getFirst() + ": command not found");
        }
        try (var stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException endedEarly) {
            // It did not read all of its input; its exit code and words say why.
        }
        var output = reading(process.inputReader()::readAllAsString);
        var errors = reading(process.errorReader()::readAllAsString);
        try {
            return new ProgramRun(command, process.waitFor(), output.join(), errors.join());
        } catch (InterruptedException stop) {
            process.destroyForcibly();
            throw stop;
        }
    }

    boolean ok() {
        return exit == 0;
    }

    /** The last words of a failed program, for a message of one line. */
    String why() {
        var words = (errors.isBlank() ? output : errors).strip();
        return words.isEmpty() ? "exit " + exit : words.lines().toList().getLast().strip();
    }

    private interface Reading {
        String text() throws IOException;
    }

    /** A pipe that is read holds its thread, which is why that is no virtual one. */
    private static CompletableFuture<String> reading(Reading reading) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return reading.text();
                    } catch (IOException broken) {
                        throw new UncheckedIOException(broken);
                    }
                },
                task -> Thread.ofPlatform().daemon().start(task));
    }
}
