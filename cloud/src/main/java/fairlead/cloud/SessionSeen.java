package fairlead.cloud;

import java.time.Instant;
import java.util.Optional;

/**
 * What one instance sees of one session.
 *
 * @param state in the words of RFC 4271: {@code Idle} to {@code Established}
 * @param since when it entered the state
 * @param lastError what ended it last, for people
 */
public record SessionSeen(String state, Instant since, Optional<String> lastError) {

    public boolean isEstablished() {
        return state.equals("Established");
    }
}
