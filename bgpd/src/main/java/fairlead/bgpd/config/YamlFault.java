package fairlead.bgpd.config;

import java.util.List;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;

/**
 * Text that is no YAML, in words for who wrote it. What stands in the file is not repeated: it may
 * be a password.
 */
final class YamlFault {

    private static final String INDENTATION =
            "this line does not fit those before it; look at the indentation (blanks only) and at the"
                    + " blank after each ':', and put values with ': ' or brackets in quotes, such as"
                    + " \"[2001:db8::1]:179\"";

    /** How the library's complaints begin, and what is wrong then. */
    private record Row(String complaint, String meant) {}

    private static final List<Row> ROWS =
            List.of(
                    new Row("mapping values are not allowed here", INDENTATION),
                    new Row("could not find expected ':'", INDENTATION),
                    new Row("expected <block end>", INDENTATION),
                    new Row("found character '\\t", "a tab; indent with blanks"),
                    new Row("found character", "no value begins with this; put it in quotes"),
                    new Row("found undefined alias", "no value begins with '*'; put it in quotes"),
                    new Row(
                            "expected the node content",
                            "a value is wanted here; addresses such as \"[2001:db8::1]:179\" and"
                                    + " \"::\" have to stand in quotes"),
                    new Row("found unexpected end of stream", "quotes or brackets are not closed"),
                    new Row(
                            "found unknown escape character",
                            "between double quotes a '\\' is no letter; use single quotes"),
                    new Row("but found another document", "one document is wanted, without '---'"),
                    new Row(
                            "expected ','",
                            "a comma, or the end of brackets or quotes, is missing before this"));

    private YamlFault() {}

    static Problem of(MarkedYamlEngineException fault) {
        var complaint = String.valueOf(fault.getProblem());
        var mark = fault.getProblemMark();
        return problem(
                mark.map(at -> at.getLine() + 1).orElse(1),
                mark.map(at -> at.getColumn() + 1).orElse(1),
                ROWS.stream()
                        .filter(row -> complaint.startsWith(row.complaint()))
                        .map(Row::meant)
                        .findFirst()
                        .orElse(complaint));
    }

    /** A character that no text has. */
    static Problem of(ReaderException fault, String text) {
        int at = text.offsetByCodePoints(0, fault.getPosition());
        var before = text.substring(0, at);
        return problem(
                1 + (int) before.chars().filter(letter -> letter == '\n').count(),
                at - before.lastIndexOf('\n'),
                "the control character U+%04X; take it out".formatted(fault.getCodePoint()));
    }

    private static Problem problem(int line, int column, String what) {
        return new Problem(line, column, "", "this is not YAML: " + what);
    }
}
