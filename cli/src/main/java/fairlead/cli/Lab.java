package fairlead.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A network to run: a folder with a {@code template.json}, maybe a {@code parameters.json}. The
 * resource group takes the folder's name.
 */
record Lab(String name, JsonNode template, ObjectNode parameters) {

    /** Templates may hold comments, as Azure's tools allow. */
    private static final JsonMapper LENIENT =
            JsonMapper.builder().enable(JsonReadFeature.ALLOW_JAVA_COMMENTS).build();

    /**
     * The lab that a person means: a folder, or a name below {@code labs} of the tree.
     *
     * @param settings template parameters that win over the lab's own; a value that is JSON is
     *     taken as such, any other as text
     */
    static Lab find(String wanted, Path workingFolder, Path labs, Map<String, String> settings) {
        var folder =
                Stream.of(workingFolder.resolve(wanted), labs.resolve(wanted))
                        .map(place -> place.toAbsolutePath().normalize())
                        .filter(place -> Files.isRegularFile(place.resolve("template.json")))
                        .findFirst()
                        .orElseThrow(() -> new Failure(Exit.NOT_FOUND, missing(wanted, labs)));
        var parameters = LENIENT.createObjectNode();
        if (Files.exists(folder.resolve("parameters.json"))) {
            var own = read(folder.resolve("parameters.json"));
            var values = own.path("parameters").isObject() ? own.path("parameters") : own;
            values.properties().forEach(entry -> parameters.set(entry.getKey(), entry.getValue()));
        }
        settings.forEach((name, value) -> parameters.putObject(name).set("value", value(value)));
        return new Lab(
                folder.getFileName().toString(), read(folder.resolve("template.json")), parameters);
    }

    /** A text that differs whenever the lab does. */
    String fingerprint() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(template.toString().getBytes(StandardCharsets.UTF_8));
            digest.update(parameters.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new AssertionError(everyJavaHasIt);
        }
    }

    private static String missing(String wanted, Path labs) {
        try (var known = Files.list(labs)) {
            return "There is no lab '"
                    + wanted
                    + "': no template.json in that folder. In "
                    + labs
                    + " there are: "
                    + String.join(
                            ", ", known.map(lab -> lab.getFileName().toString()).sorted().toList())
                    + ".";
        } catch (IOException noLabs) {
            return "There is no lab '"
                    + wanted
                    + "': no template.json in that folder, and no folder "
                    + labs
                    + ".";
        }
    }

    private static JsonNode read(Path file) {
        try {
            return LENIENT.readTree(Files.readString(file));
        } catch (IOException e) {
            throw Failure.because(file + " cannot be read: " + e);
        } catch (JacksonException e) {
            throw Failure.because(file + " is not JSON: " + e.getMessage());
        }
    }

    private static JsonNode value(String text) {
        try {
            var value = LENIENT.readTree(text);
            return value.isMissingNode() ? LENIENT.getNodeFactory().stringNode(text) : value;
        } catch (JacksonException plainText) {
            return LENIENT.getNodeFactory().stringNode(text);
        }
    }
}
