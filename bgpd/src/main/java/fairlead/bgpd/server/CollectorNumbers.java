package fairlead.bgpd.server;

import fairlead.bgp.monitor.CollectorReport;
import fairlead.metrics.Exposition;
import fairlead.metrics.Exposition.Kind;
import java.util.List;
import java.util.function.ToLongFunction;

/** How BMP collectors stand, family by family; nothing without any. */
final class CollectorNumbers {

    private CollectorNumbers() {}

    static void write(Exposition text, List<CollectorReport> reports) {
        if (reports.isEmpty()) {
            return;
        }
        family(
                text,
                reports,
                "fairlead_bmp_connected",
                Kind.GAUGE,
                "1 while a collector is connected.",
                one -> one.connected() ? 1 : 0);
        family(
                text,
                reports,
                "fairlead_bmp_connections_total",
                Kind.COUNTER,
                "How often a collector was connected.",
                CollectorReport::connections);
        family(
                text,
                reports,
                "fairlead_bmp_overflows_total",
                Kind.COUNTER,
                "How often a connection was cut because the collector read too slowly.",
                CollectorReport::overflows);
        family(
                text,
                reports,
                "fairlead_bmp_sent_bytes_total",
                Kind.COUNTER,
                "Octets sent to a collector.",
                CollectorReport::sent);
        family(
                text,
                reports,
                "fairlead_bmp_waiting_bytes",
                Kind.GAUGE,
                "Octets that wait for a collector.",
                CollectorReport::waiting);
    }

    private static void family(
            Exposition text,
            List<CollectorReport> reports,
            String name,
            Kind kind,
            String help,
            ToLongFunction<CollectorReport> value) {
        text.family(name, kind, help);
        for (var one : reports) {
            text.sample(name, value.applyAsLong(one), "collector", one.name());
        }
    }
}
