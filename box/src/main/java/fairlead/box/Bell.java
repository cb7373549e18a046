package fairlead.box;

import java.time.Duration;

/** Wakes one waiter. A ring while nobody waits is heard by the next wait; several rings are one. */
final class Bell {

    private boolean ringing;

    synchronized void ring() {
        ringing = true;
        notifyAll();
    }

    synchronized boolean isRinging() {
        return ringing;
    }

    /** Returns after a ring, or when the time is up. */
    synchronized void await(Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (!ringing) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return;
            }
            wait(left);
        }
        ringing = false;
    }
}
