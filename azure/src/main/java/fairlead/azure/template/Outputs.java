package fairlead.azure.template;

import fairlead.azure.arm.RefusedException;
import tools.jackson.databind.node.ObjectNode;

/** The outputs of a template. */
final class Outputs {

    private Outputs() {}

    /**
     * {@code {name: {type, value}}} of those whose condition is true; a secure one has no value.
     */
    static ObjectNode of(Template template, Context running) throws RefusedException {
        var check = new ParameterCheck(template.definitions());
        var outputs = Values.object();
        for (var output : template.outputs().properties()) {
            var name = output.getKey();
            var path = "outputs." + name;
            var what = "output '" + name + "'";
            if (!(output.getValue() instanceof ObjectNode written)) {
                throw InvalidTemplate.of(
                        "The template " + what + " must be an object with a 'type' and a 'value'.");
            }
            if (!Expansion.condition(written, running, path)) {
                continue;
            }
            var type = ParameterType.of(check.resolved(written, what), what);
            var shown = outputs.putObject(name).put("type", type.text());
            if (type.isSecure()) {
                continue;
            }
            var copy = Values.member(written, "copy").orElse(Values.NULL);
            var value =
                    copy instanceof ObjectNode loop
                            ? rounds(loop, running, path)
                            : Evaluator.tree(
                                    Values.member(written, "value")
                                            .orElseThrow(() ->
                                                    InvalidTemplate.of(
                                                            "The template "
                                                                    + what
                                                                    + " has no value.")),
                                    running,
                                    path + ".value");
            check.check(written, value, what);
            shown.set("value", value);
        }
        return outputs;
    }

    /** An output's loop needs no name; {@code copyIndex()} without one means it. */
    private static tools.jackson.databind.JsonNode rounds(
            ObjectNode loop, Context running, String path) throws RefusedException {
        var named = loop.deepCopy();
        if (Values.text(named, "name").isEmpty()) {
            named.put("name", "");
        }
        return new Rewriting(Evaluator::string).rounds(named, running, path + ".copy");
    }
}
