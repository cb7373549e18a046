package fairlead.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Compares text with a checked-in file, or rewrites the file when {@code -Dgolden.rewrite=true} is
 * given.
 */
public final class Golden {

    private Golden() {}

    /** Fails with both texts if {@code actual} is not what {@code file} holds. */
    public static void check(Path file, String actual) {
        try {
            if (Boolean.getBoolean("golden.rewrite")) {
                Files.createDirectories(file.toAbsolutePath().getParent());
                Files.writeString(file, actual);
                return;
            }
            var expected = Files.exists(file) ? Files.readString(file) : "";
            if (!expected.equals(actual)) {
                throw new AssertionError(
                        file
                                + " differs. Rewrite it with -Dgolden.rewrite=true if the new text is right.\n--- expected\n"
                                + expected
                                + "\n--- actual\n"
                                + actual);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
