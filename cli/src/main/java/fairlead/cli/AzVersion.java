package fairlead.cli;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/** A version of az, such as 2.74. */
record AzVersion(int major, int minor) implements Comparable<AzVersion> {

    /** Debian 12's, the oldest that was tried. */
    static final AzVersion OLDEST = new AzVersion(2, 45);

    /** From here on Debian's packages of az and of its SDKs fit together. */
    private static final AzVersion WHOLE = new AzVersion(2, 50);

    /** The newest cloud profile in which Debian 12's az finds the SDK modules that it asks for. */
    private static final String HYBRID = "2020-09-01-hybrid";

    private static final Pattern NAMED = Pattern.compile("azure-cli\\W+(\\d+)\\.(\\d+)");

    /** The version that {@code az version}, or the note of libexec/az-root, names. */
    static Optional<AzVersion> in(String answer) {
        var found = NAMED.matcher(answer);
        return found.find()
                ? Optional.of(
                        new AzVersion(
                                Integer.parseInt(found.group(1)), Integer.parseInt(found.group(2))))
                : Optional.empty();
    }

    /**
     * The cloud profile that this az needs; empty if it works in its own newest one. In an older
     * profile az has fewer commands.
     */
    Optional<String> profile() {
        return compareTo(WHOLE) < 0 ? Optional.of(HYBRID) : Optional.empty();
    }

    @Override
    public int compareTo(AzVersion other) {
        return Comparator.comparingInt(AzVersion::major)
                .thenComparingInt(AzVersion::minor)
                .compare(this, other);
    }

    @Override
    public String toString() {
        return "az " + major + "." + minor;
    }
}
