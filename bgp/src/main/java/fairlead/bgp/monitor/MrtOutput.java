package fairlead.bgp.monitor;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.zip.GZIPOutputStream;

/** A file in the making, packed if its name ends in {@code .gz}. */
final class MrtOutput implements AutoCloseable {

    private static final int ROOM = 1 << 16;

    private final Path file;
    private final Path making;
    private final OutputStream out;

    private MrtOutput(Path file, Path making, OutputStream out) {
        this.file = file;
        this.making = making;
        this.out = out;
    }

    /** One that is there under its name only when it is {@link #complete}. */
    static MrtOutput whole(String name) throws IOException {
        var file = Path.of(name);
        var making = Path.of(name + ".part");
        return new MrtOutput(file, making, packed(name, Files.newOutputStream(making)));
    }

    /** One that is added to. A packed file gets one more packed part, which every reader takes. */
    static MrtOutput added(String name) throws IOException {
        var file = Path.of(name);
        var to = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        return new MrtOutput(file, file, packed(name, to));
    }

    private static OutputStream packed(String name, OutputStream to) throws IOException {
        return name.endsWith(".gz")
                ? new GZIPOutputStream(to, ROOM, true)
                : new BufferedOutputStream(to, ROOM);
    }

    void write(byte[] octets) throws IOException {
        out.write(octets);
    }

    void flush() throws IOException {
        out.flush();
    }

    /** Closes it and gives it its name. */
    void complete() throws IOException {
        out.close();
        if (!making.equals(file)) {
            Files.move(making, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Closes it; one that is not complete stays beside its place, for who wants to look. */
    @Override
    public void close() throws IOException {
        out.close();
    }
}
