package fairlead.azure.template;

import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.RefusedException;
import fairlead.azure.arm.ResourceType;
import fairlead.azure.template.Declared.Round;
import fairlead.azure.template.Declared.Standing;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Unrolls the resources of a template: loops, children within parents, conditions, names. */
final class Expansion {

    /** Azure's limit, copies included. */
    private static final int MOST_RESOURCES = 800;

    private final List<Declared> declared = new ArrayList<>();
    private final Set<String> loops = new LinkedHashSet<>();

    private Expansion() {}

    static Expansion of(Template template, Setting setting) throws RefusedException {
        var expansion = new Expansion();
        var context = new Context(setting, new Stage.Planning());
        for (var entry : template.resources()) {
            expansion.add(entry, context, List.of());
        }
        expansion.refuseDuplicates();
        return expansion;
    }

    /**
     * Every resource of the template in its order, those that are off or only looked at included.
     */
    List<Declared> declared() {
        return List.copyOf(declared);
    }

    /**
     * The names of all loops, those without a round included, and the symbolic names that stand for
     * loops.
     */
    Set<String> loops() {
        return Set.copyOf(loops);
    }

    /**
     * @param parent the resource around this one, as a list of none or one
     */
    private void add(Template.Entry entry, Context context, List<Declared> parent)
            throws RefusedException {
        var copy = Values.member(entry.resource(), "copy").orElse(Values.NULL);
        if (copy.isNull()) {
            addOne(entry, context, parent, Round.NONE);
            return;
        }
        var loop = Values.text(copy, "name").orElse(entry.symbol());
        if (loop.isEmpty()) {
            throw InvalidTemplate.of("The copy loop at '" + entry.path() + "' has no name.");
        }
        if (!parent.isEmpty()) {
            throw InvalidTemplate.of(
                    "The copy loop '"
                            + loop
                            + "' at '"
                            + entry.path()
                            + "' is on a resource within another resource, where loops are not allowed. Move the"
                            + " resource to the top level and give it its full type and name.");
        }
        loops.add(loop);
        if (!entry.symbol().isEmpty()) {
            loops.add(entry.symbol());
        }
        long count = Rewriting.count(copy, context, entry.path());
        long batch = batch(copy, context, entry.path());
        for (long i = 0; i < count; i++) {
            addOne(entry, context.inResourceLoop(loop, i), parent, new Round(loop, i, batch));
        }
    }

    private static long batch(JsonNode copy, Context context, String path) throws RefusedException {
        var mode = Values.text(copy, "mode").orElse("parallel");
        if (mode.equalsIgnoreCase("parallel")) {
            return 0;
        }
        if (!mode.equalsIgnoreCase("serial")) {
            throw InvalidTemplate.of(
                    "The copy mode '"
                            + mode
                            + "' at '"
                            + path
                            + "' is not valid; the modes are 'Parallel' and 'Serial'.");
        }
        var written = Values.member(copy, "batchSize").orElse(Values.of(1));
        var batch = Evaluator.tree(written, context, path + ".copy.batchSize");
        if (!batch.isIntegralNumber() || batch.asLong() < 1) {
            throw InvalidTemplate.of(
                    "The batchSize at '" + path + ".copy' must be an integer of at least 1.");
        }
        return batch.asLong();
    }

    private void addOne(Template.Entry entry, Context context, List<Declared> parent, Round round)
            throws RefusedException {
        if (declared.size() == MOST_RESOURCES) {
            throw InvalidTemplate.of(
                    "The number of template resources limit exceeded. Limit: '"
                            + MOST_RESOURCES
                            + "'. Please see https://aka.ms/arm-syntax-resources for usage details.");
        }
        var written = entry.resource();
        var path = entry.path();
        var type = text(written, "type", context, path);
        var name = text(written, "name", context, path);
        if (!parent.isEmpty()) {
            var above = parent.getFirst();
            // Within a parent both may be relative, or both may be given in full.
            if (!type.regionMatches(
                    true, 0, above.type() + "/", 0, above.type().text().length() + 1)) {
                type = above.type() + "/" + type;
                name = above.name() + "/" + name;
            }
        }
        var standing =
                isExisting(written, context, path)
                        ? Standing.EXISTING
                        : condition(written, context, path) ? Standing.WANTED : Standing.OFF;
        var resource =
                new Declared(
                        entry.symbol(),
                        id(written, type, name, context, path),
                        new ResourceType(type),
                        name,
                        text(written, "apiVersion", context, path),
                        standing,
                        round,
                        written,
                        context,
                        path);
        if (resource.isWanted() && resource.isDeployment()) {
            Template.refuseLinks(Values.object(written, "properties"));
        }
        declared.add(resource);
        for (var child : Template.entries(written, path)) {
            add(child, context, List.of(resource));
        }
    }

