package fairlead.azure.arm;

import java.util.Locale;

/** Where a resource stands, in the words of Azure's documents. */
public enum ProvisioningState {
    CREATING,
    UPDATING,
    DELETING,
    SUCCEEDED,
    FAILED,
    CANCELED;

    /** Whether pollers may stop: {@code Succeeded}, {@code Failed}, {@code Canceled}. */
    public boolean isFinal() {
        return this == SUCCEEDED || this == FAILED || this == CANCELED;
    }

    /** {@code Succeeded}. */
    public String text() {
        return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
    }

    /** Reads {@link #text()}. */
    public static ProvisioningState of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
