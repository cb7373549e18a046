package fairlead.azure.template;

import fairlead.azure.template.Expression.Absence;
import fairlead.azure.template.Expression.Call;
import fairlead.azure.template.Expression.Literal;
import fairlead.azure.template.Expression.Member;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads one expression.
 *
 * <pre>
 * expression := primary { '.' name | '.?' name | '[' expression ']' | '[?' expression ']' }
 * primary    := 'text' | number | name [ '.' name ] '(' [ expression { ',' expression } ] ')'
 * </pre>
 *
 * In a quoted text a quote is written twice. Blanks and line breaks between words mean nothing.
 */
final class ExpressionParser {

    /** Azure's limit on the characters of an expression. */
    static final int LONGEST = 24_576;

    /**
     * Deeper nesting than any person or compiler writes; keeps a hostile template off the end of
     * the stack.
     */
    private static final int DEEPEST = 256;

    private final String text;
    private int at;
    private int depth;

    private ExpressionParser(String text) {
        this.text = text;
        this.at = 1;
    }

    /**
     * Reads {@code text}, brackets included.
     *
     * @throws ExpressionFault if it is not an expression
     */
    static Expression parse(String text) {
        if (text.length() > LONGEST) {
            throw new ExpressionFault(
                    "The expression has "
                            + text.length()
                            + " characters, which exceeds the limit of "
                            + LONGEST
                            + ".",
                    0);
        }
        var parser = new ExpressionParser(text);
        var expression = parser.expression();
        parser.skipBlanks();
        if (parser.at != text.length() - 1) {
            throw parser.unexpected("the end of the expression");
        }
        return expression;
    }

    private Expression expression() {
        if (++depth > DEEPEST) {
            throw new ExpressionFault(
                    "The expression is nested deeper than " + DEEPEST + " levels.", at);
        }
        var expression = primary();
        for (int links = 0; ; links++) {
            if (links > DEEPEST) {
                throw new ExpressionFault(
                        "The expression is nested deeper than " + DEEPEST + " levels.", at);
            }
            skipBlanks();
            int start = at;
            if (accept('.')) {
                var absence = accept('?') ? Absence.NULL : Absence.ERROR;
                skipBlanks();
                int nameAt = at;
                var name = new Literal(Values.of(name("a property name")), nameAt);
                expression = new Member(expression, name, absence, start);
            } else if (at < text.length() - 1 && accept('[')) {
                var absence = accept('?') ? Absence.NULL : Absence.ERROR;
                var key = expression();
                expect(']');
                expression = new Member(expression, key, absence, start);
            } else {
                depth--;
                return expression;
            }
        }
    }

    private Expression primary() {
        skipBlanks();
        int start = at;
        char next = peek();
        if (next == '\'') {
            return new Literal(Values.of(quoted()), start);
        }
        if (next == '-' || isDigit(next)) {
            return number();
        }
        var name = name("a function, a quoted string or a number");
        skipBlanks();
        if (accept('.')) {
            skipBlanks();
            name += "." + name("a function name");
            skipBlanks();
        }
        if (peek() != '(') {
            throw new ExpressionFault(
                    "'"
                            + name
                            + "' is neither a function call nor a quoted string; expected '(' after it.",
                    at);
        }
        return new Call(name, arguments(), start);
    }

    private List<Expression> arguments() {
        expect('(');
        var arguments = new ArrayList<Expression>();
        skipBlanks();
        if (accept(')')) {
            return arguments;
        }
        do {
            arguments.add(expression());
            skipBlanks();
        } while (accept(','));
        expect(')');
        return arguments;
    }

    private Literal number() {
        int start = at;
        accept('-');
        while (isDigit(peek())) {
            at++;
        }
        try {
            return new Literal(Values.of(Long.parseLong(text.substring(start, at))), start);
        } catch (NumberFormatException e) {
            throw new ExpressionFault(
                    "'" + text.substring(start, at) + "' is not a whole number of 64 bits.", start);
        }
    }

    private String quoted() {
        int start = at++;
        var value = new StringBuilder();
        while (at < text.length() - 1) {
            char next = text.charAt(at++);
            if (next != '\'') {
                value.append(next);
            } else if (peek() == '\'') {
                value.append('\'');
                at++;
            } else {
                return value.toString();
            }
        }
        throw new ExpressionFault("The string that begins here has no closing quote.", start);
    }

    private String name(String what) {
        int start = at;
        while (Character.isLetterOrDigit(peek()) || peek() == '_' || peek() == '$') {
            at++;
        }
        if (start == at) {
            throw unexpected(what);
        }
        return text.substring(start, at);
    }

    private char peek() {
        return at < text.length() - 1 ? text.charAt(at) : 0;
    }

    private boolean accept(char wanted) {
        if (peek() != wanted) {
            return false;
        }
        at++;
        return true;
    }

    private void expect(char wanted) {
        skipBlanks();
        if (!accept(wanted)) {
            throw unexpected("'" + wanted + "'");
        }
    }

    private void skipBlanks() {
        while (Character.isWhitespace(peek())) {
            at++;
        }
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private ExpressionFault unexpected(String wanted) {
        return new ExpressionFault(
                at < text.length() - 1
                        ? "The character '"
                                + text.charAt(at)
                                + "' is unexpected; expected "
                                + wanted
                                + "."
                        : "The expression ends too early; expected " + wanted + ".",
                at);
    }
}
