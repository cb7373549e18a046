package fairlead.cloud;

import fairlead.azure.arm.ArmError;
import fairlead.azure.arm.ArmId;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A long-running operation, as its status and result addresses show it. Outlives its resource and
 * the daemon.
 *
 * @param target the resource that is written, deleted or acted on
 * @param location the region in its addresses
 * @param ended empty while it runs
 * @param error why it failed; present exactly when it ended badly
 * @param result what an action answers when it is done
 */
public record Operation(
        String id,
        Kind kind,
        ArmId target,
        String location,
        Instant started,
        Optional<Instant> ended,
        Optional<ArmError> error,
        Optional<JsonNode> result) {

    /** What was asked for: it decides what the result address answers at the end. */
    public enum Kind {
        WRITE,
        DELETE,
        ACTION
    }

    public static Operation started(
            String id, Kind kind, ArmId target, String location, Instant now) {
        return new Operation(
                id,
                kind,
                target,
                location,
                now,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    public Operation succeeded(Instant now, Optional<JsonNode> result) {
        return new Operation(
                id, kind, target, location, started, Optional.of(now), Optional.empty(), result);
    }

    public Operation failed(Instant now, ArmError error) {
        return new Operation(
                id, kind, target, location, started, Optional.of(now), Optional.of(error), result);
    }

    public boolean isRunning() {
        return ended.isEmpty();
    }

    /** {@code InProgress}, {@code Succeeded} or {@code Failed}, as pollers expect it. */
    public String status() {
        return ended.isEmpty() ? "InProgress" : error.isPresent() ? "Failed" : "Succeeded";
    }
}
