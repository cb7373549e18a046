package fairlead.azure.template;

import fairlead.azure.arm.RefusedException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** "String functions for ARM templates", those that encode and decode. */
final class EncodingFunctions {

    private static final String DATA_PREFIX = "data:text/plain;charset=utf8;base64,";

    static final List<Function> ROWS =
            List.of(
                    new Function("base64", 1, 1, a -> Values.of(encoded(a.text(0)))),
                    new Function("base64ToJson", 1, 1, a -> json(a, decoded(a, a.text(0)))),
                    new Function("base64ToString", 1, 1, a -> Values.of(decoded(a, a.text(0)))),
                    new Function(
                            "dataUri", 1, 1, a -> Values.of(DATA_PREFIX + encoded(a.printed(0)))),
                    new Function("dataUriToString", 1, 1, EncodingFunctions::dataUriToString),
                    new Function("json", 1, 1, a -> json(a, a.text(0))),
                    new Function("uri", 2, 2, EncodingFunctions::uri),
                    new Function("uriComponent", 1, 1, EncodingFunctions::uriComponent),
                    new Function(
                            "uriComponentToString", 1, 1, EncodingFunctions::uriComponentToString));

    private EncodingFunctions() {}

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String decoded(Arguments arguments, String text) {
        try {
            return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw arguments.fault(
                    "The value '" + text + "' is not valid base64: " + e.getMessage() + ".");
        }
    }

    private static JsonNode json(Arguments arguments, String text) {
        try {
            return LenientJson.read(text);
        } catch (RefusedException e) {
            throw arguments.fault(
                    "The value '" + text + "' is not valid JSON. " + e.error().message());
        }
    }

    private static JsonNode dataUriToString(Arguments arguments) throws RefusedException {
        var uri = arguments.text(0);
        int comma = uri.indexOf(',');
        if (!uri.startsWith("data:") || comma < 0) {
            throw arguments.fault("The value '" + uri + "' is not a data URI.");
        }
        var content = uri.substring(comma + 1);
        return Values.of(
                uri.substring(0, comma).endsWith(";base64")
                        ? decoded(arguments, content)
                        : unescaped(arguments, content));
    }

    /** The relative address resolved against the base, as RFC 3986 §5.2 does it. */
    private static JsonNode uri(Arguments arguments) throws RefusedException {
        var base = arguments.text(0);
        try {
            return Values.of(new URI(base).resolve(new URI(arguments.text(1))).toString());
        } catch (URISyntaxException e) {
            throw arguments.fault("'" + e.getInput() + "' is not a URI: " + e.getReason() + ".");
        }
    }

    private static JsonNode uriComponent(Arguments arguments) throws RefusedException {
        // The form encoding differs from RFC 3986 §2.3 in the blank, the asterisk and the tilde.
        return Values.of(
                URLEncoder.encode(arguments.text(0), StandardCharsets.UTF_8)
                        .replace("+", "%20")
                        .replace("*", "%2A")
                        .replace("%7E", "~"));
    }

    private static JsonNode uriComponentToString(Arguments arguments) throws RefusedException {
        return Values.of(unescaped(arguments, arguments.text(0)));
    }

    private static String unescaped(Arguments arguments, String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw arguments.fault(
                    "The value '" + text + "' is not percent-encoded: " + e.getMessage() + ".");
        }
    }
}
