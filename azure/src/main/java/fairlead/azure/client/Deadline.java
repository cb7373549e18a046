package fairlead.azure.client;

import java.time.Duration;

/**
 * Until when to go on.
 *
 * @param start by the clock of {@link System#nanoTime}
 */
record Deadline(long start, Duration whole) {

    static Deadline after(Duration whole) {
        return new Deadline(System.nanoTime(), whole);
    }

    Duration passed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    Duration left() {
        return whole.minus(passed());
    }

    boolean allows(Duration wait) {
        return left().compareTo(wait) > 0;
    }
}
