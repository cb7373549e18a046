package fairlead.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the kernel says of a daemon's process. */
record DaemonProcess(long pid) {

    private static final long TICKS_PER_SECOND = 100; // USER_HZ, which proc(5) counts in

    /** Resident memory in MiB, class data that is shared with other processes included. */
    double residentMebibytes() throws IOException {
        for (var line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024.0;
            }
        }
        throw new IOException("process " + pid + " has no memory");
    }

    /** Seconds of processor time that it has used, its own and the kernel's for it. */
    double processorSeconds() throws IOException {
        var text = Files.readString(Path.of("/proc/" + pid + "/stat"));
        var fields = text.substring(text.lastIndexOf(')') + 2).split(" ", -1);
        return (double) (Long.parseLong(fields[11]) + Long.parseLong(fields[12]))
                / TICKS_PER_SECOND;
    }
}
