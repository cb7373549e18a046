package fairlead.bgp.speaker;

/** How segments of a session are proved to come from the neighbour. */
public sealed interface Authentication {

    /** Not at all. */
    record None() implements Authentication {}

    /** Each TCP segment carries an MD5 digest made with a shared secret (RFC 2385). */
    record Md5(Secret secret) implements Authentication {}

    /** What an operator can look at where nothing is answered, after what is said of that. */
    default String whereNothingIsAnswered() {
        return switch (this) {
            case None() -> "";
            case Md5 _ -> "; does it run, and has it the same password?";
        };
    }
}
