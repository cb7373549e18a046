package fairlead.bgpd.server;

import fairlead.bgp.bfd.BfdReport;
import fairlead.bgp.bfd.BfdState;
import fairlead.bgp.bfd.link.Lateness;
import fairlead.metrics.Exposition;
import fairlead.metrics.Exposition.Kind;
import java.util.List;
import java.util.Optional;

/** How the paths that BFD watches stand, and how late its timers were; nothing without any. */
final class PathNumbers {

    private static final String LATE = "fairlead_bgp_bfd_late_seconds";

    private PathNumbers() {}

    static void write(Exposition text, List<BfdReport> paths, Optional<Lateness> lateness) {
        if (paths.isEmpty()) {
            return;
        }
        text.family("fairlead_bgp_bfd_up", Kind.GAUGE, "1 while BFD says that the path is alive.");
        for (var path : paths) {
            text.sample(
                    "fairlead_bgp_bfd_up",
                    path.state() == BfdState.UP ? 1 : 0,
                    "address",
                    path.peer().remote().toString());
        }
        text.family(
                "fairlead_bgp_bfd_state",
                Kind.GAUGE,
                "1 for the state that a path's session is in, with why it last went down.");
        for (var path : paths) {
            text.sample(
                    "fairlead_bgp_bfd_state",
                    1,
                    "address",
                    path.peer().remote().toString(),
                    "state",
                    path.state().text(),
                    "diagnostic",
                    path.diagnostic().text());
        }
        text.family(
                "fairlead_bgp_bfd_detection_time_seconds",
                Kind.GAUGE,
                "How long a neighbour may be silent before its path counts as lost.");
        for (var path : paths) {
            text.sample(
                    "fairlead_bgp_bfd_detection_time_seconds",
                    path.detectionMicros() / 1e6,
                    "address",
                    path.peer().remote().toString());
        }
        text.family("fairlead_bgp_bfd_downs_total", Kind.COUNTER, "How often a path was lost.");
        for (var path : paths) {
            text.sample(
                    "fairlead_bgp_bfd_downs_total",
                    path.downs(),
                    "address",
                    path.peer().remote().toString());
        }
        if (lateness.isEmpty()) {
            return;
        }
        text.family(
                LATE,
                Kind.SUMMARY,
                "How much later than due BFD's deadlines were kept, since start.");
        for (double share : new double[] {0.5, 0.99, 0.999, 1}) {
            text.sample(
                    LATE,
                    lateness.get().percentileMillis(share) / 1000,
                    "quantile",
                    Double.toString(share));
        }
    }
}
