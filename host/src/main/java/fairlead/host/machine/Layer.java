package fairlead.host.machine;

import java.nio.file.Path;
import java.util.List;

/**
 * Unpacked packages that an overlay puts over the host's {@code /usr}.
 *
 * @param hash of versions, architecture and format; also the folder's name
 * @param packages {@code name=version}, sorted
 */
record Layer(Path folder, String hash, List<String> packages) {

    Path usr() {
        return folder.resolve("usr");
    }
}
