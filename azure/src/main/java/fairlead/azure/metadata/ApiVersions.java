package fairlead.azure.metadata;

import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The versions of the metadata service, as its page lists them. */
final class ApiVersions {

    static final List<String> ALL =
            List.of(
                    "2017-03-01",
                    "2017-04-02",
                    "2017-08-01",
                    "2017-10-01",
                    "2017-12-01",
                    "2018-02-01",
                    "2018-04-02",
                    "2018-10-01",
                    "2019-02-01",
                    "2019-03-11",
                    "2019-04-30",
                    "2019-06-01",
                    "2019-06-04",
                    "2019-08-01",
                    "2019-08-15",
                    "2019-11-01",
                    "2020-06-01",
                    "2020-07-15",
                    "2020-09-01",
                    "2020-10-01",
                    "2020-12-01",
                    "2021-01-01",
                    "2021-02-01",
                    "2021-03-01",
                    "2021-05-01",
                    "2021-08-01",
                    "2021-10-01",
                    "2021-11-01",
                    "2021-11-15",
                    "2021-12-13",
                    "2023-07-01");

    private static final int TOLD = 3;

    private ApiVersions() {}

    /** What {@code /metadata/versions} answers. */
    static ObjectNode document() {
        var document = JsonNodeFactory.instance.objectNode();
        var list = document.putArray("apiVersions");
        ALL.forEach(list::add);
        return document;
    }

    /** A refusal that tells the newest versions, the newest first. */
    static MetadataAnswer.Document refusal(String why) {
        var document =
                JsonNodeFactory.instance
                        .objectNode()
                        .put(
                                "error",
                                "Bad request. api-version "
                                        + why
                                        + ". For more information refer to aka.ms/azureimds");
        var list = document.putArray("newest-versions");
        ALL.reversed().stream().limit(TOLD).forEach(list::add);
        return MetadataAnswer.Document.json(400, document);
    }
}
