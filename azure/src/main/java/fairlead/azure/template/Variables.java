package fairlead.azure.template;

import java.util.function.Supplier;

/** The variables of a template, those that a {@code copy} makes included. */
final class Variables {

    private Variables() {}

    static void declare(Cells cells, Template template, Supplier<Setting> setting) {
        for (var variable : template.variables().properties()) {
            var name = variable.getKey();
            if (name.equalsIgnoreCase("copy") && Rewriting.isLoops(variable.getValue())) {
                for (var loop : variable.getValue()) {
                    var loopName = Values.text(loop, "name").orElseThrow();
                    cells.put(
                            loopName,
                            () ->
                                    new Rewriting(Evaluator::string)
                                            .rounds(
                                                    loop,
                                                    context(setting),
                                                    "variables." + loopName));
                }
            } else {
                cells.put(
                        name,
                        () ->
                                Evaluator.tree(
                                        variable.getValue(),
                                        context(setting),
                                        "variables." + name));
            }
        }
    }

    private static Context context(Supplier<Setting> setting) {
        return new Context(setting.get(), new Stage.Planning());
    }
}
