package fairlead.azure.template;

import fairlead.azure.arm.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A template whose outer shape is right: sections are objects or arrays where they must be, and not
 * larger than Azure allows. Its expressions are not looked at yet.
 */
public final class Template {

    private static final int MOST_PARAMETERS = 256;
    private static final int MOST_VARIABLES = 256;
    private static final int MOST_OUTPUTS = 64;

    private static final Set<String> SECTIONS =
            Set.of(
                    "$schema",
                    "contentversion",
                    "apiprofile",
                    "languageversion",
                    "metadata",
                    "definitions",
                    "parameters",
                    "variables",
                    "functions",
                    "resources",
                    "outputs",
                    "imports",
                    "extensions",
                    "asserts");

    /**
     * A resource as it is written, with the symbolic name that language version 2.0 gives it, else
     * {@code ""}.
     */
    record Entry(String symbol, ObjectNode resource, String path) {}

    private final ObjectNode document;
    private final List<Entry> resources;
    private final Map<String, UserFunction> functions;

    private Template(ObjectNode document) throws RefusedException {
        this.document = document;
        this.resources = entries(document, "");
        this.functions = userFunctions();
    }

    /**
     * Reads the value of {@code properties.template}.
     *
     * @throws RefusedException 400 {@code InvalidTemplate} that says what is wrong with its shape
     */
    public static Template read(JsonNode template) throws RefusedException {
        if (!(template instanceof ObjectNode document)) {
            throw InvalidTemplate.of(
                    "The template must be an object, it is of type '"
                            + Values.kind(template)
                            + "'.");
        }
        for (var section : document.propertyNames()) {
            if (!SECTIONS.contains(section.toLowerCase(Locale.ROOT))) {
                throw InvalidTemplate.of(
                        "Could not find member '"
                                + section
                                + "' on object of type 'Template'. Path '"
                                + section
                                + "'.");
            }
        }
        for (var section : List.of("imports", "extensions")) {
            if (Values.member(document, section).filter(value -> !value.isEmpty()).isPresent()) {
                throw InvalidTemplate.of(
                        "The section '"
                                + section
                                + "' is not supported: only Azure resources can be deployed.");
            }
        }
        limit(document, "parameters", MOST_PARAMETERS);
        limit(document, "variables", MOST_VARIABLES);
        limit(document, "outputs", MOST_OUTPUTS);
        return new Template(document);
    }

    /**
     * Reads the template of a deployment's {@code properties}.
     *
     * @throws RefusedException 400 {@code InvalidContentLink} if it is a link, else as {@link
     *     #read} does
     */
    public static Template ofDeployment(JsonNode properties) throws RefusedException {
        refuseLinks(properties);
        var template = Values.member(properties, "template").orElse(Values.NULL);
        if (template.isNull()) {
            throw RefusedException.badRequest(
                    "InvalidRequestContent",
                    "The request content was invalid: the deployment has no 'properties.template'.");
        }
        return read(template);
    }

    static void refuseLinks(JsonNode properties) throws RefusedException {
        for (var link : List.of("templateLink", "parametersLink")) {
            var linked = Values.member(properties, link).orElse(Values.NULL);
            if (!linked.isNull()) {
                throw RefusedException.badRequest(
                        "InvalidContentLink",
                        "Unable to download deployment content from '"
                                + Values.text(linked, "uri")
                                        .or(() -> Values.text(linked, "id"))
                                        .orElse("")
                                + "'. Links cannot be followed from here: put the content itself into '"
                                + (link.equals("templateLink") ? "template" : "parameters")
                                + "' (a Bicep module does so).");
            }
        }
    }

    /** As Azure computes it: equal for templates that differ in nothing but blanks and case. */
    public String templateHash() {
        return Hashes.templateHash(document.toString());
    }

    /** The template as it was sent. Not to be changed. */
    public ObjectNode document() {
        return document;
    }

    ObjectNode parameters() {
        return Values.object(document, "parameters");
    }

    ObjectNode variables() {
        return Values.object(document, "variables");
    }

    ObjectNode definitions() {
        return Values.object(document, "definitions");
    }

    ObjectNode outputs() {
        return Values.object(document, "outputs");
    }

    Map<String, UserFunction> functions() {
        return functions;
    }

    List<Entry> resources() {
        return resources;
    }

    /** The members of the {@code resources} section of a template or of a resource. */
    static List<Entry> entries(ObjectNode holder, String path) throws RefusedException {
        var section = Values.member(holder, "resources").orElse(Values.array());
        var at = path + (path.isEmpty() ? "" : ".") + "resources";
        var entries = new ArrayList<Entry>();
        if (section instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                entries.add(entry("", array.get(i), at + "[" + i + "]"));
            }
        } else if (section instanceof ObjectNode object) {
            for (var member : object.properties()) {
                entries.add(entry(member.getKey(), member.getValue(), at + "." + member.getKey()));
            }
        } else if (!section.isNull()) {
            throw InvalidTemplate.of(
                    "'"
                            + at
                            + "' must be an array or, in language version 2.0, an object; it is of type '"
                            + Values.kind(section)
                            + "'.");
        }
        return List.copyOf(entries);
    }

    private static Entry entry(String symbol, JsonNode resource, String path)
            throws RefusedException {
        if (resource instanceof ObjectNode object) {
            return new Entry(symbol, object, path);
        }
        throw InvalidTemplate.of(
                "The resource at '"
                        + path
                        + "' must be an object, it is of type '"
                        + Values.kind(resource)
                        + "'.");
    }

    private static void limit(ObjectNode document, String section, int most)
            throws RefusedException {
        var value = Values.member(document, section).orElse(Values.NULL);
        if (!value.isObject() && !value.isNull()) {
            throw InvalidTemplate.of(
                    "The section '"
                            + section
                            + "' must be an object, it is of type '"
                            + Values.kind(value)
                            + "'.");
        }
        if (value.size() > most) {
            throw InvalidTemplate.of(
                    "The number of template "
                            + section
                            + " limit exceeded. Limit: '"
                            + most
                            + "' and actual: '"
                            + value.size()
                            + "'. Please see https://aka.ms/arm-syntax for usage details.");
        }
    }

    private Map<String, UserFunction> userFunctions() throws RefusedException {
        var found = new TreeMap<String, UserFunction>(String.CASE_INSENSITIVE_ORDER);
        for (var group : Values.member(document, "functions").orElse(Values.array())) {
            var namespace =
                    Values.text(group, "namespace")
                            .orElseThrow(() ->
                                    InvalidTemplate.of(
                                            "A member of 'functions' has no namespace."));
            for (var member : Values.object(group, "members").properties()) {
                var name = namespace + "." + member.getKey();
                var parameters = new ArrayList<String>();
                for (var parameter :
                        Values.member(member.getValue(), "parameters").orElse(Values.array())) {
                    parameters.add(Values.text(parameter, "name").orElse(""));
                }
                var output =
                        Values.member(Values.object(member.getValue(), "output"), "value")
                                .orElseThrow(() ->
                                        InvalidTemplate.of(
                                                "The function '" + name + "' has no output."));
                found.put(name, new UserFunction(name, parameters, output));
            }
        }
        return found;
    }
}
