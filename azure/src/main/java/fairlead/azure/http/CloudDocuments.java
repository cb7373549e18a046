package fairlead.azure.http;

import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a client reads before it logs in: where everything is. The endpoint document has three
 * shapes, chosen by api-version; {@code az} 2.45 asks for the first, {@code az} 2.74 for the last,
 * {@code ARM_CLOUD_METADATA_URL} for the list.
 */
final class CloudDocuments {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final CloudCard card;

    CloudDocuments(CloudCard card) {
        this.card = card;
    }

    List<Route> routes() {
        return List.of(
                Route.open("GET", "", asked -> page(welcome(asked.base()))),
                Route.open("GET", "health", _ -> page("ok\n")),
                Route.open("GET", "metadata/endpoints", this::endpoints),
                Route.open("GET", "metadata/aliases.json", _ -> Answer.json(aliases())),
                Route.open("GET", "cloud.json", asked -> Answer.json(config(asked.base()))));
    }

    private static Answer page(String text) {
        return new Answer.Page(200, "text/plain", text);
    }

    private String welcome(String base) {
        return """
        This is %s, a cloud of Fairlead's. It speaks Azure's REST API.

        az cloud register -n %s --endpoint-resource-manager %s
        az cloud set -n %s
        az login --service-principal -u CLIENT_ID -p SECRET --tenant %s
        """
                .formatted(card.name(), card.name(), base, card.name(), card.tenant());
    }

    private Answer endpoints(Route.Asked asked) throws fairlead.azure.arm.RefusedException {
        var version = asked.query().getOrDefault("api-version", "");
        return switch (version) {
            case "" -> throw Refusals.missingApiVersion();
            case "2015-01-01" -> Answer.json(oldEndpoints(asked.base()));
            default -> {
                if (!version.matches("\\d{4}-\\d{2}-\\d{2}(-[A-Za-z]+)?")) {
                    throw Refusals.badApiVersion(version);
                }
                var endpoints = endpoints(asked.base());
                yield Answer.json(
                        version.compareTo("2022-09-01") < 0
                                ? JSON.arrayNode().add(endpoints)
                                : endpoints);
            }
        };
    }

    private static ObjectNode oldEndpoints(String base) {
        var document = JSON.objectNode();
        document.put("galleryEndpoint", base + "/gallery");
        document.put("graphEndpoint", base + "/graph");
        document.put("portalEndpoint", base + "/portal");
        authentication(document, base);
        return document;
    }

    private ObjectNode endpoints(String base) {
        var document = JSON.objectNode();
        document.put("name", card.name());
        document.put("resourceManager", base);
        document.put("portal", base + "/portal");
        document.put("graph", base + "/graph");
        document.put("graphAudience", base + "/graph");
        document.put("microsoftGraphResourceId", base + "/graph");
        document.put("gallery", base + "/gallery");
        document.put("batch", base + "/batch");
        document.put("sqlManagement", base + "/sql");
        document.put("media", base + "/media");
        document.put("vmImageAliasDoc", base + "/metadata/aliases.json");
        document.put("activeDirectoryDataLake", base + "/datalake");
        authentication(document, base).put("tenant", card.tenant()).put("identityProvider", "ADFS");
        document.putObject("suffixes")
                .put("storage", "core.localhost")
                .put("keyVaultDns", "vault.localhost")
                .put("sqlServerHostname", "sql.localhost")
                .put("acrLoginServer", "acr.localhost")
                .put("azureDataLakeStoreFileSystem", "dls.localhost")
                .put("azureDataLakeAnalyticsCatalogAndJob", "dla.localhost");
        return document;
    }

    private static ObjectNode authentication(ObjectNode document, String base) {
        var authentication = document.putObject("authentication");
        authentication.put("loginEndpoint", base + "/adfs");
        authentication.putArray("audiences").add(base + "/");
        return authentication;
    }

    /** For {@code az cloud register --cloud-config}. */
    private static ObjectNode config(String base) {
        var document = JSON.objectNode();
        document.putObject("endpoints")
                .put("resourceManager", base)
                .put("management", base + "/")
                .put("activeDirectory", base + "/adfs")
                .put("activeDirectoryResourceId", base + "/")
                .put("activeDirectoryGraphResourceId", base + "/graph/")
                .put("microsoftGraphResourceId", base + "/graph/")
                .put("gallery", base + "/gallery/")
                .put("vmImageAliasDoc", base + "/metadata/aliases.json");
        document.putObject("suffixes")
                .put("storageEndpoint", "blob.localhost")
                .put("keyvaultDns", ".vault.localhost");
        return document;
    }

    private static ObjectNode aliases() {
        var document = JSON.objectNode();
        document.put("contentVersion", "1.0.0.0");
        for (var empty : List.of("parameters", "variables")) {
            document.putObject(empty);
        }
        ArrayNode none = JSON.arrayNode();
        document.set("resources", none);
        var aliases = document.putObject("outputs").putObject("aliases");
        aliases.put("type", "object");
        var value = aliases.putObject("value");
        var linux = value.putObject("Linux");
        ImageAlias.all().forEach(alias -> linux.set(alias.name(), alias.json()));
        value.putObject("Windows");
        return document;
    }
}
