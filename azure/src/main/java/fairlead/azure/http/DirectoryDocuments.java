package fairlead.azure.http;

import fairlead.azure.arm.ArmError;
import fairlead.azure.arm.RefusedException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Tenants, subscriptions, locations and resource providers, as the {@link CloudCard} has them. */
final class DirectoryDocuments {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final CloudCard card;
    private final Map<String, ObjectNode> providers;

    DirectoryDocuments(CloudCard card) {
        this.card = card;
        this.providers = providers(card);
    }

    List<Route> routes() {
        return List.of(
                Route.guarded("GET", "tenants", _ -> list(List.of(tenant()))),
                Route.guarded("GET", "subscriptions", _ -> subscriptions()),
                Route.guarded("GET", "subscriptions/*", _ -> Answer.json(subscription())),
                Route.guarded("GET", "subscriptions/*/locations", _ -> locations()),
                Route.guarded("GET", "subscriptions/*/providers", _ -> list(providers.values())),
                Route.guarded("GET", "subscriptions/*/providers/*", this::provider),
                Route.guarded("POST", "subscriptions/*/providers/*/register", this::provider),
                Route.guarded("GET", "providers", _ -> list(providers.values())));
    }

    private static Answer list(Iterable<ObjectNode> members) {
        var document = JSON.objectNode();
        var value = document.putArray("value");
        members.forEach(value::add);
        return Answer.json(document);
    }

    private ObjectNode tenant() {
        return JSON.objectNode()
                .put("id", "/tenants/" + card.tenant())
                .put("tenantId", card.tenant())
                .put("displayName", card.name());
    }

    private Answer subscriptions() {
        var document = JSON.objectNode();
        document.putArray("value").add(subscription());
        document.putObject("count").put("type", "Total").put("value", 1);
        return Answer.json(document);
    }

    private ObjectNode subscription() {
        var document = JSON.objectNode();
        document.put("id", "/subscriptions/" + card.subscription());
        document.put("subscriptionId", card.subscription());
        document.put("displayName", card.subscriptionName());
        document.put("state", "Enabled");
        document.put("tenantId", card.tenant());
        document.put("authorizationSource", "RoleBased");
        document.putObject("subscriptionPolicies")
                .put("locationPlacementId", "Public_2014-09-01")
                .put("quotaId", "PayAsYouGo_2014-09-01")
                .put("spendingLimit", "Off");
        return document;
    }

    private Answer locations() {
        return list(
                card.locations().stream()
                        .map(location -> {
                            var document = JSON.objectNode();
                            document.put(
                                    "id",
                                    "/subscriptions/"
                                            + card.subscription()
                                            + "/locations/"
                                            + location.name());
                            document.put("name", location.name());
                            document.put("displayName", location.displayName());
                            document.put("regionalDisplayName", location.displayName());
                            document.putObject("metadata")
                                    .put("regionType", "Physical")
                                    .put("regionCategory", "Recommended");
                            return document;
                        })
                        .toList());
    }

    private Answer provider(Route.Asked asked) throws RefusedException {
        var namespace = asked.segments().get(3);
        var provider = providers.get(namespace);
        if (provider == null) {
            throw new RefusedException(
                    404,
                    new ArmError(
                            "InvalidResourceNamespace",
                            "The resource namespace '"
                                    + namespace
                                    + "' is invalid. This cloud has "
                                    + String.join(
                                            ", ",
                                            providers.values().stream()
                                                    .map(one -> one.get("namespace").asString())
                                                    .toList())
                                    + "."));
        }
        return Answer.json(provider);
    }

    private static Map<String, ObjectNode> providers(CloudCard card) {
        var byNamespace = new TreeMap<String, ObjectNode>(String.CASE_INSENSITIVE_ORDER);
        for (var type : card.types()) {
            var namespace = type.type().namespace();
            var provider =
                    byNamespace.computeIfAbsent(
                            namespace,
                            _ -> {
                                var document = JSON.objectNode();
                                document.put(
                                        "id",
                                        "/subscriptions/"
                                                + card.subscription()
                                                + "/providers/"
                                                + namespace);
                                document.put("namespace", namespace);
                                document.put("registrationState", "Registered");
                                document.put("registrationPolicy", "RegistrationRequired");
                                document.putArray("resourceTypes");
                                return document;
                            });
            var row = provider.withArray("resourceTypes").addObject();
            row.put("resourceType", type.type().path());
            var locations = row.putArray("locations");
            card.locations().forEach(location -> locations.add(location.displayName()));
            var versions = row.putArray("apiVersions");
            type.apiVersions().forEach(versions::add);
            row.putArray("zoneMappings");
            row.put("capabilities", "SupportsTags, SupportsLocation");
        }
        return byNamespace;
    }
}
