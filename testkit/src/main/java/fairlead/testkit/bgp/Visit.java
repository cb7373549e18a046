package fairlead.testkit.bgp;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Does one thing on a thread that is in another network namespace, such as opening a socket. */
public final class Visit {

    private static final int O_CLOEXEC = 0x80000;
    private static final int CLONE_NEWNET = 0x40000000;

    private Visit() {}

    /**
     * What {@code body} returns in the namespace of that name. It must start no thread, which would
     * stay there.
     */
    public static <T> T to(String namespace, Callable<T> body) throws IOException {
        var task =
                new FutureTask<>(() -> {
                    enter("/run/netns/" + namespace);
                    return body.call();
                });
        Thread.ofPlatform().daemon().start(task);
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static void enter(String path) throws IOException {
        var linker = Linker.nativeLinker();
        var lookup = linker.defaultLookup();
        var open =
                linker.downcallHandle(
                        lookup.findOrThrow("open"),
                        FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT),
                        Linker.Option.firstVariadicArg(2));
        var setns =
                linker.downcallHandle(
                        lookup.findOrThrow("setns"),
                        FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
        var close =
                linker.downcallHandle(
                        lookup.findOrThrow("close"), FunctionDescriptor.of(JAVA_INT, JAVA_INT));
        try (var arena = Arena.ofConfined()) {
            int descriptor = (int) open.invokeExact(arena.allocateFrom(path), O_CLOEXEC);
            int entered = (int) setns.invokeExact(descriptor, CLONE_NEWNET);
            int closed = (int) close.invokeExact(descriptor);
            if (descriptor < 0 || entered != 0 || closed != 0) {
                throw new IOException("cannot enter " + path);
            }
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IOException(e);
        }
    }
}
