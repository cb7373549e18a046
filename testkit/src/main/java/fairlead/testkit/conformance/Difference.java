package fairlead.testkit.conformance;

/**
 * Where a document and its description part.
 *
 * @param where {@code request} or {@code response}
 * @param type of the resource, and {@code /action} where it is one's
 * @param pointer to the member, with {@code *} for a position in an array: {@code
 *     properties.subnets.*.name}
 * @param problem what is wrong, for people
 */
public record Difference(String where, String type, String pointer, String problem) {

    /** Whether both speak of the same place. */
    boolean sameAs(Difference other) {
        return where.equals(other.where) && pointer.equals(other.pointer);
    }

    @Override
    public String toString() {
        return where + " of " + type + ": " + pointer + " " + problem;
    }
}
