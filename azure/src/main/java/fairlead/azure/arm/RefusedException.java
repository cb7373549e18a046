package fairlead.azure.arm;

/**
 * A request that Azure would refuse, with the status and the error object of the answer. Carries no
 * stack: it is an answer, not a bug.
 */
public final class RefusedException extends Exception {

    private static final long serialVersionUID = 1;

    private final int status;
    private final transient ArmError error;

    public RefusedException(int status, ArmError error) {
        super(error.toString(), null, false, false);
        this.status = status;
        this.error = error;
    }

    /** 400 with this code and message. */
    public static RefusedException badRequest(String code, String message) {
        return new RefusedException(400, new ArmError(code, message));
    }

    /** 409 with this code and message. */
    public static RefusedException conflict(String code, String message) {
        return new RefusedException(409, new ArmError(code, message));
    }

    /**
     * 404 in Azure's words: {@code ResourceGroupNotFound}, {@code DeploymentNotFound}, or for all
     * else {@code ResourceNotFound}.
     */
    public static RefusedException notFound(ArmId id) {
        if (id.type().equals(ResourceType.GROUP)) {
            return new RefusedException(
                    404,
                    new ArmError(
                            "ResourceGroupNotFound",
                            "Resource group '" + id.name() + "' could not be found."));
        }
        if (id.type().equals(ResourceType.DEPLOYMENT)) {
            return new RefusedException(
                    404,
                    new ArmError(
                            "DeploymentNotFound",
                            "Deployment '" + id.name() + "' could not be found."));
        }
        return new RefusedException(
                404,
                new ArmError(
                        "ResourceNotFound",
                        "The Resource '"
                                + id.type()
                                + "/"
                                + String.join("/", id.names())
                                + "' under resource group '"
                                + id.resourceGroup().orElse("<null>")
                                + "' was not found."));
    }

    /** The HTTP status of the answer, 400..499. */
    public int status() {
        return status;
    }

    public ArmError error() {
        return error;
    }
}
