package fairlead.bgpd.config;

import fairlead.bgp.monitor.CollectorSettings;
import fairlead.bgp.speaker.ListenAddress;
import java.util.List;

/**
 * Who watches a server, and how.
 *
 * @param metrics where Prometheus may ask; nowhere if empty
 * @param events the file of events, {@code -} for standard output, or empty for none
 * @param collectors who is told by BMP
 */
public record Monitoring(
        List<ListenAddress> metrics, String events, List<CollectorSettings> collectors) {

    /** Nobody. */
    public static final Monitoring NONE = new Monitoring(List.of(), "", List.of());

    public Monitoring {
        metrics = List.copyOf(metrics);
        collectors = List.copyOf(collectors);
    }
}
