package fairlead.box;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** The folder of one cloud: who holds its lock is its daemon. */
record StateFolder(Path path) {

    static StateFolder at(Path path) throws IOException {
        Files.createDirectories(path);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
        return new StateFolder(path);
    }

    Path file(String name) {
        return path.resolve(name);
    }

    /** Takes the lock for the life of the process; empty if another daemon has it. */
    Optional<FileLock> lock() throws IOException {
        var channel =
                FileChannel.open(file("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var lock = Optional.ofNullable(channel.tryLock());
        if (lock.isEmpty()) {
            channel.close();
        }
        return lock;
    }

    /** Writes a file whole, readable by the owner alone. */
    void write(String name, String content) throws IOException {
        var temporary = Files.createTempFile(path, name, ".new");
        Files.writeString(temporary, content);
        Files.move(
                temporary,
                file(name),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    Optional<String> read(String name) throws IOException {
        return Files.exists(file(name))
                ? Optional.of(Files.readString(file(name)))
                : Optional.empty();
    }
}
