package fairlead.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * One process for certain: a pid, and the clock tick since boot at which it started (field 22 of
 * {@code /proc/PID/stat}), without which a pid may be somebody else's by now.
 */
public record ProcessId(long pid, long startTime) {

    /** Reads {@code "PID STARTTIME"}; empty if the text is anything else. */
    public static Optional<ProcessId> parse(String text) {
        var words = text.strip().split("\\s+", -1);
        if (words.length != 2 || !number(words[0]) || !number(words[1])) {
            return Optional.empty();
        }
        return Optional.of(new ProcessId(Long.parseLong(words[0]), Long.parseLong(words[1])));
    }

    /** Reads a file that holds {@code "PID STARTTIME"}; empty if there is no such file or text. */
    public static Optional<ProcessId> read(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (IOException absent) {
            return Optional.empty();
        }
    }

    /** The process that has this pid now; empty if there is none. */
    public static Optional<ProcessId> of(long pid) {
        try {
            return Optional.of(
                    new ProcessId(
                            pid, startTimeIn(Files.readString(Path.of("/proc/" + pid + "/stat")))));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    /** Field 22 of a stat line; the second field, a name in brackets, may hold anything. */
    static long startTimeIn(String stat) {
        var afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return Long.parseLong(afterName[22 - 3]);
    }

    /** Whether this very process still runs; a zombie does not. */
    public boolean alive() {
        try {
            var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            char state = stat.charAt(stat.lastIndexOf(')') + 2);
            return startTimeIn(stat) == startTime && state != 'Z' && state != 'X';
        } catch (IOException gone) {
            return false;
        }
    }

    /** Asks it to end, and makes it end when it has not done so in time. */
    public void end(Duration patience) {
        if (alive()) {
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy);
            if (!awaitEnd(patience)) {
                kill();
            }
        }
    }

    /** Ends it at once, and waits until it is gone (at most two seconds). */
    public void kill() {
        if (alive()) {
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
            awaitEnd(Duration.ofSeconds(2));
        }
    }

    private boolean awaitEnd(Duration patience) {
        return Waiting.until(patience, () -> !alive());
    }

    private static boolean number(String word) {
        return !word.isEmpty()
                && word.length() < 19
                && word.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
