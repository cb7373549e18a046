package fairlead.cli;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** The octets of a file as they were before somebody packed it with gzip. */
final class MrtFile {

    private static final int ROOM = 1 << 16;

    private MrtFile() {}

    /** Opens {@code name}, or standard input for {@code -}. */
    static InputStream open(String name) throws IOException {
        try {
            return unpacked(
                    name, name.equals("-") ? System.in : Files.newInputStream(Path.of(name)));
        } catch (NoSuchFileException gone) {
            throw new Failure(Exit.NOT_FOUND, "There is no file '" + name + "'.");
        }
    }

    private static InputStream unpacked(String name, InputStream packed) throws IOException {
        var in = new BufferedInputStream(packed, ROOM);
        in.mark(3);
        var magic = in.readNBytes(3);
        in.reset();
        if (magic.length == 3 && (magic[0] & 255) == 0x1f && (magic[1] & 255) == 0x8b) {
            return new BufferedInputStream(new GZIPInputStream(in, ROOM), ROOM);
        }
        if (magic.length == 3 && magic[0] == 'B' && magic[1] == 'Z' && magic[2] == 'h') {
            throw Failure.because(
                    "'"
                            + name
                            + "' is packed with bzip2, which is not read here. Unpack it first, as in: bzip2 -dc "
                            + name
                            + " | fairlead bgp mrt -");
        }
        return in;
    }
}
