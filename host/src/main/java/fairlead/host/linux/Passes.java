package fairlead.host.linux;

import java.time.Duration;

/** Who is told of each pass over the kernel, by the thread that made it. */
public interface Passes {

    /** Tells nobody. */
    Passes UNWATCHED = (_, _, _) -> {};

    /**
     * A pass has ended.
     *
     * @param changes how many it was to make; 0 if everything was right
     * @param refused how many of them the kernel refused
     */
    void performed(int changes, int refused, Duration took);
}
