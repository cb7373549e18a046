package fairlead.azure.http;

import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Catalogues that clients consult and that nothing here depends on: marketplace images, VM sizes,
 * built-in roles. Every image that somebody names exists, in one version, since {@code az} refuses
 * to go on otherwise; what it means is decided where machines are made.
 */
final class CatalogueDocuments {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String REGION = "subscriptions/*/providers/Microsoft.Compute/locations/*";
    private static final String OFFERS = REGION + "/publishers/*/artifacttypes/vmimage/offers";
    private static final String IMAGES = OFFERS + "/*/skus/*/versions";
    private static final String VERSION = "1.0.0";

    private final CloudCard card;

    CatalogueDocuments(CloudCard card) {
        this.card = card;
    }

    List<Route> routes() {
        return List.of(
                Route.guarded("GET", REGION + "/publishers", asked -> named(asked, 0)),
                Route.guarded("GET", OFFERS, asked -> named(asked, 1)),
                Route.guarded("GET", OFFERS + "/*/skus", asked -> named(asked, 2)),
                Route.guarded("GET", REGION + "/vmSizes", _ -> plainSizes()),
                Route.guarded("GET", IMAGES, this::versions),
                Route.guarded("GET", IMAGES + "/*", this::image),
                Route.guarded(
                        "GET", "subscriptions/*/providers/Microsoft.Compute/skus", _ -> sizes()),
                Route.guarded(
                        "GET",
                        "**/providers/Microsoft.Authorization/roleDefinitions",
                        asked -> roles(asked.query().getOrDefault("$filter", ""))));
    }

    /** A bare array, unlike every other list. */
    private Answer versions(Route.Asked asked) {
        return Answer.json(JSON.arrayNode().add(image(asked, VERSION)));
    }

    /**
     * Publishers, offers of one or its SKUs, as far as an alias names them; bare arrays as well.
     */
    private static Answer named(Route.Asked asked, int depth) {
        var segments = asked.segments();
        var above = List.of("publishers", "offers", "skus").subList(0, depth);
        var value = JSON.arrayNode();
        ImageAlias.all().stream()
                .filter(alias ->
                        above.stream()
                                .allMatch(level ->
                                        alias.at(above.indexOf(level))
                                                .equalsIgnoreCase(after(segments, level))))
                .map(alias -> alias.at(depth))
                .distinct()
                .sorted()
                .forEach(name ->
                        value.addObject()
                                .put("id", "/" + String.join("/", segments) + "/" + name)
                                .put("name", name)
                                .put("location", segments.get(5)));
        return Answer.json(value);
    }

    private static String after(List<String> segments, String level) {
        int at = segments.stream().map(it -> it.toLowerCase(Locale.ROOT)).toList().indexOf(level);
        return segments.get(at + 1);
    }

    private static Answer plainSizes() {
        var document = JSON.objectNode();
        var value = document.putArray("value");
        for (var size : Size.values()) {
            value.addObject()
                    .put("name", size.name())
                    .put("numberOfCores", Integer.parseInt(size.cpus))
                    .put("memoryInMB", (int) (1024 * Double.parseDouble(size.memory)))
                    .put("osDiskSizeInMB", 1_047_552)
                    .put("resourceDiskSizeInMB", 0)
                    .put("maxDataDiskCount", 4);
        }
        return Answer.json(document);
    }

    private Answer image(Route.Asked asked) {
        var image = image(asked, asked.segments().getLast());
        var properties = image.putObject("properties");
        properties.putObject("osDiskImage").put("operatingSystem", "Linux").put("sizeInGb", 30);
        properties.putArray("dataDiskImages");
        properties.put("hyperVGeneration", "V2");
        properties.put("architecture", "x64");
        properties
                .putObject("automaticOSUpgradeProperties")
                .put("automaticOSUpgradeSupported", false);
        return Answer.json(image);
    }

    private static ObjectNode image(Route.Asked asked, String version) {
        var segments = asked.segments();
        int end = segments.size() - (segments.getLast().equalsIgnoreCase("versions") ? 0 : 1);
        return JSON.objectNode()
                .put("id", "/" + String.join("/", segments.subList(0, end)) + "/" + version)
                .put("name", version)
                .put("location", segments.get(5));
    }

