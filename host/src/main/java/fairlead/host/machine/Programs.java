package fairlead.host.machine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Which programs are to be found, in the folders of Debian's root (a user's PATH lacks sbin). */
final class Programs {

    private static final List<String> FOLDERS = List.of("sbin", "bin", "local/sbin", "local/bin");

    private Programs() {}

    /** Where a program is, now. */
    static Optional<Path> find(String name) {
        return find(Path.of("/usr"), name);
    }

    /** Where a program is in this {@code /usr}. */
    static Optional<Path> find(Path usr, String name) {
        return FOLDERS.stream()
                .map(folder -> usr.resolve(folder).resolve(name))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
