package fairlead.bgp.policy;

import java.util.List;

/**
 * Which communities are meant: one kind of community, number by number. A pattern that leaves
 * nothing open is also what an action adds.
 */
public sealed interface CommunityPattern {

    /** RFC 1997: two numbers of 16 bits. */
    record Standard(Field high, Field low) implements CommunityPattern {
        public Standard {
            high.checkWithin(0xffff);
            low.checkWithin(0xffff);
        }
    }

    /**
     * RFC 4360: 64 bits, of which those in {@code mask} are compared.
     *
     * @param value bits outside of {@code mask} are zero
     */
    record Extended(long value, long mask) implements CommunityPattern {
        public Extended {
            value &= mask;
        }
    }

    /** RFC 8092: three numbers of 32 bits. */
    record Large(Field global, Field first, Field second) implements CommunityPattern {}

    /** One number of a community. */
    sealed interface Field {

        record Range(NumberRange range) implements Field {}

        /** Our AS number. */
        record Self() implements Field {}

        /** The AS number of the neighbour whose session the policy is for. */
        record Peer() implements Field {}

        static Field of(long number) {
            return new Range(NumberRange.of(number));
        }

        /** Whether it stands for one number only. */
        private boolean isExact() {
            return switch (this) {
                case Range(var range) -> range.from() == range.to();
                case Self _, Peer _ -> true;
            };
        }

        private void checkWithin(long most) {
            if (this instanceof Range(var range) && range.to() > most) {
                throw new IllegalArgumentException(
                        range + " is outside 0-" + most + ", which a standard community can hold");
            }
        }
    }

    /** Any number of a standard community. */
    Field ANY_SHORT = new Field.Range(new NumberRange(0, 0xffff));

    /** Any number of a large community. */
    Field ANY_LONG = new Field.Range(NumberRange.ALL);

    static Standard standard(long high, long low) {
        return new Standard(Field.of(high), Field.of(low));
    }

    /** Whether it means one community only, once it is known who the neighbour is. */
    private boolean isExact() {
        return switch (this) {
            case Standard(var high, var low) -> high.isExact() && low.isExact();
            case Extended(_, var mask) -> mask == -1L;
            case Large(var global, var first, var second) ->
                    global.isExact() && first.isExact() && second.isExact();
        };
    }

    /** Whether what it means depends on who the neighbour is. */
    default boolean namesPeer() {
        var peer = new Field.Peer();
        return switch (this) {
            case Standard(var high, var low) -> high.equals(peer) || low.equals(peer);
            case Extended _ -> false;
            case Large(var global, var first, var second) ->
                    global.equals(peer) || first.equals(peer) || second.equals(peer);
        };
    }

    /** The same list, or the refusal of a pattern that means more than one community. */
    static List<CommunityPattern> exact(List<CommunityPattern> communities) {
        for (var community : communities) {
            if (!community.isExact()) {
                throw new IllegalArgumentException(
                        "only a single community can be set or added, not a pattern");
            }
        }
        return List.copyOf(communities);
    }
}
