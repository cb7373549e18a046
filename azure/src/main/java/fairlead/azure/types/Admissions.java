package fairlead.azure.types;

import fairlead.azure.arm.ArmError;
import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.ProvisioningState;
import fairlead.azure.arm.RefusedException;
import fairlead.azure.arm.Resource;
import fairlead.azure.arm.ResourceType;
import fairlead.azure.arm.Resources;
import fairlead.azure.types.TypeRow.Access;
import fairlead.azure.types.TypeRow.Change;
import fairlead.azure.types.TypeRow.Inline;
import fairlead.azure.types.TypeRow.Wanted;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * From a PUT to the changes that it means. The order is: the resource itself, children that are no
 * longer listed (last collection first), children that are (first collection first).
 */
final class Admissions {

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{N}._()-]{0,89}");

    private final Catalogue catalogue;
    private final Overlay overlay;

    Admissions(Catalogue catalogue, Resources cloud) {
        this.catalogue = catalogue;
        this.overlay = new Overlay(cloud);
    }

    List<Change> put(ArmId sent, ObjectNode body) throws RefusedException {
        var row = catalogue.row(sent.type()).orElseThrow(() -> Refusal.unknownType(sent.type()));
        if (row.access() == Access.THROUGH_PARENT) {
            throw Refusal.onlyThroughParent(sent);
        }
        var id = catalogue.canonical(sent, overlay);
        requireAbove(id);
        requireName(id, "name");
        admit(row, id, body, "");
        settleAbove(id);
        return overlay.changes();
    }

    private void admit(TypeRow row, ArmId id, ObjectNode body, String at) throws RefusedException {
        var existing = overlay.find(id);
        var admitted = Envelope.admit(row, id, body, existing, overlay);
        var properties = row.complete(propertiesOf(row, body, existing, at));
        var listed = takeOut(row, properties, at);
        var stored = existing.map(Resource::properties);
        admitted.set(
                "properties", row.shape().admit(properties, stored, at + "properties", overlay));
        var admission = row.admit(new Wanted(id, admitted, existing), overlay);
        if (at.isEmpty() || isNews(admission.body(), admission.failed(), existing)) {
            overlay.apply(new Change.Put(id, admission.body(), admission.failed()));
        }
        removeUnlisted(id, listed);
        for (var collection : listed.entrySet()) {
            admitChildren(id, collection.getKey(), collection.getValue(), at);
        }
        refuseTooMany(row, id);
        overlay.apply(admission.also());
        row.settle(overlay.find(id).orElseThrow(), overlay);
    }

    private static boolean isNews(
            ObjectNode body, Optional<ArmError> failed, Optional<Resource> existing) {
        return failed.isPresent()
                || existing.filter(old ->
                                old.state() != ProvisioningState.FAILED && old.body().equals(body))
                        .isEmpty();
    }

    private static ObjectNode propertiesOf(
            TypeRow row, ObjectNode body, Optional<Resource> existing, String at)
            throws RefusedException {
        var sent = body.path("properties");
        if (sent.isMissingNode() || sent.isNull()) {
            return switch (row.omission()) {
                case EMPTY -> body.objectNode();
                case KEEP ->
                        existing.map(old -> old.properties().deepCopy())
                                .orElseGet(body::objectNode);
            };
        }
        if (sent instanceof ObjectNode object) {
            return object.deepCopy();
        }
        throw Refusal.format(at + "properties", "An object is expected.");
    }

    /** Removes the child collections that were sent and returns them; null is as good as absent. */
    private static Map<Inline, ArrayNode> takeOut(TypeRow row, ObjectNode properties, String at)
            throws RefusedException {
        var listed = new LinkedHashMap<Inline, ArrayNode>();
        for (var inline : row.inlines()) {
            for (var name : List.copyOf(properties.propertyNames())) {
                if (name.equalsIgnoreCase(inline.property())) {
                    var children = properties.remove(name);
                    if (children instanceof ArrayNode array) {
                        listed.put(inline, array);
                    } else if (!children.isNull()) {
                        throw Refusal.format(at + "properties." + name, "An array is expected.");
                    }
                }
            }
        }
        return listed;
    }

    private void removeUnlisted(ArmId id, Map<Inline, ArrayNode> listed) throws RefusedException {
        for (var collection : List.copyOf(listed.entrySet()).reversed()) {
            var type = collection.getKey().type();
            var names = new HashSet<ArmId>();
            for (var child : collection.getValue().values()) {
                names.add(id.child(segment(type), child.path("name").asString("")));
            }
            for (var old : overlay.children(id, segment(type)).toList()) {
                if (!names.contains(old.id())) {
                    new Removals(catalogue, overlay).remove(old);
                }
            }
        }
    }

    private void admitChildren(ArmId id, Inline inline, ArrayNode children, String at)
            throws RefusedException {
        var row = catalogue.row(inline.type()).orElseThrow();
        var seen = new HashSet<ArmId>();
        for (int i = 0; i < children.size(); i++) {
            var path = at + "properties." + inline.property() + "[" + i + "]";
            var child = nameOf(id, inline.type(), children.get(i), path);
            if (!seen.add(child)) {
                throw Refusal.content(
                        path + ".name", "Two members are named '" + child.name() + "'.");
            }
            admit(row, child, (ObjectNode) children.get(i), path + ".");
        }
    }

    private ArmId nameOf(ArmId id, ResourceType type, JsonNode child, String path)
            throws RefusedException {
        if (!child.isObject()) {
            throw Refusal.format(path, "An object is expected.");
        }
        var name = child.path("name").asString("");
        if (name.isEmpty() || name.indexOf('/') >= 0) {
            throw Refusal.content(path + ".name", "A name is required, without slashes.");
        }
        requireName(id.child(segment(type), name), path + ".name");
        return catalogue.canonical(id.child(segment(type), name), overlay);
    }

    private void requireAbove(ArmId id) throws RefusedException {
        var group = id.groupId();
        if (group.isPresent() && !group.get().equals(id) && overlay.find(group.get()).isEmpty()) {
            throw RefusedException.notFound(group.get());
        }
        var parent = id.parent();
        if (!id.root().equals(id) && overlay.find(parent.orElseThrow()).isEmpty()) {
            throw new RefusedException(
                    404,
                    new ArmError(
                            "ParentResourceNotFound",
                            "Cannot write '"
                                    + id.name()
                                    + "': its parent resource "
                                    + parent.get()
                                    + " was not found."));
        }
    }

    /** Names become paths and host names, so the set of characters is Azure's, and small. */
    private static void requireName(ArmId id, String path) throws RefusedException {
        if (!NAME.matcher(id.name()).matches()) {
            throw new RefusedException(
                    400,
                    new ArmError(
                            "InvalidResourceName",
                            "Resource name '"
                                    + id.name()
                                    + "' is invalid: a name has 1 to 90 letters, digits, periods,"
                                    + " underscores, hyphens and parentheses, and starts with a"
                                    + " letter, a digit or an underscore.",
                            path));
        }
    }

    /** More children than the cloud's limits allow. */
    private void refuseTooMany(TypeRow row, ArmId id) throws RefusedException {
        for (var inline : row.inlines()) {
            int most = catalogue.limits().of(inline.type());
            if (overlay.children(id, segment(inline.type())).limit(most + 1L).count() > most) {
                throw Refusal.tooMany(id, inline.property(), most);
            }
        }
    }

    private void settleAbove(ArmId id) throws RefusedException {
        if (!id.root().equals(id)) {
            var above = id.parent().orElseThrow();
            var row = catalogue.row(above.type());
            if (row.isPresent()) {
                refuseTooMany(row.get(), above);
            }
        }
        catalogue.settle(id, overlay);
    }

    private static String segment(ResourceType type) {
        return type.text().substring(type.text().lastIndexOf('/') + 1);
    }
}