    private static boolean isExisting(ObjectNode written, Context context, String path)
            throws RefusedException {
        var existing = Values.member(written, "existing").orElse(Values.of(false));
        return Evaluator.tree(existing, context, path + ".existing").asBoolean(false);
    }

    static boolean condition(ObjectNode written, Context context, String path)
            throws RefusedException {
        var condition =
                Evaluator.tree(
                        Values.member(written, "condition").orElse(Values.of(true)),
                        context,
                        path + ".condition");
        if (condition.isString() && condition.stringValue().matches("(?i)true|false")) {
            return condition.stringValue().equalsIgnoreCase("true");
        }
        if (!condition.isBoolean()) {
            throw InvalidTemplate.of(
                    "The condition at '"
                            + path
                            + "' must be a boolean; it is of type '"
                            + Values.kind(condition)
                            + "'.");
        }
        return condition.booleanValue();
    }

    private static String text(ObjectNode written, String member, Context context, String path)
            throws RefusedException {
        var value =
                Evaluator.tree(
                        Values.member(written, member).orElse(Values.NULL),
                        context,
                        path + "." + member);
        return value.stringValueOpt()
                .filter(text -> !text.isBlank())
                .orElseThrow(() ->
                        InvalidTemplate.of(
                                "The template resource at '"
                                        + path
                                        + "' is not valid: its '"
                                        + member
                                        + "' must be a string that is not empty. Please see"
                                        + " https://aka.ms/arm-syntax-resources for usage details."));
    }

    private static ArmId id(
            ObjectNode written, String type, String name, Context context, String path)
            throws RefusedException {
        var types = type.split("/", -1);
        var names = name.split("/", -1);
        if (types.length != names.length + 1 || name.contains("//")) {
            throw InvalidTemplate.of(
                    "The template resource '"
                            + name
                            + "' for type '"
                            + type
                            + "' at '"
                            + path
                            + "' has incorrect segment lengths. A nested resource type must have identical number of"
                            + " segments as its resource name. A root resource type must have segment length one"
                            + " greater than its resource name. Please see https://aka.ms/arm-syntax-resources for"
                            + " usage details.");
        }
        var text =
                new StringBuilder(base(written, context, path))
                        .append("/providers/")
                        .append(types[0]);
        for (int i = 0; i < names.length; i++) {
            text.append('/').append(types[i + 1]).append('/').append(names[i]);
        }
        try {
            return ResourceIds.parse(text.toString());
        } catch (IllegalArgumentException e) {
            throw InvalidTemplate.of(
                    "The template resource '"
                            + name
                            + "' at '"
                            + path
                            + "' cannot be deployed: "
                            + e.getMessage()
                            + ". Only resources in groups and subscriptions are supported.");
        }
    }

    /**
     * The scope that the resource is in: what it extends, or another group or subscription, or the
     * deployment's own.
     */
    private static String base(ObjectNode written, Context context, String path)
            throws RefusedException {
        var target = context.setting().scope().target();
        if (Values.member(written, "scope").filter(scope -> !scope.isNull()).isPresent()) {
            var scope = text(written, "scope", context, path);
            if (!scope.startsWith("/")) {
                return target + "/providers/" + scope;
            }
            return scope.endsWith("/") ? scope.substring(0, scope.length() - 1) : scope;
        }
        boolean elsewhere =
                Values.member(written, "subscriptionId")
                        .filter(value -> !value.isNull())
                        .isPresent();
        boolean inGroup =
                Values.member(written, "resourceGroup")
                        .filter(value -> !value.isNull())
                        .isPresent();
        if (!elsewhere && !inGroup) {
            return target.toString();
        }
        var subscription =
                elsewhere ? text(written, "subscriptionId", context, path) : target.subscription();
        return "/subscriptions/"
                + subscription
                + (inGroup
                        ? "/resourceGroups/" + text(written, "resourceGroup", context, path)
                        : "");
    }

    private void refuseDuplicates() throws RefusedException {
        Set<ArmId> ids = new LinkedHashSet<>();
        for (var resource : declared) {
            if (resource.isWanted() && !ids.add(resource.id())) {
                throw InvalidTemplate.of(
                        "The resource '"
                                + resource.type()
                                + "/"
                                + resource.name()
                                + "' at '"
                                + resource.path()
                                + "' is defined multiple times in a template. Please see"
                                + " https://aka.ms/arm-syntax-resources for usage details.");
            }
        }
    }
}
