package fairlead.azure.http;

import java.time.Duration;

/** Who counts the requests, and answers {@code GET /metrics} to those with a token. */
public interface Metering {

    /** Counts nothing and tells nothing. */
    Metering NONE =
            new Metering() {
                @Override
                public void answered(String method, int status, Duration took) {}

                @Override
                public String exposition() {
                    return "";
                }
            };

    /**
     * A request has been answered. Called by any thread.
     *
     * @param method one of ARM's, or {@code OTHER}
     * @param took from its first line to its answer; a poll may be held open for 20 s
     */
    void answered(String method, int status, Duration took);

    /** Everything in the text format of Prometheus, version 0.0.4. */
    String exposition();
}
