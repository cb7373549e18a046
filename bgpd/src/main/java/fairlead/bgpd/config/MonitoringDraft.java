package fairlead.bgpd.config;

import fairlead.bgp.speaker.ListenAddress;
import java.util.List;

/** Who watches, while the keys of it are read. */
final class MonitoringDraft {

    List<ListenAddress> metrics = List.of();
    String events = "";

    Monitoring made() {
        return new Monitoring(metrics, events);
    }
}
