package fairlead.bgp.speaker;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * Does what was decided, in the order in which it was decided. What one effect finds out, such as a
 * connection that breaks while it is written to, is decided upon at once, but done after all that
 * was decided before: nobody hears of an end before the beginning. One thread uses it.
 */
final class EffectQueue {

    private final Consumer<Effect> how;
    private final Queue<Effect> due = new ArrayDeque<>();
    private boolean performing;

    /**
     * @param how does one; it may call {@link #perform} with what follows from that
     */
    EffectQueue(Consumer<Effect> how) {
        this.how = how;
    }

    /** Does these, now or when those before them are done. */
    void perform(List<Effect> effects) {
        due.addAll(effects);
        if (performing) {
            return;
        }
        performing = true;
        try {
            for (var next = due.poll(); next != null; next = due.poll()) {
                how.accept(next);
            }
        } finally {
            performing = false;
        }
    }
}
