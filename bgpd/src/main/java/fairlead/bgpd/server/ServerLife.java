package fairlead.bgpd.server;

import java.time.Instant;
import java.util.List;

/** Since when a server runs, and what became of its file when it was last read. For any thread. */
final class ServerLife {

    /**
     * The file was read.
     *
     * @param inForce whether what it says holds now, if need be save for {@code problems}; else
     *     what was before it does
     * @param problems as they stand in the log
     */
    record Reading(Instant at, boolean inForce, List<String> problems) {
        Reading {
            problems = List.copyOf(problems);
        }
    }

    private final Instant since;
    private volatile Reading last;

    /** A server whose file is put in force for the first time. */
    ServerLife(Instant since) {
        this.since = since;
        this.last = new Reading(since, true, List.of());
    }

    Instant since() {
        return since;
    }

    Reading last() {
        return last;
    }

    void read(Reading reading) {
        last = reading;
    }
}
