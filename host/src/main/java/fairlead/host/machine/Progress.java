package fairlead.host.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * How far a machine's cloud-init is, as lines {@code WORD STEP[ FAILURE...]}, only ever appended
 * to. A line that is cut off, by a crash while it was written, does not count.
 */
record Progress(Path file) {

    enum State {
        NEW,
        BEGUN,
        OK,
        FAILED
    }

    State of(String step) throws IOException {
        var state = State.NEW;
        for (var line : lines()) {
            var words = List.of(line.split("\t"));
            if (words.size() > 1 && words.get(1).equals(step)) {
                state = State.valueOf(words.getFirst());
            }
        }
        return state;
    }

    /** What failed in a step that failed. */
    List<String> failuresOf(String step) throws IOException {
        return lines().stream()
                .map(line -> List.of(line.split("\t")))
                .filter(words -> words.getFirst().equals("FAILED") && words.get(1).equals(step))
                .flatMap(words -> words.stream().skip(2))
                .toList();
    }

    /** What failed, in all steps. */
    List<String> failures() throws IOException {
        return lines().stream()
                .map(line -> List.of(line.split("\t", -1)))
                .filter(words -> words.getFirst().equals("FAILED"))
                .flatMap(words -> words.stream().skip(2))
                .distinct()
                .toList();
    }

    void begin(String step) throws IOException {
        append(State.BEGUN + "\t" + step);
    }

    void end(String step, List<String> failures) throws IOException {
        append(
                failures.isEmpty()
                        ? State.OK + "\t" + step
                        : State.FAILED + "\t" + step + "\t" + String.join("\t", failures));
    }

    boolean finished() throws IOException {
        return lines().contains("FINISHED");
    }

    void finish() throws IOException {
        append("FINISHED");
    }

    private List<String> lines() throws IOException {
        try {
            var text = Files.readString(file);
            return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
        } catch (NoSuchFileException none) {
            return List.of();
        }
    }

    private void append(String line) throws IOException {
        Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
