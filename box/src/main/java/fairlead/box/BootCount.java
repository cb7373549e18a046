package fairlead.box;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * How often each running machine had been told to restart when it was started, kept beside it: a
 * daemon that comes after a crash then knows whether a restart that was acknowledged has been done.
 *
 * @param machines the folder with a folder for each machine
 */
record BootCount(Path machines) {

    /** 0 where nothing was written: the machine was never restarted. */
    int read(String key) throws IOException {
        try {
            var text = Files.readString(file(key)).strip();
            return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
        } catch (NoSuchFileException never) {
            return 0;
        }
    }

    void write(String key, int boots) {
        try {
            Files.writeString(file(key), boots + "\n");
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private Path file(String key) {
        return machines.resolve(key).resolve("boots");
    }
}
