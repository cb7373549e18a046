package fairlead.bgpd.config;

import fairlead.bgp.monitor.CollectorSettings;
import fairlead.bgp.monitor.FilePattern;
import fairlead.bgp.speaker.ListenAddress;
import java.time.Duration;
import java.util.List;

/**
 * Who watches a server, and how.
 *
 * @param metrics where Prometheus may ask; nowhere if empty
 * @param events the file of events, {@code -} for standard output, or empty for none
 * @param collectors who is told by BMP
 * @param dumps MRT files of whole tables
 * @param updates MRT files of messages
 */
public record Monitoring(
        List<ListenAddress> metrics,
        String events,
        List<CollectorSettings> collectors,
        List<MrtFiles> dumps,
        List<MrtFiles> updates) {

    /**
     * A series of MRT files.
     *
     * @param span how often a table is dumped, or how long a log is added to; zero is for ever
     */
    public record MrtFiles(FilePattern file, Duration span) {}

    /** Nobody. */
    public static final Monitoring NONE =
            new Monitoring(List.of(), "", List.of(), List.of(), List.of());

    public Monitoring {
        metrics = List.copyOf(metrics);
        collectors = List.copyOf(collectors);
        dumps = List.copyOf(dumps);
        updates = List.copyOf(updates);
    }
}
