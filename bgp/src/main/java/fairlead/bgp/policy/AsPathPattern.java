package fairlead.bgp.policy;

import java.util.List;

/**
 * A regular expression over the AS numbers of a path.
 *
 * @param text as it was written
 * @param fromStart whether it begins with the first number ({@code ^}), or anywhere
 * @param toEnd whether it ends with the last number ({@code $}), or anywhere
 */
public record AsPathPattern(String text, Term term, boolean fromStart, boolean toEnd) {

    /** At most so many hops are written in one pattern, with {@code {n,m}} multiplied out. */
    public static final int MOST_HOPS = 64;

    /** A part of the expression. */
    public sealed interface Term {

        /**
         * One place of the path: a number of {@code set}. A set in the path is one place, and is
         * one of these if any of its members is.
         */
        record Hop(AsSet set) implements Term {}

        record Sequence(List<Term> parts) implements Term {
            public Sequence {
                parts = List.copyOf(parts);
            }
        }

        record Choice(List<Term> of) implements Term {
            public Choice {
                of = List.copyOf(of);
            }
        }

        /**
         * @param most {@link #NO_END} for as often as you like
         */
        record Repeat(Term term, int least, int most) implements Term {

            public static final int NO_END = Integer.MAX_VALUE;

            public Repeat {
                if (least < 0 || most < least || most < 1) {
                    throw new IllegalArgumentException(
                            "{" + least + "," + most + "}: the lower number comes first");
                }
            }
        }

        /** Hops when repeats are multiplied out; more than {@link #MOST_HOPS} count as that + 1. */
        default int hops() {
            return (int) Math.min(MOST_HOPS + 1L, count(this));
        }

        private static long count(Term term) {
            return switch (term) {
                case Hop _ -> 1;
                case Sequence(var parts) -> parts.stream().mapToLong(Term::hops).sum();
                case Choice(var parts) -> parts.stream().mapToLong(Term::hops).sum();
                case Repeat(var part, var least, var most) ->
                        (long) part.hops() * (most == Repeat.NO_END ? Math.max(1, least) : most);
            };
        }
    }

    public AsPathPattern {
        if (term.hops() > MOST_HOPS) {
            throw new IllegalArgumentException(
                    "'" + text + "' names more than " + MOST_HOPS + " hops");
        }
    }

    /**
     * Reads an expression such as {@code ^65001 .* 65010$}; the grammar is {@code AsPathParser}'s.
     *
     * @throws IllegalArgumentException saying what was expected where
     */
    public static AsPathPattern parse(String text) {
        return new AsPathParser(text).pattern();
    }

    @Override
    public String toString() {
        return text;
    }
}
