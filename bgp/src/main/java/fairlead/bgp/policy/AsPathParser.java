package fairlead.bgp.policy;

import fairlead.bgp.policy.AsPathPattern.Term;
import fairlead.bgp.policy.AsPathPattern.Term.Choice;
import fairlead.bgp.policy.AsPathPattern.Term.Hop;
import fairlead.bgp.policy.AsPathPattern.Term.Repeat;
import fairlead.bgp.policy.AsPathPattern.Term.Sequence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Reads an AS-path pattern by recursive descent.
 *
 * <pre>
 *  pattern  = ["^"] choice ["$"]
 *  choice   = sequence *("|" sequence)
 *  sequence = *(item [ "*" | "+" | "?" | "{n}" | "{n,}" | "{n,m}" ])
 *  item     = number | "." | "[" ["^"] 1*(number | number-number) "]" | "(" choice ")"
 * </pre>
 *
 * Blanks and {@code _} separate numbers and mean nothing else.
 */
final class AsPathParser {

    private static final int DEEPEST = 20;

    private final String text;
    private int at;
    private int depth;

    AsPathParser(String text) {
        this.text = text;
    }

    AsPathPattern pattern() {
        boolean fromStart = accept('^');
        var term = choice();
        boolean toEnd = accept('$');
        if (peek() != END || at < text.length()) {
            throw wrong("nothing more, or an item");
        }
        return new AsPathPattern(text, term, fromStart, toEnd);
    }

    private static final char END = '\0';

    private Term choice() {
        if (++depth > DEEPEST) {
            throw wrong("fewer than " + DEEPEST + " brackets in one another");
        }
        var parts = new ArrayList<Term>(List.of(sequence()));
        while (accept('|')) {
            parts.add(sequence());
        }
        depth--;
        return parts.size() == 1 ? parts.getFirst() : new Choice(parts);
    }

    private Term sequence() {
        var parts = new ArrayList<Term>();
        while (startsItem(peek())) {
            parts.add(repeated(item()));
        }
        return parts.size() == 1 ? parts.getFirst() : new Sequence(parts);
    }

    private static boolean startsItem(char next) {
        return isDigit(next) || next == '.' || next == '[' || next == '(';
    }

    private Term item() {
        if (accept('.')) {
            return new Hop(AsSet.ALL);
        }
        if (accept('(')) {
            var inner = choice();
            expect(')');
            return inner;
        }
        if (accept('[')) {
            return new Hop(set());
        }
        return new Hop(AsSet.of(number()));
    }

    private AsSet set() {
        boolean others = accept('^');
        var ranges = new ArrayList<NumberRange>();
        do {
            long from = number();
            ranges.add(new NumberRange(from, accept('-') ? number() : from));
            accept(',');
        } while (!accept(']'));
        return new AsSet(others ? complement(ranges) : ranges);
    }

    private static List<NumberRange> complement(List<NumberRange> ranges) {
        var others = new ArrayList<NumberRange>();
        long next = 0;
        for (var range :
                ranges.stream().sorted(Comparator.comparingLong(NumberRange::from)).toList()) {
            if (range.from() > next) {
                others.add(new NumberRange(next, range.from() - 1));
            }
            next = Math.max(next, range.to() + 1);
        }
        if (next <= NumberRange.MOST) {
            others.add(new NumberRange(next, NumberRange.MOST));
        }
        return others;
    }

    private Term repeated(Term item) {
        if (accept('*')) {
            return new Repeat(item, 0, Repeat.NO_END);
        }
        if (accept('+')) {
            return new Repeat(item, 1, Repeat.NO_END);
        }
        if (accept('?')) {
            return new Repeat(item, 0, 1);
        }
        if (!accept('{')) {
            return item;
        }
        int least = times();
        int most = least;
        if (accept(',')) {
            most = peek() == '}' ? Repeat.NO_END : times();
        }
        expect('}');
        return new Repeat(item, least, most);
    }

    private int times() {
        return (int) Math.min(number(), 1000);
    }

    private long number() {
        peek();
        int from = at;
        while (at < text.length() && isDigit(text.charAt(at))) {
            at++;
        }
        if (from == at || at - from > 10) {
            at = from;
            throw wrong("a number");
        }
        long number = Long.parseLong(text.substring(from, at));
        if (number > NumberRange.MOST) {
            at = from;
            throw wrong("an AS number, 0 to " + NumberRange.MOST);
        }
        return number;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** The next character that means something; {@link #END} if there is none. */
    private char peek() {
        while (at < text.length()
                && (text.charAt(at) == '_' || Character.isWhitespace(text.charAt(at)))) {
            at++;
        }
        return at < text.length() ? text.charAt(at) : END;
    }

    private boolean accept(char wanted) {
        if (peek() != wanted) {
            return false;
        }
        at++;
        return true;
    }

    private void expect(char wanted) {
        if (!accept(wanted)) {
            throw wrong("'" + wanted + "'");
        }
    }

    private IllegalArgumentException wrong(String expected) {
        return new IllegalArgumentException(
                "'"
                        + text
                        + "' is no AS-path pattern: expected "
                        + expected
                        + (at < text.length()
                                ? " at '" + text.substring(at) + "'"
                                : " at its end"));
    }
}
