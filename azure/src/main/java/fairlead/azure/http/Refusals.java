package fairlead.azure.http;

import fairlead.azure.arm.ArmError;
import fairlead.azure.arm.RefusedException;

/** What the door itself refuses, in Azure's codes. */
final class Refusals {

    private Refusals() {}

    static RefusedException unauthorized(String code, String message) {
        return new RefusedException(401, new ArmError(code, message));
    }

    static RefusedException missingToken() {
        return unauthorized(
                "AuthenticationFailed",
                "Authentication failed. The 'Authorization' header is missing.");
    }

    static RefusedException notBearer() {
        return unauthorized(
                "AuthenticationFailed",
                "Authentication failed. The 'Authorization' header must be 'Bearer' and a token.");
    }

    static RefusedException missingApiVersion() {
        return RefusedException.badRequest(
                "MissingApiVersionParameter",
                "The api-version query parameter (?api-version=) is required for all requests.");
    }

    static RefusedException badApiVersion(String version) {
        return RefusedException.badRequest(
                "InvalidApiVersionParameter",
                "The api-version '"
                        + version
                        + "' is invalid. It must be a date, YYYY-MM-DD, which '-preview' may follow.");
    }

    static RefusedException badUri(String why) {
        return RefusedException.badRequest("InvalidRequestUri", why);
    }

    static RefusedException method(String method, String path) {
        return new RefusedException(
                405,
                new ArmError(
                        "MethodNotAllowed",
                        "The HTTP method '" + method + "' is not supported at '" + path + "'."));
    }

    static RefusedException tooLarge(int limit) {
        return new RefusedException(
                413,
                new ArmError(
                        "RequestContentTooLarge",
                        "The request content size exceeds the maximum size of "
                                + (limit % (1 << 20) == 0
                                        ? (limit >> 20) + " MB."
                                        : limit + " bytes.")));
    }

    /** For a client that stopped sending; one that went away will not read it. */
    static RefusedException late() {
        return new RefusedException(
                408,
                new ArmError("RequestTimeout", "The content of the request did not come in time."));
    }

    static RefusedException noSuchSubscription(String subscription) {
        return new RefusedException(
                404,
                new ArmError(
                        "SubscriptionNotFound",
                        "The subscription '" + subscription + "' could not be found."));
    }
}
