package fairlead.bgpd.server;

import fairlead.bgp.speaker.SelectionDeferral;
import java.time.temporal.ChronoUnit;

/** Why nobody is told anything after a restart, and until when. */
final class RestartSentence {

    private RestartSentence() {}

    static String of(SelectionDeferral deferral) {
        return "after a restart everything waits until "
                + String.join(", ", deferral.awaited())
                + (deferral.awaited().size() == 1 ? " has" : " have")
                + " told all, but no longer than until "
                + deferral.until().truncatedTo(ChronoUnit.SECONDS)
                + " (selectionDeferral)";
    }
}
