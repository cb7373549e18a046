package fairlead.box;

import fairlead.host.plan.Change;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What somebody has deleted or changed in the kernel behind the daemon's back, and the daemon has
 * put right; since the daemon began. Each is logged once. Safe for use by several threads.
 */
final class Repairs {

    /** One object that was put right, and what was wrong with it. */
    record Repair(Instant at, String what, String why) {}

    private static final Logger LOG = LoggerFactory.getLogger(Repairs.class);

    /** The latest of them that are kept; of one pass as many are logged one by one. */
    private static final int KEPT = 20;

    private final Deque<Repair> latest = new ArrayDeque<>();
    private int count;

    /** What one pass has put right; what went down with something else is not told of. */
    void passed(Instant at, List<Change> changes) {
        var causes =
                changes.stream()
                        .filter(change -> !change.reason().startsWith("went down"))
                        .toList();
        causes.stream()
                .limit(KEPT)
                .forEach(change -> add(at, change.object().key().toString(), why(change)));
        int more = causes.size() - KEPT;
        if (more > 0) {
            add(at, more + " more objects", "missing or changed");
            count(more - 1);
        }
    }

    /** A namespace had lost its name and has it again. */
    void named(Instant at, String namespace) {
        add(at, namespace + ": NAMESPACE", "had lost its name");
    }

    private static String why(Change change) {
        return switch (change) {
            case Change.Put _ -> "was missing";
            case Change.Replace _ -> "was changed";
            case Change.Drop _ -> "is marked as ours and nobody wants it; removed";
        };
    }

    private synchronized void add(Instant at, String what, String why) {
        LOG.warn("Put right what was changed behind the daemon's back: {} {}", what, why);
        latest.addFirst(new Repair(at, what, why));
        while (latest.size() > KEPT) {
            latest.removeLast();
        }
        count++;
    }

    private synchronized void count(int more) {
        count += more;
    }

    /** How many objects were put right. */
    synchronized int count() {
        return count;
    }

    /** The latest of them, the newest first. */
    synchronized List<Repair> latest() {
        return List.copyOf(latest);
    }
}
