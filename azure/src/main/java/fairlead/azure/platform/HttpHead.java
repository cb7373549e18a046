package fairlead.azure.platform;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import fairlead.azure.metadata.MetadataRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads the head of a request (RFC 9112 §2 to §5); bodies are nobody's business here. */
final class HttpHead {

    private static final int LONGEST = 16 << 10;

    /** The head is malformed or too long; the message says how. */
    static final class Malformed extends IOException {
        private static final long serialVersionUID = 1;

        Malformed(String why) {
            super(why);
        }
    }

    private HttpHead() {}

    /**
     * Reads up to the empty line.
     *
     * @throws Malformed if that is no head of HTTP/1
     */
    static MetadataRequest read(InputStream in) throws IOException {
        var lines = lines(in);
        var words = lines.getFirst().split(" ", -1);
        if (words.length != 3 || !words[2].startsWith("HTTP/1.")) {
            throw new Malformed("the first line is not METHOD TARGET HTTP/1.1");
        }
        var headers = new HashMap<String, String>();
        for (var line : lines.subList(1, lines.size())) {
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new Malformed("a header line has no name");
            }
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        var target = words[1].replaceFirst("^http://[^/]*", "");
        int mark = target.indexOf('?');
        var path = mark < 0 ? target : target.substring(0, mark);
        var query = mark < 0 ? "" : target.substring(mark + 1);
        return new MetadataRequest(words[0], segments(path), parameters(query), headers);
    }

    private static List<String> lines(InputStream in) throws IOException {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (int i = 0; i < LONGEST; i++) {
            int octet = in.read();
            if (octet < 0) {
                throw new Malformed("the head does not end");
            }
            if (octet != '\n') {
                line.append((char) octet);
                continue;
            }
            var text = line.toString();
            line.setLength(0);
            text = text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
            if (!text.isEmpty()) {
                lines.add(text);
            } else if (!lines.isEmpty()) {
                return lines;
            }
        }
        throw new Malformed("the head is longer than " + LONGEST + " octets");
    }

    private static List<String> segments(String path) throws Malformed {
        var segments = new ArrayList<String>();
        for (var segment : path.split("/", -1)) {
            if (!segment.isEmpty()) {
                segments.add(decoded(segment.replace("+", "%2B")));
            }
        }
        return segments;
    }

    private static Map<String, List<String>> parameters(String query) throws Malformed {
        var parameters = new HashMap<String, List<String>>();
        for (var pair : query.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                var name = decoded(equals < 0 ? pair : pair.substring(0, equals));
                parameters
                        .computeIfAbsent(name.toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
                        .add(equals < 0 ? "" : decoded(pair.substring(equals + 1)));
            }
        }
        return parameters;
    }

    private static String decoded(String text) throws Malformed {
        try {
            // What came as octets may be UTF-8 that nobody encoded.
            return URLDecoder.decode(new String(text.getBytes(ISO_8859_1), UTF_8), UTF_8);
        } catch (IllegalArgumentException stray) {
            throw new Malformed("a percent sign is not followed by two hexadecimal digits");
        }
    }
}
