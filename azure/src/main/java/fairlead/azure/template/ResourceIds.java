package fairlead.azure.template;

import fairlead.azure.arm.ArmId;
import java.util.regex.Pattern;

/** Ids as templates spell them. */
final class ResourceIds {

    /** How {@code subscriptionResourceId} spells a group, which has an id of its own kind. */
    private static final Pattern GROUP =
            Pattern.compile(
                    "/subscriptions/([^/]+)/providers/Microsoft\\.Resources/resourceGroups/([^/]+)",
                    Pattern.CASE_INSENSITIVE);

    private ResourceIds() {}

    /**
     * Reads an id.
     *
     * @throws IllegalArgumentException as {@link ArmId#parse} does
     */
    static ArmId parse(String text) {
        var group = GROUP.matcher(text);
        return group.matches() ? ArmId.group(group.group(1), group.group(2)) : ArmId.parse(text);
    }
}
