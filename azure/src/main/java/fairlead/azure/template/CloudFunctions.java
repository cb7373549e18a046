package fairlead.azure.template;

import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.RefusedException;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * "Resource functions for ARM templates", those that ask the cloud. They are allowed in bodies and
 * outputs only.
 */
final class CloudFunctions {

    static final List<Function> ROWS =
            List.of(
                    new Function("pickZones", 3, 5, CloudFunctions::pickZones),
                    new Function("providers", 2, 2, CloudFunctions::providers),
                    new Function("reference", 1, 3, CloudFunctions::reference),
                    new Function("references", 1, 2, CloudFunctions::references));

    /**
     * The functions whose first argument is a resource, so that they make their resource wait for
     * it.
     */
    private static final Set<String> ASK_FOR_RESOURCE = Set.of("reference", "references");

    private CloudFunctions() {}

    /**
     * Whether {@code name} is one of the open family {@code listKeys}, {@code listSecrets} and so
     * on.
     */
    static boolean isList(String name) {
        return name.length() > 4
                && name.regionMatches(true, 0, "list", 0, 4)
                && Character.isUpperCase(name.charAt(4));
    }

    static boolean asksForResource(String name) {
        return isList(name) || ASK_FOR_RESOURCE.contains(Values.lower(name));
    }

    static Function list(String name) {
        return new Function(name, 1, 3, CloudFunctions::listed);
    }

    private static Stage.Running running(Arguments arguments) {
        if (arguments.context().stage() instanceof Stage.Running running) {
            return running;
        }
        throw new ExpressionFault(
                "The template function '"
                        + arguments.name()
                        + "' is not expected at this location: names, conditions, loop counts, variables and parameters"
                        + " are settled before anything is created. Please see https://aka.ms/arm-functions for usage"
                        + " details.",
                arguments.at());
    }

    private static JsonNode reference(Arguments arguments) throws RefusedException {
        var running = running(arguments);
        var id = resource(arguments, running);
        return shown(running, id, isFull(arguments, 1) || isFull(arguments, 2));
    }

    private static boolean isFull(Arguments arguments, int i) throws RefusedException {
        return arguments.size() > i && arguments.text(i).equalsIgnoreCase("Full");
    }

    /** The members of a loop in their order. */
    private static JsonNode references(Arguments arguments) throws RefusedException {
        var running = running(arguments);
        var all = Values.array();
        for (var id : running.roster().named(arguments.text(0))) {
            all.add(shown(running, id, isFull(arguments, 1)));
        }
        return all;
    }

    private static JsonNode shown(Stage.Running running, ArmId id, boolean full)
            throws RefusedException {
        var document =
                running.surroundings()
                        .resource(id)
                        .orElseThrow(() -> RefusedException.notFound(id));
        if (!full) {
            return Values.object(document, "properties");
        }
        ObjectNode whole =
                Values.object()
                        .put("apiVersion", running.roster().apiVersion(id))
                        .put("resourceId", id.toString())
                        .put("subscriptionId", id.subscription())
                        .put("resourceGroupName", id.resourceGroup().orElse(""));
        return whole.setAll(document);
    }

    private static JsonNode listed(Arguments arguments) throws RefusedException {
        var running = running(arguments);
        var id = resource(arguments, running);
        var version = arguments.size() > 1 ? arguments.text(1) : running.roster().apiVersion(id);
        var body = arguments.size() > 2 ? arguments.value(2) : Values.object();
        return running.surroundings().list(arguments.name(), id, version, body);
    }

    private static JsonNode providers(Arguments arguments) throws RefusedException {
        var versions =
                running(arguments).surroundings().apiVersions(arguments.text(0), arguments.text(1));
        if (versions.isEmpty()) {
            throw arguments.fault(
                    "The resource type '"
                            + arguments.text(0)
                            + "/"
                            + arguments.text(1)
                            + "' is not known here.");
        }
        var row = Values.object().put("resourceType", arguments.text(1));
        row.putArray("locations").add(arguments.context().setting().scope().location());
        row.set("apiVersions", Values.array(versions.stream().map(Values::of).toList()));
        return row;
    }

    /** Every location here has three zones. */
    private static JsonNode pickZones(Arguments arguments) throws RefusedException {
        long count = arguments.size() > 3 ? arguments.integer(3) : 1;
        long offset = arguments.size() > 4 ? arguments.integer(4) : 0;
        if (count < 1 || offset < 0 || count > 3 - offset) {
            throw arguments.fault(
                    "There are three zones; "
                            + count
                            + " after the first "
                            + offset
                            + " are not there.");
        }
        var zones = Values.array();
        for (long zone = offset + 1; zone <= offset + count; zone++) {
            zones.add(Long.toString(zone));
        }
        return zones;
    }

    /** The resource that the first argument means: by its id, or by a name of this template. */
    private static ArmId resource(Arguments arguments, Stage.Running running)
            throws RefusedException {
        var text = arguments.text(0);
        if (text.startsWith("/")) {
            try {
                return ResourceIds.parse(text);
            } catch (IllegalArgumentException e) {
                throw arguments.fault(e.getMessage() + ".");
            }
        }
        var named = running.roster().named(text);
        if (named.size() > 1) {
            throw arguments.fault(
                    "'"
                            + text
                            + "' means "
                            + named.size()
                            + " resources; use a full id, or references('"
                            + text
                            + "').");
        }
        if (named.isEmpty()) {
            throw arguments.fault(
                    "The resource '"
                            + text
                            + "' is not defined in the template. Please see https://aka.ms/arm-syntax for usage details.");
        }
        return named.getFirst();
    }
}
