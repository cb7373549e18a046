package fairlead.cloud;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/**
 * The time and the chance that a decision is given. Every id drawn from one moment is different if
 * its purpose is.
 */
public record Moment(Instant now, UUID chance) {

    /** An id for one purpose. */
    public String id(String purpose) {
        return UUID.nameUUIDFromBytes((chance + "/" + purpose).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    /** The moment for the next of several decisions taken together. */
    public Moment next(String purpose) {
        return new Moment(now, UUID.fromString(id(purpose)));
    }
}
