package fairlead.azure.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * Small files that only their owner may read. Each is written whole, flushed and then renamed, so
 * that a reader or a crash never meets half of one.
 */
record PrivateFolder(Path path) {

    /**
     * Makes the folder if it is not there, with mode 0700.
     *
     * @throws IOException if it cannot be made
     */
    static PrivateFolder at(Path path) throws IOException {
        Files.createDirectories(
                path,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        return new PrivateFolder(path);
    }

    /** The text of a file; empty when there is none. */
    Optional<String> read(String name) throws IOException {
        try {
            return Optional.of(Files.readString(path.resolve(name)));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    /** Writes a file with mode 0600. */
    void write(String name, String text) throws IOException {
        var fresh = path.resolve(name + ".new");
        Files.deleteIfExists(fresh); // left by a crash
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        var mode =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (var file = FileChannel.open(fresh, options, mode)) {
            var octets = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (octets.hasRemaining()) {
                file.write(octets);
            }
            file.force(true);
        }
        Files.move(fresh, path.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }
}