    private Answer sizes() {
        var document = JSON.objectNode();
        var value = document.putArray("value");
        for (var size : Size.values()) {
            var name = size.name().substring(size.name().indexOf('_') + 1);
            var row = value.addObject();
            row.put("resourceType", "virtualMachines");
            row.put("name", size.name());
            row.put("tier", "Standard");
            row.put("size", name);
            row.put("family", "standard" + name + "Family");
            var locations = row.putArray("locations");
            var zones = row.putArray("locationInfo");
            for (var location : card.locations()) {
                locations.add(location.name());
                zones.addObject()
                        .put("location", location.name())
                        .putArray("zones")
                        .add("1")
                        .add("2")
                        .add("3");
            }
            var capabilities = row.putArray("capabilities");
            capability(capabilities.addObject(), "vCPUs", size.cpus);
            capability(capabilities.addObject(), "MemoryGB", size.memory);
            capability(capabilities.addObject(), "HyperVGenerations", "V1,V2");
            capability(capabilities.addObject(), "PremiumIO", "True");
            capability(capabilities.addObject(), "AcceleratedNetworkingEnabled", "True");
            row.putArray("restrictions");
        }
        return Answer.json(document);
    }

    private static void capability(ObjectNode row, String name, String value) {
        row.put("name", name).put("value", value);
    }

    private Answer roles(String filter) {
        var document = JSON.objectNode();
        var value = document.putArray("value");
        for (var role : Role.values()) {
            if (!role.isMeantBy(filter)) {
                continue;
            }
            var row = value.addObject();
            row.put(
                    "id",
                    "/subscriptions/"
                            + card.subscription()
                            + "/providers/Microsoft.Authorization/roleDefinitions/"
                            + role.id);
            row.put("name", role.id);
            row.put("type", "Microsoft.Authorization/roleDefinitions");
            var properties = row.putObject("properties");
            properties.put("roleName", role.title);
            properties.put("type", "BuiltInRole");
            properties.put("description", role.title);
            properties.putArray("assignableScopes").add("/");
            var permission = properties.putArray("permissions").addObject();
            permission.putArray("actions").add(role.actions);
            permission.putArray("notActions");
        }
        return Answer.json(document);
    }

    /** Sizes that examples like to name. */
    private enum Size {
        Standard_B1s("1", "1"),
        Standard_B2ms("2", "8"),
        Standard_DS1_v2("1", "3.5"),
        Standard_D2s_v3("2", "8"),
        Standard_D2s_v5("2", "8");

        private final String cpus;
        private final String memory;

        Size(String cpus, String memory) {
            this.cpus = cpus;
            this.memory = memory;
        }
    }

    /** Azure's built-in roles of the same ids (Azure: "Azure built-in roles"). */
    private enum Role {
        OWNER("8e3af657-a8ff-443c-a75c-2fe8c4bcb635", "Owner", "*"),
        CONTRIBUTOR("b24988ac-6180-42a0-ab88-20f7382dd24c", "Contributor", "*"),
        READER("acdd72a7-3385-48ef-bd42-f606fba81ae7", "Reader", "*/read"),
        NETWORK_CONTRIBUTOR(
                "4d97b98b-1d4f-4787-a291-c67834d212e7",
                "Network Contributor",
                "Microsoft.Network/*"),
        EVENT_SUBSCRIPTIONS(
                "428e0ff0-5e57-4d9c-a221-2c70d0e0a443",
                "EventGrid EventSubscription Contributor",
                "Microsoft.EventGrid/eventSubscriptions/*");

        private final String id;
        private final String title;
        private final String actions;

        Role(String id, String title, String actions) {
            this.id = id;
            this.title = title;
            this.actions = actions;
        }

        /** Understands {@code roleName eq 'Reader'}; any other filter takes all. */
        boolean isMeantBy(String filter) {
            var text = filter.strip().toLowerCase(Locale.ROOT);
            return !text.startsWith("rolename eq ")
                    || text.equals("rolename eq '" + title.toLowerCase(Locale.ROOT) + "'");
        }
    }
}
