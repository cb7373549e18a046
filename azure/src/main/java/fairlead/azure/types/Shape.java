package fairlead.azure.types;

import fairlead.azure.arm.ApiVersion;
import fairlead.azure.arm.RefusedException;
import fairlead.azure.arm.ResourceType;
import fairlead.azure.arm.Resources;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The members that an object may have. The one door for documents: past it, names have their right
 * case, nulls and read-only members are gone, flags are flags, numbers are numbers, and references
 * point at something.
 *
 * <p>Built by chaining: {@code Shape.empty().text("peerIp").number("peerAsn", 0, 4294967295L)}.
 */
public final class Shape {

    private static final Shape EMPTY = new Shape(Map.of());

    /**
     * @param absentUpTo the last api-version known not to have the member; empty if all have it
     */
    private record Member(String name, Kind kind, String absentUpTo) {}

    private final Map<String, Member> members;

    private Shape(Map<String, Member> members) {
        this.members = members;
    }

    static Shape empty() {
        return EMPTY;
    }

    Shape text(String... names) {
        return with(new Kind.Text(), names);
    }

    Shape flag(String... names) {
        return with(new Kind.Flag(), names);
    }

    Shape number(String name, long least, long most) {
        return with(new Kind.Whole(least, most), name);
    }

    Shape choice(String name, String... words) {
        return with(new Kind.Choice(List.of(words)), name);
    }

    Shape reference(String name, ResourceType... types) {
        return with(new Kind.Reference(List.of(types)), name);
    }

    Shape references(String name, ResourceType... types) {
        return with(new Kind.Many(new Kind.Reference(List.of(types))), name);
    }

    Shape texts(String... names) {
        return with(new Kind.Many(new Kind.Text()), names);
    }

    Shape object(String name, Shape shape) {
        return with(new Kind.Structure(shape), name);
    }

    Shape objects(String name, Shape shape) {
        return with(new Kind.Many(new Kind.Structure(shape)), name);
    }

    Shape opaque(String... names) {
        return with(new Kind.Opaque(), names);
    }

    Shape secret(String... names) {
        return with(new Kind.Secret(), names);
    }

    Shape readOnly(String... names) {
        return with(new Kind.ReadOnly(), names);
    }

    /** Says of members named before that api-versions up to {@code day} do not have them. */
    Shape later(String day, String... names) {
        var more = new LinkedHashMap<>(members);
        for (var name : names) {
            more.computeIfPresent(key(name), (_, old) -> new Member(old.name, old.kind, day));
        }
        return new Shape(more);
    }

    /** The members of {@code object}, at any depth, that {@code version} does not have. */
    List<Vintage.Late> late(ObjectNode object, ApiVersion version, String at) {
        var found = new ArrayList<Vintage.Late>();
        for (var entry : object.properties()) {
            var member = members.get(key(entry.getKey()));
            if (member != null && version.isUpTo(member.absentUpTo)) {
                found.add(new Vintage.Late(object, entry.getKey(), at + entry.getKey()));
            } else if (member != null) {
                found.addAll(late(member.kind, entry.getValue(), version, at + entry.getKey()));
            }
        }
        return found;
    }

    private static List<Vintage.Late> late(
            Kind kind, JsonNode value, ApiVersion version, String at) {
        if (kind instanceof Kind.Structure(var shape) && value instanceof ObjectNode object) {
            return shape.late(object, version, at + ".");
        }
        var found = new ArrayList<Vintage.Late>();
        if (kind instanceof Kind.Many(var each)) {
            for (int i = 0; i < value.size(); i++) {
                found.addAll(late(each, value.get(i), version, at + "[" + i + "]"));
            }
        }
        return found;
    }

    /** Every member that {@code version} has: {@code dnsSettings.dnsServers.*}. */
    List<String> paths(ApiVersion version) {
        return members.values().stream()
                .filter(member -> !version.isUpTo(member.absentUpTo))
                .flatMap(member -> paths(member.kind, member.name, version).stream())
                .toList();
    }

    private static List<String> paths(Kind kind, String at, ApiVersion version) {
        var paths = new ArrayList<String>(List.of(at));
        if (kind instanceof Kind.Structure(var shape)) {
            shape.paths(version).forEach(path -> paths.add(at + "." + path));
        }
        if (kind instanceof Kind.Many(var each)) {
            paths.addAll(paths(each, at + ".*", version));
        }
        return paths;
    }

    /**
     * From what a client sent to what may be stored.
     *
     * @param stored what stands there now; secrets that the client does not repeat are taken from
     *     it
     * @param path where {@code sent} lies in the body, for errors
     * @throws RefusedException {@code InvalidRequestFormat} for an unknown member or a wrong type,
     *     {@code InvalidParameter} for a value out of range, {@code LinkedInvalidPropertyId} and
     *     {@code InvalidResourceReference} for a reference that is none or points at nothing
     */
    ObjectNode admit(JsonNode sent, Optional<ObjectNode> stored, String path, Resources cloud)
            throws RefusedException {
        if (!(sent instanceof ObjectNode object)) {
            throw Refusal.format(path, "An object is expected.");
        }
        var admitted = object.objectNode();
        var reader = new ShapeReader(cloud);
        for (var entry : object.properties()) {
            var at = path + "." + entry.getKey();
            var member = members.get(key(entry.getKey()));
            if (member == null) {
                throw Refusal.format(
                        at, "Could not find member '" + entry.getKey() + "' on this object.");
            }
            if (!entry.getValue().isNull()) {
                var before = stored.flatMap(node -> node.optional(member.name));
                reader.read(member.kind, entry.getValue(), before, at)
                        .ifPresent(value -> admitted.set(member.name, value));
            }
        }
        stored.ifPresent(node -> keepSecrets(node, admitted));
        return admitted;
    }

    /** {@code stored} without its secrets. */
    ObjectNode shown(ObjectNode stored) {
        var shown = stored.objectNode();
        for (var entry : stored.properties()) {
            var member = members.get(key(entry.getKey()));
            if (member != null && !(member.kind instanceof Kind.Secret)) {
                shown.set(entry.getKey(), shown(member.kind, entry.getValue()));
            }
        }
        return shown;
    }

    private static JsonNode shown(Kind kind, JsonNode value) {
        if (kind instanceof Kind.Structure(var shape)) {
            return shape.shown((ObjectNode) value);
        }
        if (kind instanceof Kind.Many(var each)) {
            var array = value.asArray().arrayNode();
            value.values().forEach(element -> array.add(shown(each, element)));
            return array;
        }
        return value;
    }

    private void keepSecrets(ObjectNode stored, ObjectNode admitted) {
        for (var member : members.values()) {
            if (member.kind instanceof Kind.Secret && !admitted.has(member.name)) {
                stored.optional(member.name).ifPresent(secret -> admitted.set(member.name, secret));
            }
        }
    }

    private Shape with(Kind kind, String... names) {
        var more = new LinkedHashMap<>(members);
        for (var name : names) {
            more.put(key(name), new Member(name, kind, ""));
        }
        return new Shape(more);
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
