package fairlead.azure.http;

import fairlead.azure.arm.ResourceType;
import java.util.List;

/**
 * How the cloud introduces itself: what metadata, tenants, subscriptions, locations and providers
 * say.
 *
 * @param name of the cloud, as {@code az cloud list} shows it
 * @param tenant a GUID
 * @param subscription the id of the one subscription, a GUID
 * @param locations the first is the one to choose when nothing else decides
 * @param types every type that is served, nested ones too
 */
public record CloudCard(
        String name,
        String tenant,
        String subscription,
        String subscriptionName,
        List<Location> locations,
        List<ServedType> types) {

    public CloudCard {
        locations = List.copyOf(locations);
        types = List.copyOf(types);
        if (locations.isEmpty()) {
            throw new IllegalArgumentException("a cloud has at least one location");
        }
    }

    /** A region: {@code westeurope}, {@code West Europe}. */
    public record Location(String name, String displayName) {}

    /**
     * A resource type and the versions that are announced for it, newest first. Requests may name
     * any well-formed version.
     */
    public record ServedType(ResourceType type, List<String> apiVersions) {
        public ServedType {
            apiVersions = List.copyOf(apiVersions);
        }
    }
}
