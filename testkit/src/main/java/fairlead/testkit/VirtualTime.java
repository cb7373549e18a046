package fairlead.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * A clock that moves only when it is told to, and the tasks that are due on it. One thread uses it.
 */
public final class VirtualTime {

    private record Due(Instant at, long serial, Runnable task) {}

    private final PriorityQueue<Due> queue =
            new PriorityQueue<>(Comparator.comparing(Due::at).thenComparingLong(Due::serial));
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private long serial;

    public Instant now() {
        return now;
    }

    /**
     * Runs {@code task} when the clock has moved on by {@code delay}; equal times run in the order
     * of asking.
     */
    public void in(Duration delay, Runnable task) {
        queue.add(new Due(now.plus(delay), serial++, task));
    }

    /** Moves to the next due task and runs it; false if there is none. */
    public boolean step() {
        var due = queue.poll();
        if (due == null) {
            return false;
        }
        now = due.at;
        due.task.run();
        return true;
    }

    /** Runs everything that falls due within {@code span}, then stands at its end. */
    public void run(Duration span) {
        var end = now.plus(span);
        while (isDueBy(end)) {
            step();
        }
        now = end;
    }

    private boolean isDueBy(Instant end) {
        var next = queue.peek();
        return next != null && !next.at.isAfter(end);
    }
}
