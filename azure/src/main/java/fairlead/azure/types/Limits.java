package fairlead.azure.types;

/**
 * What a cloud's profile allows of the things that Azure counts.
 *
 * @param peersPerRouteServer further peers are stored and end {@code Failed}
 */
public record Limits(int peersPerRouteServer) {

    /** Azure's own. */
    public static final Limits AZURE = new Limits(8);

    /** None that anyone would meet. */
    public static final Limits NONE = new Limits(Integer.MAX_VALUE);
}
