package fairlead.host.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A process that cannot be mistaken for a later one with the same number: its pid, and its start
 * time in clock ticks since boot (field 22 of {@code /proc/PID/stat}, proc(5)). In a file it is
 * {@code PID STARTTIME}, as {@code libexec/holder} writes it.
 */
record ProcessMark(long pid, long startTime) {

    /** The mark of the process that has this pid now; empty if there is none. */
    static Optional<ProcessMark> of(long pid) {
        try {
            var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            // The command name is in parentheses and may hold spaces and parentheses of its own.
            var fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
            boolean ended = fields.getFirst().equals("Z") || fields.getFirst().equals("X");
            return ended
                    ? Optional.empty()
                    : Optional.of(new ProcessMark(pid, Long.parseLong(fields.get(19))));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    /** The mark in this file; empty if the file is missing or holds something else. */
    static Optional<ProcessMark> read(Path file) {
        try {
            var text = Files.readString(file).strip();
            if (!text.matches("[0-9]{1,18} [0-9]{1,18}")) {
                return Optional.empty();
            }
            int gap = text.indexOf(' ');
            return Optional.of(
                    new ProcessMark(
                            Long.parseLong(text.substring(0, gap)),
                            Long.parseLong(text.substring(gap + 1))));
        } catch (IOException missing) {
            return Optional.empty();
        }
    }

    /** Whether that very process still runs; a zombie does not. */
    boolean alive() {
        return of(pid).filter(this::equals).isPresent();
    }

    @Override
    public String toString() {
        return pid + " " + startTime;
    }
}
