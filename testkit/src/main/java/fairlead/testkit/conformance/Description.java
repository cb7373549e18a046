package fairlead.testkit.conformance;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** One file: the resource types of a provider in one api-version. */
final class Description {

    private final List<Described> types = new ArrayList<>();
    private final Map<String, Integer> bodies = new HashMap<>();
    private final Map<String, Action> actions = new HashMap<>();

    /** What a POST on a resource takes and answers. */
    record Action(Optional<Integer> input, Optional<Integer> output) {}

    Description(JsonNode file) {
        for (var element : file) {
            switch (element.path("$type").asString()) {
                case "ResourceType" -> {
                    var name = element.path("name").asString();
                    bodies.put(key(name.substring(0, name.indexOf('@'))), at(element.get("body")));
                }
                case "ResourceFunctionType" ->
                        actions.put(
                                key(
                                        element.path("resourceType").asString()
                                                + "/"
                                                + element.path("name").asString()),
                                new Action(
                                        element.optional("input").map(Description::at),
                                        element.optional("output").map(Description::at)));
                default -> {}
            }
            types.add(described(element));
        }
    }

    Described type(int reference) {
        return types.get(reference);
    }

    /** The body of a resource type, whatever the case of its name. */
    Optional<Integer> body(String resourceType) {
        return Optional.ofNullable(bodies.get(key(resourceType)));
    }

    Optional<Action> action(String resourceType, String name) {
        return Optional.ofNullable(actions.get(key(resourceType + "/" + name)));
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static int at(JsonNode reference) {
        return Integer.parseInt(reference.path("$ref").asString().substring("#/".length()));
    }

    private static Described described(JsonNode element) {
        var name = element.path("name").asString("");
        return switch (element.path("$type").asString()) {
            case "StringType" -> new Described.Text();
            case "StringLiteralType" -> new Described.Literal(element.path("value").asString());
            case "IntegerType" -> new Described.Numeric();
            case "BooleanType" -> new Described.Flag();
            case "AnyType", "ResourceType", "ResourceFunctionType" -> new Described.Anything();
            case "ArrayType" -> new Described.Many(at(element.get("itemType")));
            case "UnionType" ->
                    new Described.Choice(
                            element.path("elements").valueStream().map(Description::at).toList());
            case "ObjectType" ->
                    new Described.Structure(
                            name,
                            members(element.path("properties")),
                            element.optional("additionalProperties").map(Description::at));
            case "DiscriminatedObjectType" ->
                    new Described.Variants(
                            name,
                            element.path("discriminator").asString(),
                            members(element.path("baseProperties")),
                            variants(element.path("elements")));
            case String other ->
                    throw new IllegalArgumentException(
                            "the form of the files has changed: " + other);
        };
    }

    private static Map<String, Described.Member> members(JsonNode properties) {
        var members = new LinkedHashMap<String, Described.Member>();
        for (var property : properties.properties()) {
            members.put(
                    property.getKey(),
                    new Described.Member(
                            at(property.getValue().path("type")),
                            property.getValue().path("flags").asInt()));
        }
        return members;
    }

    private static Map<String, Integer> variants(JsonNode elements) {
        var variants = new HashMap<String, Integer>();
        elements.properties().forEach(one -> variants.put(one.getKey(), at(one.getValue())));
        return variants;
    }
}
