package fairlead.box;

import java.time.Duration;
import java.util.List;

/**
 * When and where to look whether the kernel still holds what it should. One namespace at a time, so
 * that nothing waits long for a look; the fabric every other time, since that is where packets are;
 * and after each look a pause, so that looking costs no more than one part in {@value #SHARE} of
 * the time, however large the cloud.
 */
final class Rounds {

    /** Looking takes at most one part in so many. */
    static final int SHARE = 100;

    private static final Duration SHORTEST = Duration.ofSeconds(2);

    private int turn;
    private Duration pause = SHORTEST;

    /** How long to wait before the next look. */
    Duration pause() {
        return pause;
    }

    /** Where to look now: the first of these every other time, the others in turn. */
    String next(List<String> namespaces) {
        int now = turn++;
        return now % 2 == 0 || namespaces.size() == 1
                ? namespaces.getFirst()
                : namespaces.get(1 + now / 2 % (namespaces.size() - 1));
    }

    /** The look took so long. */
    void took(Duration cost) {
        var rest = cost.multipliedBy(SHARE);
        pause = rest.compareTo(SHORTEST) > 0 ? rest : SHORTEST;
    }
}
