package fairlead.azure.metadata;

import fairlead.azure.metadata.MetadataAnswer.Document;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * A part of the instance document by the keys and indexes that lead to it, as JSON or as text. A
 * leaf is text only; as text an object or a list shows what is below it, with a slash after what
 * has more.
 */
final class Selection {

    private Selection() {}

    static MetadataAnswer of(JsonNode document, List<String> path, String format) {
        var at = document;
        for (var step : path) {
            at = at.isArray() ? at.path(index(step)) : at.path(step);
        }
        if (at.isMissingNode()) {
            return Document.error(404, "Not found");
        }
        return switch (format) {
            case "text" -> Document.text(at.isContainer() ? listing(at) : at.asString());
            case "json" ->
                    at.isContainer()
                            ? Document.json(200, at)
                            : Document.error(
                                    400,
                                    "Bad request. A leaf is shown as text only; add format=text");
            default -> Document.error(400, "Bad request. format is json or text");
        };
    }

    private static int index(String step) {
        return step.matches("[0-9]{1,4}") ? Integer.parseInt(step) : Integer.MAX_VALUE;
    }

    private static String listing(JsonNode at) {
        var names =
                at.isArray()
                        ? IntStream.range(0, at.size()).mapToObj(Integer::toString)
                        : at.propertyNames().stream();
        return names.map(
                        name -> {
                            var below = at.isArray() ? at.path(index(name)) : at.path(name);
                            return below.isContainer() ? name + "/" : name;
                        })
                .collect(Collectors.joining("\n"));
    }
}
