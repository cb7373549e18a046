package fairlead.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/** The files of this tree, for tests of what is said about each other in them. */
final class Texts {

    static final Path TREE = Path.of("..").toAbsolutePath().normalize();

    private Texts() {}

    /**
     * The text of each file below {@code folder} by its name without that ending; files of one name
     * are joined.
     *
     * @param within what its path must have in it
     */
    static Map<String, String> of(Path folder, String ending, String within) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .filter(file -> file.toString().contains(within))
                    .collect(
                            Collectors.toMap(
                                    file -> file.getFileName().toString().replace(ending, ""),
                                    Texts::text,
                                    String::concat));
        }
    }

    /** The text of one file. */
    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
