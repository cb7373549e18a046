package fairlead.bgp.monitor;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;

/** Why a file cannot be written, in words for an operator. */
public final class FileReasons {

    private FileReasons() {}

    /** What stands behind {@code e}, without the name of the file. */
    public static String of(IOException e) {
        return switch (e) {
            case NoSuchFileException _ -> "its folder is not there";
            case AccessDeniedException _ -> "this user may not write it";
            case FileSystemException other when other.getReason() != null ->
                    other.getReason().toLowerCase(Locale.ROOT);
            default -> e.getMessage() == null ? e.toString() : e.getMessage();
        };
    }
}
