package fairlead.bgpd.server;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import sun.misc.Signal;

/** What the kernel's signals mean to this process. */
final class Signals {

    private static final String IGNORED = "SigIgn:";

    private Signals() {}

    /** From now on {@code name}, such as HUP, runs {@code action} instead of ending the process. */
    static void on(String name, Runnable action) {
        Signal.handle(new Signal(name), _ -> action.run());
    }

    /**
     * The same, even where whoever started this process has it ignore the signal, as nohup does
     * with HUP: a JVM leaves such a signal ignored, and says nothing.
     *
     * @throws IllegalStateException if the kernel does not say or do it
     */
    static void onEvenIfIgnored(String name, Runnable action) {
        int number = new Signal(name).getNumber();
        if (ignored(number)) {
            heed(number);
        }
        on(name, action);
    }

    private static boolean ignored(int number) {
        try (var lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith(IGNORED))
                    .map(line ->
                            Long.parseUnsignedLong(line, IGNORED.length() + 1, line.length(), 16))
                    .anyMatch(set -> (set >> number - 1 & 1) != 0);
        } catch (IOException e) {
            throw new IllegalStateException("which signals are ignored cannot be read", e);
        }
    }

    /** signal(2) with SIG_DFL. */
    private static void heed(int number) {
        var linker = Linker.nativeLinker();
        var signal =
                linker.downcallHandle(
                        linker.defaultLookup().findOrThrow("signal"),
                        FunctionDescriptor.of(ADDRESS, JAVA_INT, ADDRESS));
        try {
            var before = (MemorySegment) signal.invokeExact(number, MemorySegment.NULL);
            if (before.address() == -1) {
                throw new IllegalStateException("the kernel keeps signal " + number + " ignored");
            }
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
