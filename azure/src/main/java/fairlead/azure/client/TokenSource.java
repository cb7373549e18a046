package fairlead.azure.client;

import java.io.IOException;
import java.net.URI;
import javax.net.ssl.SSLContext;

/** Where access tokens come from. Safe for use by many threads. */
public interface TokenSource {

    /**
     * A token that is good now.
     *
     * @throws IOException if none can be had; {@link ArmFailure} if the login was refused
     */
    String token() throws IOException, InterruptedException;

    /** Tells that the cloud did not accept this token, so that the next may be another. */
    default void refused(String token) {}

    /** The same token always: an administrator's. */
    static TokenSource fixed(String token) {
        return () -> token;
    }

    /**
     * Logs in with a client id and a secret (RFC 6749 §4.4) when a token is first needed, and again
     * shortly before it expires.
     *
     * @param endpoint such as {@code https://localhost:8443/adfs/oauth2/token}, or {@code
     *     https://login.microsoftonline.com/TENANT/oauth2/v2.0/token} for Azure
     * @param scope such as {@code https://management.azure.com/.default}
     */
    static TokenSource clientCredentials(
            URI endpoint, String clientId, String secret, String scope, SSLContext tls) {
        return new ClientCredentials(endpoint, clientId, secret, scope, tls);
    }
}
