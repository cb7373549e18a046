package fairlead.cli;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Ends a cloud, whether its daemon still lives or not. What the daemon cannot do for itself any
 * more is done from the state folder: every process in it is named with its start time, so none
 * that is not ours is ever ended, and network namespaces and links vanish with the processes and
 * mounts that keep them.
 */
final class Departure {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Screen screen;
    private final StateFolder folder;

    Departure(Screen screen, StateFolder folder) {
        this.screen = screen;
        this.folder = folder;
    }

    /** Ends the daemon and leaves the network as it stands; whether one was running. */
    boolean stopDaemon() {
        var daemon = folder.endpoint().map(Endpoint::process).filter(ProcessId::alive);
        daemon.ifPresent(process -> {
            try (var progress = screen.progress("Stopping the daemon")) {
                process.end(PATIENCE);
            }
        });
        return daemon.isPresent();
    }

    /** Removes everything that the cloud made. */
    void removeEverything() {
        try (var progress = screen.progress("Removing the cloud '" + folder.cloud() + "'")) {
            askTheDaemon(progress);
            progress.say("Ending what is left");
            folder.endpoint().map(Endpoint::process).ifPresent(process -> process.end(PATIENCE));
            folder.machines().forEach(ProcessId::kill);
            folder.holder()
                    .filter(ProcessId::alive)
                    .ifPresent(holder -> {
                        sharersOf(holder).forEach(ProcessId::kill);
                        holder.kill();
                    });
            delete(folder.path());
        }
    }

    private void askTheDaemon(Progress progress) {
        if (folder.endpoint().filter(known -> known.process().alive()).isEmpty()) {
            return;
        }
        try (var api = CloudApi.of(folder)) {
            progress.say("The daemon removes machines and networks");
            api.post("providers/Fairlead.Host/down?api-version=" + CloudApi.OWN_VERSION);
        } catch (Failure refused) {
            screen.err()
                    .println(
                            "The daemon could not help ("
                                    + refused.getMessage()
                                    + "); going on without it.");
        }
    }

    /** Whoever else lives in the holder's mount namespace, which is nobody's but this cloud's. */
    private static List<ProcessId> sharersOf(ProcessId holder) {
        var theirs = mountNamespace(holder.pid());
        if (theirs.isEmpty() || theirs.equals(mountNamespace(ProcessHandle.current().pid()))) {
            return List.of();
        }
        return ProcessHandle.allProcesses()
                .mapToLong(ProcessHandle::pid)
                .filter(pid -> pid != holder.pid() && mountNamespace(pid).equals(theirs))
                .boxed()
                .map(ProcessId::of)
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<String> mountNamespace(long pid) {
        try {
            return Optional.of(
                    Files.readSymbolicLink(Path.of("/proc/" + pid + "/ns/mnt")).toString());
        } catch (IOException notOursOrGone) {
            return Optional.empty();
        }
    }

    /** Removes a folder with everything in it, following no link. */
    static void clear(Path folder) throws IOException {
        Files.walkFileTree(folder, new Remover());
    }

    /** The same, and the folder above if nothing else is in it. */
    private static void delete(Path folder) {
        try {
            clear(folder);
            try (var others = Files.list(folder.getParent())) {
                if (others.findAny().isPresent()) {
                    return;
                }
            }
            Files.delete(folder.getParent());
        } catch (IOException e) {
            throw Failure.because("The folder " + folder + " could not be removed whole: " + e);
        }
    }

    private static final class Remover extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
                throws IOException {
            // overlayfs leaves work folders without any permission
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException cause) throws IOException {
            if (Files.isDirectory(file)) {
                preVisitDirectory(file, Files.readAttributes(file, BasicFileAttributes.class));
                Files.walkFileTree(file, this);
                return FileVisitResult.CONTINUE;
            }
            throw cause;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException cause)
                throws IOException {
            if (cause != null) {
                throw cause;
            }
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
