package fairlead.box;

import fairlead.azure.arm.ResourceType;
import fairlead.azure.http.CloudCard;
import fairlead.azure.http.CloudSecrets;
import fairlead.azure.types.Catalogue;
import fairlead.azure.types.Limits;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a cloud says of itself. Its tenant and subscription follow from its service principal, so
 * they stay the same.
 */
final class Cards {

    private static final List<CloudCard.Location> LOCATIONS =
            List.of(
                    new CloudCard.Location("westeurope", "West Europe"),
                    new CloudCard.Location("northeurope", "North Europe"),
                    new CloudCard.Location("germanywestcentral", "Germany West Central"),
                    new CloudCard.Location("eastus", "East US"),
                    new CloudCard.Location("westus2", "West US 2"));

    /** What a client may name as the resource of a token for the API: Azure's own names for it. */
    static final Set<String> AUDIENCES =
            Set.of("https://management.azure.com", "https://management.core.windows.net");

    private Cards() {}

    static CloudCard of(String cloud, CloudSecrets secrets) {
        var types = new ArrayList<CloudCard.ServedType>();
        var catalogue = Catalogue.of(Limits.AZURE);
        for (var row : catalogue.rows()) {
            types.add(new CloudCard.ServedType(row.type(), row.apiVersions()));
        }
        types.add(
                new CloudCard.ServedType(
                        ResourceType.DEPLOYMENT, catalogue.apiVersions(ResourceType.DEPLOYMENT)));
        return new CloudCard(
                "Fairlead",
                guid("tenant", secrets),
                guid("subscription", secrets),
                "fairlead-" + cloud,
                LOCATIONS,
                types);
    }

    /** What the template function {@code environment()} gives. */
    static ObjectNode environment(CloudCard card) {
        var json = JsonMapper.shared().createObjectNode().put("name", card.name());
        json.putObject("suffixes")
                .put("storage", "localhost")
                .put("keyvaultDns", ".vault.localhost");
        return json;
    }

    private static String guid(String purpose, CloudSecrets secrets) {
        return UUID.nameUUIDFromBytes(
                        (purpose + "/" + secrets.credential().clientId())
                                .getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
