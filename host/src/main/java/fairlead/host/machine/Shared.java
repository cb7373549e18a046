package fairlead.host.machine;

import java.nio.file.Path;

/**
 * A file or folder of the host that machines see, read-only, from their next start on; where it is
 * not there, machines start without it.
 *
 * @param place where machines see it
 */
public record Shared(Path original, Path place) {

    /** Where machines see a private az, which the shim {@code az} runs. */
    public static final Path AZ_ROOT = Path.of("/run/fairlead/az-root");

    /** Where machines see the program that runs az. */
    public static final Path AZ = Path.of("/run/fairlead/az");

    /** Where machines see the program that enters a private root, which that one needs. */
    public static final Path IN_ROOT = Path.of("/run/fairlead/in-root");
}
