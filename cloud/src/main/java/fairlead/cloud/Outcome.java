package fairlead.cloud;

import java.util.List;

/**
 * What a request wants written, and what to tell the caller. Nothing has happened until the facts
 * are stored.
 */
public record Outcome(List<Fact> facts, Reply reply) {

    public Outcome {
        facts = List.copyOf(facts);
    }

    public static Outcome saying(Reply reply) {
        return new Outcome(List.of(), reply);
    }
}
