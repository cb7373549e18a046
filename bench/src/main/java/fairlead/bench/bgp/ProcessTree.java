package fairlead.bench.bgp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What the kernel says of a process and all that it started and that still run. */
record ProcessTree(ProcessHandle root) {

    private static final double TICKS_PER_SECOND = 100; // USER_HZ, which proc(5) counts in

    private List<ProcessHandle> all() {
        return Stream.concat(Stream.of(root), root.descendants()).toList();
    }

    /** MiB: resident now, each page of each process counted. */
    double resident() throws IOException {
        return kibibytes("status", "VmRSS:") / 1024;
    }

    /** MiB: resident now, a page that n processes share counted as an n-th for each. */
    double proportional() throws IOException {
        return kibibytes("smaps_rollup", "Pss:") / 1024;
    }

    /** MiB: the most that was resident, of each process at its own moment. */
    double peak() throws IOException {
        return kibibytes("status", "VmHWM:") / 1024;
    }

    /** Seconds of processor time, user's and system's. */
    double processor() throws IOException {
        double ticks = 0;
        for (var process : all()) {
            var text = read(process, "stat");
            if (!text.isEmpty()) {
                var fields = text.substring(text.lastIndexOf(')') + 2).split(" ", -1);
                ticks += Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
            }
        }
        return ticks / TICKS_PER_SECOND;
    }

    private double kibibytes(String file, String field) throws IOException {
        double sum = 0;
        for (var process : all()) {
            for (var line : read(process, file).lines().toList()) {
                if (line.startsWith(field)) {
                    sum += Long.parseLong(line.replaceAll("[^0-9]", ""));
                }
            }
        }
        return sum;
    }

    /** Empty if the process has just ended. */
    private static String read(ProcessHandle process, String file) throws IOException {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), file));
        } catch (NoSuchFileException ended) {
            return "";
        }
    }
}
