package fairlead.azure.types;

import fairlead.azure.arm.Resource;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** The six rules that every security group ends with. */
enum DefaultSecurityRules {
    ALLOW_VNET_IN_BOUND(
            "AllowVnetInBound", 65000, "Inbound", "Allow", "VirtualNetwork", "VirtualNetwork"),
    ALLOW_AZURE_LOAD_BALANCER_IN_BOUND(
            "AllowAzureLoadBalancerInBound", 65001, "Inbound", "Allow", "AzureLoadBalancer", "*"),
    DENY_ALL_IN_BOUND("DenyAllInBound", 65500, "Inbound", "Deny", "*", "*"),
    ALLOW_VNET_OUT_BOUND(
            "AllowVnetOutBound", 65000, "Outbound", "Allow", "VirtualNetwork", "VirtualNetwork"),
    ALLOW_INTERNET_OUT_BOUND("AllowInternetOutBound", 65001, "Outbound", "Allow", "*", "Internet"),
    DENY_ALL_OUT_BOUND("DenyAllOutBound", 65500, "Outbound", "Deny", "*", "*");

    private final String azureName;
    private final int priority;
    private final String direction;
    private final String access;
    private final String source;
    private final String destination;

    DefaultSecurityRules(
            String azureName,
            int priority,
            String direction,
            String access,
            String source,
            String destination) {
        this.azureName = azureName;
        this.priority = priority;
        this.direction = direction;
        this.access = access;
        this.source = source;
        this.destination = destination;
    }

    /** As the documents of one group show them. */
    static List<ObjectNode> of(Resource group) {
        return List.of(values()).stream().map(rule -> rule.document(group)).toList();
    }

    private ObjectNode document(Resource group) {
        var document =
                group.body()
                        .objectNode()
                        .put("id", group.id().child("defaultSecurityRules", azureName).toString())
                        .put("name", azureName)
                        .put("type", Types.SECURITY_GROUPS.text() + "/defaultSecurityRules")
                        .put("etag", group.etag());
        var properties =
                document.putObject("properties")
                        .put("provisioningState", "Succeeded")
                        .put("protocol", "*")
                        .put("sourcePortRange", "*")
                        .put("destinationPortRange", "*")
                        .put("sourceAddressPrefix", source)
                        .put("destinationAddressPrefix", destination)
                        .put("access", access)
                        .put("priority", priority)
                        .put("direction", direction);
        SecurityRules.LISTS.forEach(properties::putArray);
        return document;
    }
}
