package fairlead.host.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The machine's {@code cloud-init-output.log}; commands append to the same file. */
record CloudInitLog(Path file) {

    /** As {@link #line}, for those who may not fail by it. */
    void tell(String text) {
        try {
            line(text);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    void line(String text) throws IOException {
        Files.writeString(file, text + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
