package fairlead.azure.arm;

import java.util.Locale;

/**
 * A resource type such as {@code Microsoft.Network/virtualNetworks/subnets}. Case is kept for
 * display and ignored for identity.
 */
public record ResourceType(String text) {

    /** The type of a resource group, which ARM itself serves. */
    public static final ResourceType GROUP = new ResourceType("Microsoft.Resources/resourceGroups");

    /** The type of a template deployment. */
    public static final ResourceType DEPLOYMENT =
            new ResourceType("Microsoft.Resources/deployments");

    public ResourceType {
        if (text.indexOf('/') < 1 || text.endsWith("/")) {
            throw new IllegalArgumentException(
                    "'"
                            + text
                            + "' is not a resource type such as Microsoft.Network/virtualNetworks");
        }
    }

    /** {@code Microsoft.Network}. */
    public String namespace() {
        return text.substring(0, text.indexOf('/'));
    }

    /** {@code virtualNetworks/subnets}. */
    public String path() {
        return text.substring(text.indexOf('/') + 1);
    }

    /**
     * {@code Microsoft.Network/virtualNetworks} with {@code subnets} gives {@code
     * Microsoft.Network/virtualNetworks/subnets}.
     */
    public ResourceType child(String segment) {
        return new ResourceType(text + "/" + segment);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ResourceType that && text.equalsIgnoreCase(that.text);
    }

    @Override
    public int hashCode() {
        return text.toLowerCase(Locale.ROOT).hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
