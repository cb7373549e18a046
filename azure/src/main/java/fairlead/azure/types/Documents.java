package fairlead.azure.types;

import fairlead.azure.arm.Resource;
import fairlead.azure.arm.ResourceType;
import fairlead.azure.arm.Resources;
import tools.jackson.databind.node.ObjectNode;

/** From a stored resource to what Azure shows of it. */
final class Documents {

    private final Catalogue catalogue;
    private final Resources cloud;

    Documents(Catalogue catalogue, Resources cloud) {
        this.catalogue = catalogue;
        this.cloud = cloud;
    }

    ObjectNode of(Resource resource) {
        var row = catalogue.row(resource.id().type()).orElseThrow();
        var stored = resource.body();
        var document =
                stored.objectNode()
                        .put("id", resource.id().toString())
                        .put("name", nameOf(resource))
                        .put("type", row.type().text());
        if (!row.type().equals(ResourceType.GROUP)) {
            document.put("etag", resource.etag());
        }
        for (var member : Envelope.SHOWN) {
            stored.optional(member).ifPresent(value -> document.set(member, value.deepCopy()));
        }
        if (document.get("identity") instanceof ObjectNode identity) {
            ManagedIdentity.of(resource)
                    .ifPresent(own -> identity.put("principalId", own.principalId()));
        }
        var properties = document.putObject("properties");
        properties.setAll(row.shape().shown(resource.properties()));
        properties.setAll(row.computed(resource, cloud));
        properties.put("provisioningState", resource.state().text());
        for (var inline : row.inlines()) {
            var children = properties.putArray(inline.property());
            var text = inline.type().text();
            cloud.children(resource.id(), text.substring(text.lastIndexOf('/') + 1))
                    .map(this::of)
                    .forEach(children::add);
        }
        return document;
    }

    /** An instance of a scale set is called SET_ID, though its id ends in ID alone. */
    static String nameOf(Resource resource) {
        return resource.body().has("instanceId")
                ? resource.id().parentName() + "_" + resource.id().name()
                : resource.id().name();
    }
}
