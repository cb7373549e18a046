package fairlead.azure.template;

import java.util.List;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** "Scope functions for ARM templates". */
final class ScopeFunctions {

    static final List<Function> ROWS =
            List.of(
                    new Function("managementGroup", 0, 0, ScopeFunctions::managementGroup),
                    new Function("resourceGroup", 0, 0, ScopeFunctions::resourceGroup),
                    new Function("subscription", 0, 0, ScopeFunctions::subscription),
                    new Function("tenant", 0, 0, ScopeFunctions::tenant));

    private ScopeFunctions() {}

    private static JsonNode resourceGroup(Arguments arguments) {
        var scope = arguments.context().setting().scope();
        var group =
                scope.group()
                        .orElseThrow(() ->
                                arguments.fault(
                                        "A deployment at subscription scope has no resource group."));
        var document =
                Values.object()
                        .put("id", scope.target().toString())
                        .put("name", group)
                        .put("type", "Microsoft.Resources/resourceGroups")
                        .put("location", scope.location());
        var tags = document.putObject("tags");
        new TreeMap<>(scope.tags()).forEach(tags::put);
        document.putObject("properties").put("provisioningState", "Succeeded");
        return document;
    }

    private static JsonNode subscription(Arguments arguments) {
        var scope = arguments.context().setting().scope();
        return Values.object()
                .put("id", "/subscriptions/" + scope.subscription())
                .put("subscriptionId", scope.subscription())
                .put("tenantId", scope.tenant())
                .put("displayName", scope.subscriptionName());
    }

    private static JsonNode tenant(Arguments arguments) {
        var scope = arguments.context().setting().scope();
        return Values.object().put("id", "/").put("tenantId", scope.tenant());
    }

    private static JsonNode managementGroup(Arguments arguments) {
        throw arguments.fault(
                "It needs a deployment at management group scope; this one is at "
                        + (arguments.context().setting().scope().group().isPresent()
                                ? "resource group scope."
                                : "subscription scope."));
    }
}
