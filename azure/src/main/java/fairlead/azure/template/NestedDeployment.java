package fairlead.azure.template;

import fairlead.azure.arm.RefusedException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.node.ObjectNode;

/**
 * A deployment within a deployment. With {@code expressionEvaluationOptions.scope} {@code inner}
 * its template is a world of its own and goes into the body as it is written; with {@code outer},
 * Azure's default, its expressions belong to the template around it and are replaced by their
 * values here.
 */
final class NestedDeployment {

    /** Members of a resource that speak to the deployment and not to the resource. */
    private static final Set<String> CONTROL =
            Set.of(
                    "type",
                    "name",
                    "apiversion",
                    "dependson",
                    "condition",
                    "copy",
                    "scope",
                    "resources",
                    "comments",
                    "metadata",
                    "existing",
                    "asserts");

    /** Where a nested deployment goes. In other types these are members of the resource itself. */
    private static final Set<String> TARGET = Set.of("subscriptionid", "resourcegroup");

    /**
     * Sections to which the expressions of an outer template cannot refer, so that nothing is left
     * for them.
     */
    private static final List<String> OWN_NAMES = List.of("parameters", "variables", "functions");

    private NestedDeployment() {}

    static boolean isInner(ObjectNode properties) {
        var options = Values.object(properties, "expressionEvaluationOptions");
        return Values.text(options, "scope").orElse("outer").equalsIgnoreCase("inner");
    }

    /**
     * The part of a resource whose expressions are evaluated in this template, as it is written.
     */
    static ObjectNode own(Declared resource) {
        var own = Values.object();
        for (var member : resource.written().properties()) {
            var name = Values.lower(member.getKey());
            if (!CONTROL.contains(name) && !(resource.isDeployment() && TARGET.contains(name))) {
                own.set(member.getKey(), member.getValue());
            }
        }
        if (!resource.isDeployment()) {
            return own;
        }
        var properties = Values.object(own, "properties").deepCopy();
        if (isInner(properties)) {
            remove(properties, "template");
        } else {
            OWN_NAMES.forEach(name -> remove(Values.object(properties, "template"), name));
            remove(properties, "parameters");
        }
        remove(own, "properties");
        return own.set("properties", properties);
    }

    /** The body of a resource's PUT. */
    static ObjectNode body(Declared resource, Context running) throws RefusedException {
        var own = own(resource);
        if (!resource.isDeployment()) {
            return new Rewriting(Evaluator::string).object(own, running, resource.path());
        }
        var outer = Values.object(own, "properties").get("template");
        if (outer instanceof ObjectNode template) {
            Values.object(own, "properties").remove("template");
            var body = new Rewriting(Evaluator::string).object(own, running, resource.path());
            var path = resource.path() + ".properties.template";
            Values.object(body, "properties")
                    .set(
                            "template",
                            new Rewriting(Residue::string).object(template, running, path));
            return body;
        }
        var body = new Rewriting(Evaluator::string).object(own, running, resource.path());
        var template = Values.object(Values.object(resource.written(), "properties"), "template");
        Values.object(body, "properties").set("template", template);
        return body;
    }

    private static void remove(ObjectNode object, String name) {
        var names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        names.add(name);
        object.propertyNames().stream().filter(names::contains).toList().forEach(object::remove);
    }
}
