package fairlead.host.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * What is kept of one machine, {@code machines/KEY} in the cloud's state folder. {@code disk} is
 * the machine's root file system (everything but {@code /usr}, {@code /run}, {@code /tmp}), {@code
 * local} its {@code /usr/local}. The machine may write what it likes into these two, links
 * included, so nothing on this side follows a path into them once it has run.
 */
record MachineFolder(Path path) {

    Path disk() {
        return path.resolve("disk");
    }

    Path local() {
        return path.resolve("local");
    }

    /** What init and the services write to standard output. */
    Path consoleLog() {
        return path.resolve("console.log");
    }

    Path cloudInitLog() {
        return path.resolve("cloud-init-output.log");
    }

    /** Pid and start time of the sandbox's init. */
    Path pidFile() {
        return path.resolve("sandbox.pid");
    }

    /** What bubblewrap says about the sandbox, written before it is set up. */
    Path infoFile() {
        return path.resolve("sandbox.json");
    }

    /** What the machine's resolver is told at its next start. */
    Path resolvConf() {
        return path.resolve("resolv.conf");
    }

    /**
     * Lines {@code begun STEP}, {@code ok STEP} and {@code failed STEP} of this machine's
     * cloud-init.
     */
    Path progressFile() {
        return path.resolve("cloud-init.progress");
    }

    /** One small fact about the machine, such as its custom data. */
    Optional<String> fact(String name) throws IOException {
        try {
            return Optional.of(Files.readString(path.resolve(name)));
        } catch (NoSuchFileException unknown) {
            return Optional.empty();
        }
    }

    void fact(String name, String value) throws IOException {
        replace(path.resolve(name), value);
    }

    /** Writes a file so that a reader sees the old content or the new one, never half of it. */
    static void replace(Path file, String content) throws IOException {
        var fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(fresh, content, StandardCharsets.UTF_8);
        Files.move(
                fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Removes the folder and everything in it; links are removed, not followed. */
    void delete() throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        try (var all = Files.walk(path)) {
            for (var file : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
