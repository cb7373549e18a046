package fairlead.azure.fleet;

import java.util.List;

/**
 * What to do next, and what to say about it.
 *
 * @param steps in order; empty when nothing is to be done, or nothing can be done yet
 * @param log one line per finding
 */
public record Decision(List<Step> steps, List<String> log) {
    public Decision {
        steps = List.copyOf(steps);
        log = List.copyOf(log);
    }
}
