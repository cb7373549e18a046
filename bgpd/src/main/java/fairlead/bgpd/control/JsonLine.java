package fairlead.bgpd.control;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * A JSON object on one line, member by member. Made to be used again for the next row: {@link
 * #begin} empties it.
 */
public final class JsonLine {

    private final StringBuilder text = new StringBuilder(256);

    /** Begins a new object. */
    public JsonLine begin() {
        text.setLength(0);
        text.append('{');
        return this;
    }

    public JsonLine put(String name, String value) {
        name(name);
        string(value);
        return this;
    }

    public JsonLine put(String name, long value) {
        name(name);
        text.append(value);
        return this;
    }

    public JsonLine put(String name, boolean value) {
        name(name);
        text.append(value);
        return this;
    }

    public JsonLine put(String name, List<?> values) {
        name(name);
        text.append('[');
        for (var value : values) {
            if (text.charAt(text.length() - 1) != '[') {
                text.append(',');
            }
            string(value.toString());
        }
        text.append(']');
        return this;
    }

    /** A member that is an object, with the members that {@code inside} puts. */
    public JsonLine object(String name, Consumer<JsonLine> inside) {
        name(name);
        text.append('{');
        inside.accept(this);
        text.append('}');
        return this;
    }

    /** A member that is a list of objects, one for each of {@code all}. */
    public <T> JsonLine objects(
            String name, Iterable<? extends T> all, BiConsumer<JsonLine, T> inside) {
        name(name);
        text.append('[');
        for (T one : all) {
            text.append(text.charAt(text.length() - 1) == '[' ? "{" : ",{");
            inside.accept(this, one);
            text.append('}');
        }
        text.append(']');
        return this;
    }

    /** The whole object, with the end of the line. */
    public String end() {
        return text.append("}\n").toString();
    }

    private void name(String name) {
        if (text.charAt(text.length() - 1) != '{') {
            text.append(',');
        }
        string(name);
        text.append(':');
    }

    private void string(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < 0x20) {
                text.append("\\u00").append(c < 0x10 ? "0" : "").append(Integer.toHexString(c));
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }
}
