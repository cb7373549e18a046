package fairlead.azure.metadata;

import fairlead.azure.types.Machine;
import fairlead.azure.types.Types;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The part {@code compute}: a row per member, with the version that brought it. */
final class ComputeDocument {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String FIRST = "2017-03-01";

    /** Where the row's value goes, dots between objects; and since when. */
    private record Row(String path, String since, Function<Resident, JsonNode> value) {}

    private static final List<Row> ROWS =
            List.of(
                    row("azEnvironment", "2018-10-01", _ -> "AzurePublicCloud"),
                    row(
                            "additionalCapabilities.hibernationEnabled",
                            "2021-11-01",
                            one -> flag(one, "additionalCapabilities", "hibernationEnabled")),
                    // Always empty: whoever may call the service may not read customData.
                    row("customData", "2019-02-01", _ -> ""),
                    row("evictionPolicy", "2020-12-01", one -> property(one, "evictionPolicy")),
                    row("extendedLocation.name", "2021-03-01", _ -> ""),
                    row("extendedLocation.type", "2021-03-01", _ -> ""),
                    row("host.id", "2021-11-15", one -> property(one, "host", "id")),
                    row("hostGroup.id", "2021-11-15", one -> property(one, "hostGroup", "id")),
                    row("isHostCompatibilityLayerVm", "2020-06-01", _ -> "false"),
                    row("licenseType", "2020-09-01", one -> property(one, "licenseType")),
                    row("location", FIRST, one -> text(one.machine().body().path("location"))),
                    row("name", FIRST, one -> one.read().name()),
                    row("offer", FIRST, one -> image(one, Machine.Image::offer)),
                    row(
                            "osProfile.adminUsername",
                            "2020-07-15",
                            one -> one.read().adminUsername().orElse("")),
                    row("osProfile.computerName", "2020-07-15", one -> one.read().computerName()),
                    row(
                            "osProfile.disablePasswordAuthentication",
                            "2020-10-01",
                            one ->
                                    flag(
                                            one,
                                            "osProfile",
                                            "linuxConfiguration",
                                            "disablePasswordAuthentication")),
                    row("osType", FIRST, _ -> "Linux"),
                    row("placementGroupId", "2017-08-01", _ -> ""),
                    row("plan.name", "2018-04-02", one -> plan(one, "name")),
                    row("plan.product", "2018-04-02", one -> plan(one, "product")),
                    row("plan.publisher", "2018-04-02", one -> plan(one, "publisher")),
                    row("platformFaultDomain", FIRST, _ -> "0"),
                    row("platformSubFaultDomain", "2021-10-01", _ -> ""),
                    row("platformUpdateDomain", FIRST, _ -> "0"),
                    row("priority", "2020-12-01", one -> property(one, "priority")),
                    row("provider", "2018-10-01", _ -> "Microsoft.Compute"),
                    new Row("publicKeys", "2018-04-02", ComputeDocument::publicKeys),
                    row("publisher", FIRST, one -> image(one, Machine.Image::publisher)),
                    row(
                            "resourceGroupName",
                            "2017-08-01",
                            one -> one.machine().id().resourceGroup().orElse("")),
                    row("resourceId", "2019-03-11", one -> one.machine().id().toString()),
                    row(
                            "securityProfile.encryptionAtHost",
                            "2021-11-01",
                            one -> flag(one, "securityProfile", "encryptionAtHost")),
                    row(
                            "securityProfile.secureBootEnabled",
                            "2020-06-01",
                            one ->
                                    flag(
                                            one,
                                            "securityProfile",
                                            "uefiSettings",
                                            "secureBootEnabled")),
                    row(
                            "securityProfile.securityType",
                            "2021-12-13",
                            one -> property(one, "securityProfile", "securityType")),
                    row(
                            "securityProfile.virtualTpmEnabled",
                            "2020-06-01",
                            one -> flag(one, "securityProfile", "uefiSettings", "vTpmEnabled")),
                    row("sku", FIRST, one -> image(one, Machine.Image::sku)),
                    new Row(
                            "storageProfile",
                            "2019-06-01",
                            one -> StorageDocument.of(one.machine().properties())),
                    row("subscriptionId", "2017-08-01", one -> one.machine().id().subscription()),
                    row("tags", "2017-08-01", ComputeDocument::tags),
                    new Row("tagsList", "2019-06-04", ComputeDocument::tagsList),
                    row("userData", "2021-01-01", one -> one.read().userData().orElse("")),
                    row("version", FIRST, one -> image(one, Machine.Image::version)),
                    // Of scale sets in flexible orchestration only, which do not exist here.
                    row("virtualMachineScaleSet.id", "2021-03-01", _ -> ""),
                    row("vmId", FIRST, one -> one.read().vmId()),
                    row("vmScaleSetName", "2017-12-01", ComputeDocument::scaleSet),
                    row("vmSize", FIRST, one -> one.read().size()),
                    row(
                            "zone",
                            "2017-12-01",
                            one -> text(one.machine().body().path("zones").path(0))));

    private ComputeDocument() {}

    static ObjectNode of(Resident resident, String version) {
        var document = JSON.objectNode();
        for (var row : ROWS) {
            if (row.since().compareTo(version) <= 0) {
                var steps = row.path().split("\\.");
                var at = document;
                for (int i = 0; i < steps.length - 1; i++) {
                    at = at.withObjectProperty(steps[i]);
                }
                at.set(steps[steps.length - 1], row.value().apply(resident));
            }
        }
        return document;
    }

    private static Row row(String path, String since, Function<Resident, String> value) {
        return new Row(path, since, one -> JSON.stringNode(value.apply(one)));
    }

    /** A leaf as text; an empty one where there is none. */
    static String text(JsonNode leaf) {
        return leaf.isContainer() || leaf.isNull() ? "" : leaf.asString("");
    }

    private static JsonNode stored(Resident one, String... path) {
        JsonNode at = one.machine().properties();
        for (var step : path) {
            at = at.path(step);
        }
        return at;
    }

    private static String property(Resident one, String... path) {
        return text(stored(one, path));
    }

    private static String flag(Resident one, String... path) {
        return Boolean.toString(stored(one, path).asBoolean(false));
    }

    private static String image(Resident one, Function<Machine.Image, String> part) {
        return part.apply(one.read().image());
    }

    private static String plan(Resident one, String member) {
        return text(one.machine().body().path("plan").path(member));
    }

    private static String scaleSet(Resident one) {
        var id = one.machine().id();
        return id.type().equals(Types.INSTANCES) ? id.parentName() : "";
    }

    private static String tags(Resident one) {
        return one.machine().body().path("tags").properties().stream()
                .map(tag -> tag.getKey() + ":" + text(tag.getValue()))
                .collect(Collectors.joining(";"));
    }

    private static JsonNode tagsList(Resident one) {
        var list = JSON.arrayNode();
        one.machine()
                .body()
                .path("tags")
                .properties()
                .forEach(tag ->
                        list.addObject()
                                .put("name", tag.getKey())
                                .put("value", text(tag.getValue())));
        return list;
    }

    private static JsonNode publicKeys(Resident one) {
        var list = JSON.arrayNode();
        for (var key : stored(one, "osProfile", "linuxConfiguration", "ssh", "publicKeys")) {
            list.addObject()
                    .put("keyData", text(key.path("keyData")))
                    .put("path", text(key.path("path")));
        }
        return list;
    }
}
