package fairlead.azure.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import fairlead.azure.arm.RefusedException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * From the raw target of a request (RFC 3986) to segments and parameters. Splitting comes before
 * decoding, so nothing encoded can become a separator.
 */
final class Paths {

    private Paths() {}

    /**
     * The decoded segments of a raw path; empty ones are dropped.
     *
     * @throws RefusedException 400 if a segment is {@code .} or {@code ..}, holds a slash, a
     *     backslash or a control character, or is not percent-encoded UTF-8
     */
    static List<String> segments(String raw) throws RefusedException {
        var segments = new ArrayList<String>();
        for (var piece : raw.split("/", -1)) {
            if (piece.isEmpty()) {
                continue;
            }
            var segment = decode(piece, false);
            if (segment.equals(".")
                    || segment.equals("..")
                    || segment.chars().anyMatch(c -> c == '/' || c == '\\' || c < 32 || c == 127)) {
                throw Refusals.badUri(
                        "The path segment '"
                                + piece
                                + "' is not allowed: names hold no slashes or control characters.");
            }
            segments.add(segment);
        }
        return segments;
    }

    /**
     * The decoded parameters of a query or of a form; names are found in any case, the first of
     * equal names counts.
     *
     * @throws RefusedException 400 if one is not percent-encoded UTF-8
     */
    static Map<String, String> parameters(String raw) throws RefusedException {
        var parameters = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        for (var pair : raw.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                parameters.putIfAbsent(
                        decode(equals < 0 ? pair : pair.substring(0, equals), true),
                        equals < 0 ? "" : decode(pair.substring(equals + 1), true));
            }
        }
        return parameters;
    }

    private static String decode(String raw, boolean plusIsSpace) throws RefusedException {
        if (raw.indexOf('%') < 0 && raw.indexOf('+') < 0) {
            return raw;
        }
        var octets = new ByteArrayOutputStream(raw.length());
        for (int i = 0; i < raw.length(); ) {
            char c = raw.charAt(i);
            if (c == '%') {
                int high = i + 2 < raw.length() ? Character.digit(raw.charAt(i + 1), 16) : -1;
                int low = i + 2 < raw.length() ? Character.digit(raw.charAt(i + 2), 16) : -1;
                if (high < 0 || low < 0) {
                    throw Refusals.badUri(
                            "'" + raw + "' has a percent sign without two hexadecimal digits.");
                }
                octets.write(high << 4 | low);
                i += 3;
            } else {
                int point = raw.codePointAt(i);
                octets.writeBytes(
                        c == '+' && plusIsSpace
                                ? new byte[] {' '}
                                : Character.toString(point).getBytes(UTF_8));
                i += Character.charCount(point);
            }
        }
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(octets.toByteArray())).toString();
        } catch (CharacterCodingException notUtf8) {
            throw Refusals.badUri("'" + raw + "' is not percent-encoded UTF-8.");
        }
    }
}
