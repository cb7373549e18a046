package fairlead.box.settings;

import fairlead.cloud.CloudSettings;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the owner of a cloud chose before its daemon started.
 *
 * @param listen the address on which the API is served, one of {@link #ADDRESSES}
 */
public record Settings(CloudSettings cloud, String listen) {

    private static final String LOOPBACK = "127.0.0.1";

    /** Where the API may listen: its own parts and the command line come by loopback always. */
    public static final List<String> ADDRESSES = List.of(LOOPBACK, "0.0.0.0");

    /** For a cloud without a file of settings. */
    public static final Settings USUAL = new Settings(CloudSettings.USUAL, LOOPBACK);

    /** How a name is written in the file and in a status: small. */
    public static String word(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT);
    }

    /** What the owner of a cloud that others can reach should know. */
    public Optional<String> warning() {
        return staysHere()
                ? Optional.empty()
                : Optional.of(
                        "The API listens on "
                                + listen
                                + ", not on loopback alone: whoever reaches it and knows a secret"
                                + " of this cloud rules it, and its machines run on this host. Its"
                                + " certificate names localhost only.");
    }

    /** Whether nobody but programs on this machine reaches the API. */
    private boolean staysHere() {
        return listen.equals(LOOPBACK);
    }
}
