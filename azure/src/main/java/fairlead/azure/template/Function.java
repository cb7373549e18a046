package fairlead.azure.template;

import fairlead.azure.arm.RefusedException;
import tools.jackson.databind.JsonNode;

/**
 * A row of the table of functions.
 *
 * @param most the greatest number of arguments; {@link #ANY} if there is no limit
 */
record Function(String name, int least, int most, Body body) {

    static final int ANY = Integer.MAX_VALUE;

    /** From arguments, which are evaluated when asked for, to a value. */
    interface Body {
        JsonNode apply(Arguments arguments) throws RefusedException;
    }

    JsonNode apply(Arguments arguments) throws RefusedException {
        int given = arguments.size();
        if (given < least || given > most) {
            throw arguments.fault(
                    "The function requires "
                            + (most == ANY
                                    ? "at least " + least
                                    : least == most ? "" + least : least + " to " + most)
                            + (least == 1 && (most == 1 || most == ANY)
                                    ? " argument"
                                    : " arguments")
                            + " while "
                            + given
                            + (given == 1 ? " was" : " were")
                            + " provided.");
        }
        return body.apply(arguments);
    }
}
