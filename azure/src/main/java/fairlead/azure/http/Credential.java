package fairlead.azure.http;

/**
 * The service principal that may log in.
 *
 * @param clientId a GUID; {@code az login -u}
 * @param secret {@code az login -p}; never printed
 */
public record Credential(String clientId, String secret) {

    public Credential {
        if (secret.length() < 16) {
            throw new IllegalArgumentException("a secret has at least 16 characters");
        }
    }

    @Override
    public String toString() {
        return "Credential[clientId=" + clientId + ", secret=...]";
    }
}
