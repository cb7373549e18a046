package fairlead.azure.template;

import fairlead.azure.arm.RefusedException;

/** Refusals of a template, in Azure's frame of words. */
final class InvalidTemplate {

    private InvalidTemplate() {}

    /**
     * 400 {@code InvalidTemplate}.
     *
     * @param reason one or more sentences with their full stops
     */
    static RefusedException of(String reason) {
        return RefusedException.badRequest(
                "InvalidTemplate", "Deployment template validation failed: '" + reason + "'.");
    }

    /** {@link #of} for an expression that has no value. */
    static RefusedException of(ExpressionFault fault, String expression, String path) {
        return RefusedException.badRequest(
                "InvalidTemplate",
                "Unable to process template language expressions at '"
                        + path
                        + "': '"
                        + fault.reason()
                        + "' The expression is '"
                        + shortened(expression)
                        + "', the error is at character "
                        + (fault.at() + 1)
                        + ".");
    }

    private static String shortened(String expression) {
        return expression.length() <= 300 ? expression : expression.substring(0, 300) + "...";
    }
}
