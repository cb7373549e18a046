package fairlead.cli;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Becomes another program: {@code execve(2)}, as a shell's {@code exec} does. The process id, the
 * terminal, the working directory and whoever waits for this process stay; nothing of the virtual
 * machine does. A child process would not do: Ctrl-C, Ctrl-Z, window sizes and exit codes by signal
 * would each need work to pass on, and some cannot be.
 */
final class ProcessImage {

    private static final Linker LINKER = Linker.nativeLinker();
    private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");
    private static final int SIG_SETMASK = 2;
    private static final long SIGSET_SIZE = 128;
    private static final int CLOSE_RANGE_CLOEXEC = 4;

    private ProcessImage() {}

    /**
     * Does not return.
     *
     * @param program the program, looked for in PATH unless it names a folder, and its arguments
     * @throws Failure if there is no such program or the kernel will not run it
     */
    static Failure become(List<String> program, Map<String, String> environment) {
        var file = locate(program.getFirst(), environment);
        try (var arena = Arena.ofConfined()) {
            // Threads of the virtual machine block signals, and a mask survives execve.
            var mask = arena.allocate(SIGSET_SIZE, Long.BYTES);
            var ignored =
                    (int)
                            function("sigprocmask", JAVA_INT, JAVA_INT, ADDRESS, ADDRESS)
                                    .invokeExact(SIG_SETMASK, mask, MemorySegment.NULL);
            closeOnExec();
            var state = arena.allocate(Linker.Option.captureStateLayout());
            var execve =
                    LINKER.downcallHandle(
                            LINKER.defaultLookup().findOrThrow("execve"),
                            FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS),
                            ERRNO);
            var failed =
                    (int)
                            execve.invokeExact(
                                    state,
                                    arena.allocateFrom(file.toString()),
                                    strings(arena, program),
                                    strings(
                                            arena,
                                            environment.entrySet().stream()
                                                    .map(entry ->
                                                            entry.getKey() + "=" + entry.getValue())
                                                    .toList()));
            var errno =
                    (int)
                            Linker.Option.captureStateLayout()
                                    .varHandle(MemoryLayout.PathElement.groupElement("errno"))
                                    .get(state, 0L);
            throw Failure.because(
                    file + " cannot be run (execve " + failed + ", errno " + errno + ").");
        } catch (Failure failure) {
            throw failure;
        } catch (Throwable impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** The file that a shell would run. */
    static Path locate(String program, Map<String, String> environment) {
        if (program.contains("/")) {
            return Path.of(program);
        }
        for (var folder :
                environment.getOrDefault("PATH", "/usr/bin:/bin:/usr/sbin:/sbin").split(":", -1)) {
            var candidate = Path.of(folder.isEmpty() ? "." : folder, program);
            if (Files.isExecutable(candidate) && !Files.isDirectory(candidate)) {
                return candidate;
            }
        }
        throw Failure.because(
                "There is no program '"
                        + program
                        + "' in PATH. Install it, or look at: fairlead doctor");
    }

    /** Keeps the virtual machine's own files from the program; kernels before 5.11 cannot. */
    private static void closeOnExec() throws Throwable {
        var closeRange = LINKER.defaultLookup().find("close_range");
        if (closeRange.isPresent()) {
            var ignored =
                    (int)
                            LINKER.downcallHandle(
                                            closeRange.get(),
                                            FunctionDescriptor.of(
                                                    JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT))
                                    .invokeExact(3, -1, CLOSE_RANGE_CLOEXEC);
        }
    }

    private static MethodHandle function(
            String name, ValueLayout result, ValueLayout... arguments) {
        return LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow(name), FunctionDescriptor.of(result, arguments));
    }

    /** A null-terminated array of C strings. */
    private static MemorySegment strings(Arena arena, List<String> texts) {
        var array = arena.allocate(ADDRESS, texts.size() + 1L);
        for (int i = 0; i < texts.size(); i++) {
            array.setAtIndex(ADDRESS, i, arena.allocateFrom(texts.get(i)));
        }
        array.setAtIndex(ADDRESS, texts.size(), MemorySegment.NULL);
        return array;
    }
}
