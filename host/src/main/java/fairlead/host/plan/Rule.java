package fairlead.host.plan;

/**
 * A policy rule: at preference {@code preference}, packets that {@code match} do {@code action}.
 */
public record Rule(String namespace, int preference, Match match, Action action)
        implements KernelObject {

    /** Which packets. */
    public sealed interface Match {

        /** Every packet. */
        record All() implements Match {}

        /** Those whose mark, seen through {@code mask}, is {@code mark}. */
        record Mark(int mark, int mask) implements Match {}

        /** The same, arriving by {@code device} only. */
        record MarkFrom(int mark, int mask, String device) implements Match {}
    }

    /** What with them. */
    public sealed interface Action {

        /** Ask this route table. */
        record Lookup(int table) implements Action {}

        /** Go on at this preference. */
        record Goto(int preference) implements Action {}

        /** Nothing: a place to go to. */
        record Nop() implements Action {}
    }

    @Override
    public Key key() {
        return new Key(Kind.RULE, namespace, "%010d".formatted(preference));
    }
}
