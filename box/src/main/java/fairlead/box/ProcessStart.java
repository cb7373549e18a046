package fairlead.box;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * When a process started, in clock ticks since boot: with its pid it names a process for certain.
 */
final class ProcessStart {

    private ProcessStart() {}

    /**
     * Field 22 of {@code /proc/PID/stat}; the second field, a name in brackets, may hold anything.
     */
    static long of(long pid) throws IOException {
        var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        return Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[22 - 3]);
    }
}
