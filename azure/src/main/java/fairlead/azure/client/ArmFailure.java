package fairlead.azure.client;

import fairlead.azure.arm.ArmError;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * The cloud refused a request, or an operation that it had accepted failed. Any other {@link
 * IOException} means that the cloud was not reached or not understood.
 */
public final class ArmFailure extends IOException {

    private static final long serialVersionUID = 1;

    private final int status;
    private final transient ArmError error;

    public ArmFailure(int status, ArmError error) {
        super(error.toString());
        this.status = status;
        this.error = error;
    }

    /**
     * The HTTP status of the refusal; that of the last poll, 200 as a rule, when it is the
     * operation that failed.
     */
    public int status() {
        return status;
    }

    public ArmError error() {
        return error;
    }

    /** Whether what was asked for is not there. */
    public boolean isNotFound() {
        return status == 404;
    }

    /** Reads {@code {"error": {...}}} or the error object itself. */
    static ArmError read(JsonNode document, ArmError otherwise) {
        var error = document.path("error").isObject() ? document.get("error") : document;
        var code = error.path("code").asString("");
        return code.isEmpty() ? otherwise : readObject(error, code);
    }

    private static ArmError readObject(JsonNode error, String code) {
        var details = new ArrayList<ArmError>();
        for (var cause : error.path("details")) {
            details.add(readObject(cause, cause.path("code").asString("Unknown")));
        }
        return new ArmError(
                code,
                error.path("message").asString(""),
                Optional.of(error.path("target").asString("")).filter(text -> !text.isEmpty()),
                details);
    }
}
