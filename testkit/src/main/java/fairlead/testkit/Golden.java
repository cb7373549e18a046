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

    /**
     * The same for a part of a file: what stands after the line {@code begin} and before the line
     * {@code end}.
     */
    public static void checkBetween(Path file, String begin, String end, String actual) {
        try {
            var page = Files.readString(file);
            int from = page.indexOf(begin + "\n");
            int to = page.indexOf(end);
            if (from < 0 || to < from) {
                throw new AssertionError(file + " lacks " + begin + " ... " + end);
            }
            check(file, page.substring(0, from) + begin + "\n" + actual + page.substring(to));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
