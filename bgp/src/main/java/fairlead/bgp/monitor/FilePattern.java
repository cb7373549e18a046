package fairlead.bgp.monitor;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/**
 * The name of a file with fields for the time at which it is begun, in UTC: {@code %Y %m %d %H %M
 * %S}, and {@code %%} for a per cent sign.
 */
public record FilePattern(String text) {

    private static final Map<Character, String> FIELDS =
            Map.of('Y', "yyyy", 'm', "MM", 'd', "dd", 'H', "HH", 'M', "mm", 'S', "ss");

    public FilePattern {
        name(text, Instant.EPOCH);
    }

    /** Whether the name depends on the time. */
    public boolean hasFields() {
        return !name(text, Instant.EPOCH).equals(name(text, Instant.parse("2026-12-31T23:59:58Z")));
    }

    /** The name of a file that is begun at {@code at}. */
    public String at(Instant at) {
        return name(text, at);
    }

    private static String name(String text, Instant at) {
        var name = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '%') {
                name.append(c);
                continue;
            }
            i++;
            char field = i < text.length() ? text.charAt(i) : ' ';
            var form = FIELDS.get(field);
            if (form != null) {
                name.append(DateTimeFormatter.ofPattern(form).withZone(ZoneOffset.UTC).format(at));
            } else if (field == '%') {
                name.append('%');
            } else {
                throw new IllegalArgumentException(
                        "'%" + field + "' is no field; there are %Y %m %d %H %M %S and %%");
            }
        }
        return name.toString();
    }
}
