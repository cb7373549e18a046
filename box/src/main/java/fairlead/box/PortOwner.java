package fairlead.box;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who listens on a TCP port of this host, as {@code /proc} tells: sockets by their inode in {@code
 * net/tcp}, and the process that has that inode open. Others' processes show their files to root
 * alone, so the owner of a port may stay unknown.
 *
 * @param proc {@code /proc}
 */
record PortOwner(Path proc) {

    private static final String LISTENING = "0A";

    static final PortOwner OF_THIS_HOST = new PortOwner(Path.of("/proc"));

    /** {@code process 4711 (nginx)}, or that it is somebody else's. */
    String of(int port) {
        try {
            return owner(inodes(port))
                    .map(pid -> "process " + pid + " (" + name(pid) + ")")
                    .orElse("a process of another user's");
        } catch (IOException unreadable) {
            return "a process that cannot be looked at: " + unreadable.getMessage();
        }
    }

    private Set<String> inodes(int port) throws IOException {
        var inodes = new HashSet<String>();
        for (var table : List.of("net/tcp", "net/tcp6")) {
            var file = proc.resolve(table);
            for (var line : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
                // sl local_address rem_address st tx:rx tr:when retrnsmt uid timeout inode
                var words = line.strip().split("\\s+", -1);
                if (words.length > 9
                        && words[1].endsWith(":%04X".formatted(port))
                        && words[3].equals(LISTENING)) {
                    inodes.add("socket:[" + words[9] + "]");
                }
            }
        }
        return inodes;
    }

    private Optional<String> owner(Set<String> sockets) throws IOException {
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (var process : processes) {
                if (holds(process, sockets)) {
                    return Optional.of(process.getFileName().toString());
                }
            }
        }
        return Optional.empty();
    }

    private static boolean holds(Path process, Set<String> sockets) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(process.resolve("fd"))) {
            for (var file : files) {
                if (sockets.contains(Files.readSymbolicLink(file).toString())) {
                    return true;
                }
            }
        } catch (IOException goneOrNotOurs) {
            return false;
        }
        return false;
    }

    private String name(String pid) {
        try {
            return Files.readString(proc.resolve(pid).resolve("comm")).strip();
        } catch (IOException gone) {
            return "gone by now";
        }
    }
}
