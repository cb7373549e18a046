package fairlead.azure.template;

/**
 * Why an expression has no value. Stays in this room: {@link Evaluator} turns it into a refusal
 * that also names the expression and its place in the template. Carries no stack; it is an answer,
 * not a bug.
 */
final class ExpressionFault extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int at;

    /**
     * @param reason one sentence with its full stop
     * @param at the character in the expression, from 0
     */
    ExpressionFault(String reason, int at) {
        super(reason, null, false, false);
        this.at = at;
    }

    String reason() {
        return String.valueOf(getMessage());
    }

    int at() {
        return at;
    }
}
