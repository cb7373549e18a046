package fairlead.azure.client;

import java.time.Duration;

/** Hears that an operation is not finished yet. Called on the caller's thread, after each poll. */
@FunctionalInterface
public interface Progress {

    /** Says nothing. */
    Progress SILENT = (_, _, _) -> {};

    /**
     * Hears of one more poll that found the operation unfinished.
     *
     * @param path what was asked for
     * @param state in the cloud's words, such as {@code InProgress} or {@code Updating}
     * @param waited since the request was accepted
     */
    void waiting(String path, String state, Duration waited);
}
