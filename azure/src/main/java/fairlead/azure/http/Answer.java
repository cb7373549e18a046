package fairlead.azure.http;

import tools.jackson.databind.JsonNode;

/** What the server itself says: a document for programs or a page for people. */
sealed interface Answer {

    /** JSON, in Azure's ways. */
    record Document(ArmReply reply) implements Answer {}

    /**
     * Words for a person, or a page.
     *
     * @param type the media type, such as {@code text/plain}; the text is sent as UTF-8
     */
    record Page(int status, String type, String text) implements Answer {}

    default int status() {
        return switch (this) {
            case Document(var reply) -> reply.status();
            case Page(int status, _, _) -> status;
        };
    }

    static Answer json(JsonNode body) {
        return new Document(ArmReply.ok(body));
    }
}
