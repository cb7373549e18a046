package fairlead.bgp.speaker;

import java.time.Instant;
import java.util.List;

/**
 * A restart that is not over: nobody is told a route yet (RFC 4724 §4.1).
 *
 * @param awaited the names of those who have still to tell what they have, in order, and {@link
 *     #ORIGINS} if they are; never empty
 * @param until when everybody is told, whoever is still awaited
 */
public record SelectionDeferral(List<String> awaited, Instant until) {

    /** What tells who may originate what, where policies ask for it. */
    public static final String ORIGINS = "the RPKI caches";

    public SelectionDeferral {
        awaited = List.copyOf(awaited);
        if (awaited.isEmpty()) {
            throw new IllegalArgumentException("nobody is waited for");
        }
    }
}
