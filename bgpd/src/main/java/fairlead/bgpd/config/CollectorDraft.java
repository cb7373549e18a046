package fairlead.bgpd.config;

import static java.util.Objects.requireNonNull;

import fairlead.bgp.bmp.View;
import fairlead.bgp.monitor.CollectorSettings;
import fairlead.bgp.speaker.ListenAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A collector while its keys are read. */
final class CollectorDraft {

    private static final long MEBI = 1 << 20;

    @Nullable ListenAddress at;
    List<View> tables = List.of(View.ADJ_RIB_IN, View.ADJ_RIB_IN_POST_POLICY, View.LOC_RIB);
    Duration statistics = Duration.ofMinutes(1);
    long buffer = 64;
    String name = "";

    CollectorSettings made(String usually) {
        return new CollectorSettings(
                requireNonNull(at).address(),
                at.port(),
                Set.copyOf(tables),
                statistics,
                buffer * MEBI,
                name.isEmpty() ? usually : name,
                "Fairlead route server");
    }
}
