package fairlead.box;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.StringTokenizer;

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
        var afterName = new StringTokenizer(stat.substring(stat.lastIndexOf(')') + 2));
        for (int field = 3; field < 22; field++) {
            afterName.nextToken();
        }
        return Long.parseLong(afterName.nextToken());
    }
}
