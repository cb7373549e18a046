package fairlead.azure.template;

import fairlead.azure.arm.RefusedException;
import fairlead.azure.template.Expression.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The arguments of one call. Each is evaluated when it is asked for, at most once; so {@code if}
 * never looks at the branch that it does not take.
 */
final class Arguments {

    private final Call call;
    private final Context context;
    private final List<Optional<JsonNode>> values = new ArrayList<>();

    Arguments(Call call, Context context) {
        this.call = call;
        this.context = context;
        call.arguments().forEach(argument -> values.add(Optional.empty()));
    }

    Context context() {
        return context;
    }

    /** The function's name as the template spells it. */
    String name() {
        return call.name();
    }

    /** Where the call begins in its expression. */
    int at() {
        return call.at();
    }

    int size() {
        return values.size();
    }

    Expression expression(int i) {
        return call.arguments().get(i);
    }

    JsonNode value(int i) throws RefusedException {
        var known = values.get(i);
        if (known.isPresent()) {
            return known.get();
        }
        var value = Evaluator.value(expression(i), context);
        values.set(i, Optional.of(value));
        return value;
    }

    List<JsonNode> all() throws RefusedException {
        var all = new ArrayList<JsonNode>();
        for (int i = 0; i < size(); i++) {
            all.add(value(i));
        }
        return all;
    }

    /**
     * All arguments, or the members of the only one if that is an array: how {@code min} takes its
     * numbers.
     */
    List<JsonNode> members() throws RefusedException {
        return size() == 1 && value(0) instanceof ArrayNode array
                ? List.copyOf(array.values())
                : all();
    }

    String text(int i) throws RefusedException {
        var value = value(i);
        return value.stringValueOpt().orElseThrow(() -> expected(i, "a string", value));
    }

    /** A string; numbers and truth values are written out. */
    String printed(int i) throws RefusedException {
        var value = value(i);
        if (value.isContainer() || value.isNull()) {
            throw expected(i, "a string, an integer or a boolean", value);
        }
        return Values.print(value);
    }

    long integer(int i) throws RefusedException {
        var value = value(i);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw expected(i, "an integer", value);
        }
        return value.longValue();
    }

    boolean truth(int i) throws RefusedException {
        var value = value(i);
        return value.booleanValueOpt().orElseThrow(() -> expected(i, "a boolean", value));
    }

    ArrayNode array(int i) throws RefusedException {
        var value = value(i);
        return value.asArrayOpt().orElseThrow(() -> expected(i, "an array", value));
    }

    ObjectNode object(int i) throws RefusedException {
        var value = value(i);
        return value.asObjectOpt().orElseThrow(() -> expected(i, "an object", value));
    }

    Lambda lambda(int i) throws RefusedException {
        if (!(expression(i) instanceof Call written && written.name().equalsIgnoreCase("lambda"))) {
            throw fault(
                    "Argument "
                            + (i + 1)
                            + " must be a lambda, such as lambda('x', lambdaVariables('x')).");
        }
        return Lambda.of(written, context);
    }

    ExpressionFault expected(int i, String what, JsonNode value) {
        return fault(
                "The function expects its argument "
                        + (i + 1)
                        + " to be "
                        + what
                        + ". The provided value is of type '"
                        + Values.kind(value)
                        + "'.");
    }

    /**
     * How many values a function has made that makes one after the other.
     *
     * @throws ExpressionFault if they are more than any value may hold
     */
    long made(long before, JsonNode another) {
        long made = before + Extent.values(another);
        if (made > Extent.MOST) {
            throw Extent.tooMuch(call, "more than " + Extent.MOST + " values");
        }
        return made;
    }

    /**
     * @param length of the text that the function is about to make
     * @throws ExpressionFault if that is more than a text may have
     */
    void requireRoom(long length) {
        if (length > Extent.LONGEST) {
            throw Extent.tooMuch(call, "a text of more than " + Extent.LONGEST + " characters");
        }
    }

    /**
     * @param reason sentences with their full stops
     */
    ExpressionFault fault(String reason) {
        return new ExpressionFault(
                "Unable to evaluate template language function '" + call.name() + "'. " + reason,
                call.at());
    }
}
