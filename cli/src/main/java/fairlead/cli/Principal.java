package fairlead.cli;

import tools.jackson.databind.JsonNode;

/** The service principal of a cloud, its tenant and its one subscription. */
record Principal(String clientId, String secret, String tenantId, String subscriptionId) {

    static Principal of(JsonNode document) {
        return new Principal(
                document.path("clientId").asString(""),
                document.path("secret").asString(""),
                document.path("tenantId").asString(""),
                document.path("subscriptionId").asString(""));
    }
}
