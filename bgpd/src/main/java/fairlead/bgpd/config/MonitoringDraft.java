package fairlead.bgpd.config;

import fairlead.bgp.speaker.ListenAddress;
import java.util.List;

/** Who watches, while the keys of it are read. */
final class MonitoringDraft {

    List<ListenAddress> metrics = List.of();
    String events = "";
    List<CollectorDraft> collectors = List.of();
    List<Monitoring.MrtFiles> dumps = List.of();
    List<Monitoring.MrtFiles> updates = List.of();

    /** {@code name} is ours where none is said. */
    Monitoring made(String name) {
        return new Monitoring(
                metrics,
                events,
                collectors.stream().map(collector -> collector.made(name)).toList(),
                dumps,
                updates);
    }
}
