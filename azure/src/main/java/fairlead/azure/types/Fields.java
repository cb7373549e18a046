package fairlead.azure.types;

import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.Resource;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a document that a {@link Shape} has admitted: every member present has the type that its
 * shape gives it.
 */
record Fields(ObjectNode node) {

    /** The stored properties of a resource. */
    static Fields of(Resource resource) {
        return new Fields(resource.properties());
    }

    Optional<String> text(String name) {
        return node.path(name).stringValueOpt();
    }

    /** The text of a member that admission has assured. */
    String needed(String name) {
        return text(name)
                .orElseThrow(() -> new IllegalStateException("stored without '" + name + "'"));
    }

    /** Whether a flag is set; one that is absent is not. */
    boolean flag(String name) {
        return node.path(name).asBoolean(false);
    }

    Optional<Long> number(String name) {
        var value = node.path(name);
        return value.isNumber() ? Optional.of(value.longValue()) : Optional.empty();
    }

    /** The {@code id} of a reference. */
    Optional<ArmId> reference(String name) {
        return node.path(name).path("id").stringValueOpt().map(ArmId::parse);
    }

    /** The {@code id}s of a list of references. */
    List<ArmId> references(String name) {
        return node.path(name)
                .valueStream()
                .map(member -> ArmId.parse(member.path("id").stringValue()))
                .toList();
    }

    List<String> texts(String name) {
        return node.path(name).valueStream().map(JsonNode::stringValue).toList();
    }

    Optional<IpAddress> address(String name) {
        return text(name).map(IpAddress::parse);
    }

    List<Prefix> prefixes(String name) {
        return texts(name).stream().map(Prefix::parse).toList();
    }

    /** The object of this name; an empty one if there is none. */
    Fields object(String name) {
        return new Fields(node.get(name) instanceof ObjectNode object ? object : node.objectNode());
    }

    List<Fields> objects(String name) {
        return node.path(name)
                .valueStream()
                .map(member -> new Fields((ObjectNode) member))
                .toList();
    }
}
