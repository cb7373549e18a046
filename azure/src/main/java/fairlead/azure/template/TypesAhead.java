package fairlead.azure.template;

import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.RefusedException;
import fairlead.azure.arm.ResourceType;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/**
 * The types that a deployment will create, nested deployments included, told before anything is
 * created. A nested template may wait for a value that only the running deployment knows; a
 * condition on such a value counts as true.
 */
final class TypesAhead {

    /** How deep Azure lets deployments nest. */
    private static final int DEEPEST = 5;

    private final Set<ResourceType> types = new LinkedHashSet<>();

    private TypesAhead() {}

    static Set<ResourceType> of(List<Declared> declared) throws RefusedException {
        var ahead = new TypesAhead();
        for (var resource : declared) {
            if (resource.isWanted()) {
                ahead.types.add(resource.type());
                if (resource.isDeployment()) {
                    ahead.nested(resource.written(), resource.id(), resource.context(), 1);
                }
            }
        }
        return ahead.types;
    }

    private void nested(ObjectNode deployment, ArmId id, Context context, int depth)
            throws RefusedException {
        if (depth > DEEPEST) {
            throw InvalidTemplate.of(
                    "Deployments are nested deeper than " + DEEPEST + " levels at '" + id + "'.");
        }
        var properties = Values.object(deployment, "properties");
        Template.refuseLinks(properties);
        var template = Template.read(Values.member(properties, "template").orElse(Values.object()));
        var inside =
                NestedDeployment.isInner(properties)
                        ? inner(properties, template, id, context)
                        : context;
        for (var entry : template.resources()) {
            resource(entry, inside, "", id, depth);
        }
    }

    /**
     * The world of an inner template: parameters that are not known yet refuse only those who ask
     * for them.
     */
    private static Context inner(
            ObjectNode properties, Template template, ArmId id, Context outside) {
        Map<String, Cells.Maker> given = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (var parameter : Values.object(properties, "parameters").properties()) {
            // The whole parameter may be an expression: [if(..., createObject('value', 1), ...)].
            var path = "parameters." + parameter.getKey();
            given.put(
                    parameter.getKey(),
                    () ->
                            Values.member(
                                            Evaluator.tree(parameter.getValue(), outside, path),
                                            "value")
                                    .orElse(Values.NULL));
        }
        var scope = outside.setting().scope();
        var target =
                id.groupId().orElseGet(() -> ArmId.parse("/subscriptions/" + id.subscription()));
        var nested = scope.nested(target, scope.location(), scope.tags(), id.name());
        return new Context(
                Settings.of(template, given, nested, Values.object()), new Stage.Planning());
    }

    private void resource(
            Template.Entry entry, Context context, String above, ArmId deployment, int depth)
            throws RefusedException {
        var written = entry.resource();
        boolean existing =
                Values.member(written, "existing")
                        .filter(value -> value.asBoolean(false))
                        .isPresent();
        if (existing || !mayBeWanted(entry, context)) {
            return;
        }
        var name = Values.text(written, "type").orElse("");
        if (name.isEmpty() || (above.isEmpty() && name.indexOf('/') < 1) || name.endsWith("/")) {
            throw InvalidTemplate.of(
                    "The resource at '"
                            + entry.path()
                            + "' of '"
                            + deployment
                            + "' has no valid type.");
        }
        var type =
                above.isEmpty() || name.regionMatches(true, 0, above + "/", 0, above.length() + 1)
                        ? name
                        : above + "/" + name;
        types.add(new ResourceType(type));
        if (new ResourceType(type).equals(ResourceType.DEPLOYMENT)) {
            nested(written, deployment, context, depth + 1);
        }
        for (var child : Template.entries(written, entry.path())) {
            resource(child, context, type, deployment, depth);
        }
    }

    private static boolean mayBeWanted(Template.Entry entry, Context context) {
        var copy = Values.member(entry.resource(), "copy").orElse(Values.NULL);
        try {
            if (copy.isNull()) {
                return Expansion.condition(entry.resource(), context, entry.path());
            }
            long count = Rewriting.count(copy, context, entry.path());
            var loop = Values.text(copy, "name").orElse(entry.symbol());
            for (long i = 0; i < count; i++) {
                if (Expansion.condition(
                        entry.resource(), context.inResourceLoop(loop, i), entry.path())) {
                    return true;
                }
            }
            return false;
        } catch (RefusedException notKnownYet) {
            return true;
        }
    }
}
