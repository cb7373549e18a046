package fairlead.bgpd.server;

import fairlead.bgp.rpki.CacheReport;
import fairlead.bgp.rpki.VrpSet;
import fairlead.metrics.Exposition;
import fairlead.metrics.Exposition.Kind;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** How RPKI caches stand, and what origins are validated with. */
final class RpkiNumbers {

    private RpkiNumbers() {}

    /**
     * Writes all families; those of caches only if there are any.
     *
     * @param inForce what routes are validated with: of all caches, and of the configuration
     */
    static void write(Exposition text, List<CacheReport> caches, VrpSet inForce) {
        text.single(
                "fairlead_rpki_vrps",
                Kind.GAUGE,
                "Validated ROA payloads in force, of all caches and the configuration.",
                inForce.size());
        if (caches.isEmpty()) {
            return;
        }
        family(
                text,
                caches,
                "fairlead_rpki_cache_up",
                Kind.GAUGE,
                "1 while the session with a cache stands and its data are complete.",
                one -> one.state().equals(CacheReport.CURRENT) ? 1 : 0);
        text.family("fairlead_rpki_cache_state", Kind.GAUGE, "1 for the state that a cache is in.");
        for (var one : caches) {
            text.sample("fairlead_rpki_cache_state", 1, "cache", name(one), "state", one.state());
        }
        family(
                text,
                caches,
                "fairlead_rpki_cache_vrps",
                Kind.GAUGE,
                "Validated ROA payloads held from a cache.",
                CacheReport::vrps);
        family(
                text,
                caches,
                "fairlead_rpki_cache_failures",
                Kind.GAUGE,
                "Failures of a cache in a row; 0 while it is well.",
                CacheReport::failures);
        var complete = caches.stream().filter(one -> one.since().isPresent()).toList();
        family(
                text,
                complete,
                "fairlead_rpki_cache_serial",
                Kind.GAUGE,
                "Serial number of the data of a cache.",
                CacheReport::serial);
        family(
                text,
                complete,
                "fairlead_rpki_cache_updated_timestamp_seconds",
                Kind.GAUGE,
                "When the data of a cache were last complete, in seconds since 1970.",
                one -> one.since().orElseThrow().toEpochMilli() / 1000.0);
    }

    private static void family(
            Exposition text,
            List<CacheReport> caches,
            String name,
            Kind kind,
            String help,
            ToDoubleFunction<CacheReport> value) {
        text.family(name, kind, help);
        caches.forEach(one -> text.sample(name, value.applyAsDouble(one), "cache", name(one)));
    }

    private static String name(CacheReport one) {
        return one.cache().toString();
    }
}
