package fairlead.bgpd.config;

import fairlead.bgp.speaker.ListenAddress;
import java.util.List;

/**
 * Who watches a server, and how.
 *
 * @param metrics where Prometheus may ask; nowhere if empty
 * @param events the file of events, {@code -} for standard output, or empty for none
 */
public record Monitoring(List<ListenAddress> metrics, String events) {

    /** Nobody. */
    public static final Monitoring NONE = new Monitoring(List.of(), "");

    public Monitoring {
        metrics = List.copyOf(metrics);
    }
}
