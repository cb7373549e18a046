package fairlead.cli;

import java.net.URI;
import tools.jackson.databind.JsonNode;

/** Where a daemon answers, and which process it is. */
record Endpoint(URI url, ProcessId process) {

    static Endpoint of(JsonNode document) {
        var url = document.path("url").asString("");
        return new Endpoint(
                URI.create(url.endsWith("/") ? url.substring(0, url.length() - 1) : url),
                new ProcessId(
                        document.path("pid").asLong(0), document.path("startTime").asLong(0)));
    }
}
