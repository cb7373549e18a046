package fairlead.azure.types;

import fairlead.azure.arm.ResourceType;
import java.util.List;

/** What a member of a document may hold. */
sealed interface Kind {

    /** Text; a number is taken for its digits. */
    record Text() implements Kind {}

    /** {@code true} or {@code false}, also as text. */
    record Flag() implements Kind {}

    /** A whole number in a range, also as text. */
    record Whole(long least, long most) implements Kind {}

    /** One of these words, in any case; stored in the case given here. */
    record Choice(List<String> words) implements Kind {}

    /**
     * {@code {"id": ...}} of an existing resource of one of these types; other members are ignored.
     */
    record Reference(List<ResourceType> types) implements Kind {}

    /** An object with known members. */
    record Structure(Shape shape) implements Kind {}

    /** An array. */
    record Many(Kind member) implements Kind {}

    /** Anything: stored and echoed, and neither read nor enforced. */
    record Opaque() implements Kind {}

    /** Text that is stored and never shown: passwords, custom data. */
    record Secret() implements Kind {}

    /** What Azure computes: taken from clients who put back what they got, and ignored. */
    record ReadOnly() implements Kind {}
}
