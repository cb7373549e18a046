package fairlead.azure.template;

/**
 * How much may be calculated for one part of a template: lambdas within lambdas, and functions that
 * call each other twice, would else go on for years, and everybody waits. Counts down; a part that
 * is evaluated anew begins anew.
 */
final class Effort {

    /** Calls of functions and lambdas: seconds; sorting a thousand members takes most of it. */
    static final int MOST = 2_000_000;

    /** As many values are looked through in the time of a call. */
    private static final int VALUES_OF_A_CALL = 256;

    private int left = MOST;

    /**
     * A call that gave a value with so many values in it.
     *
     * @param at the character in the expression, from 0
     * @throws ExpressionFault if that was one too many
     */
    void spend(int values, int at) {
        left -= 1 + values / VALUES_OF_A_CALL;
        if (left < 0) {
            throw new ExpressionFault(
                    "The expression takes more than " + MOST + " calls of functions and lambdas.",
                    at);
        }
    }
}
