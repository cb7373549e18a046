package fairlead.bgpd.server;

import static org.assertj.core.api.Assertions.assertThat;

import fairlead.bgp.rpki.CacheReport;
import fairlead.bgp.rpki.RtrCache;
import fairlead.bgp.rpki.Vrp;
import fairlead.bgp.rpki.VrpSet;
import fairlead.metrics.Exposition;
import fairlead.net.Asn;
import fairlead.net.Prefix;
import fairlead.testkit.PrometheusText;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RpkiNumbersTest {

    private static final VrpSet ONE =
            VrpSet.of(List.of(new Vrp(Prefix.parse("192.0.2.0/24"), 24, new Asn(64501))));

    private static RtrCache cache(String address) {
        return new RtrCache(address, 3323);
    }

    private static String text(CacheReport... caches) {
        var text = new Exposition();
        RpkiNumbers.write(text, List.of(caches), ONE);
        assertThat(PrometheusText.faults(text.toString())).isEmpty();
        return text.toString();
    }

    @Test
    void everyCacheHasItsStateAndWhatItHolds() {
        var well =
                new CacheReport(
                        cache("192.0.2.5"),
                        "current",
                        1,
                        4_294_967_295L,
                        400_000,
                        Optional.of(Instant.ofEpochMilli(1_800_000_000_500L)),
                        0,
                        "");
        var ill =
                new CacheReport(
                        cache("192.0.2.6"), "waiting", 1, -1, 0, Optional.empty(), 3, "refused");

        assertThat(text(well, ill).lines())
                .contains(
                        "fairlead_rpki_vrps 1",
                        "fairlead_rpki_cache_up{cache=\"192.0.2.5:3323\"} 1",
                        "fairlead_rpki_cache_up{cache=\"192.0.2.6:3323\"} 0",
                        "fairlead_rpki_cache_state{cache=\"192.0.2.6:3323\",state=\"waiting\"} 1",
                        "fairlead_rpki_cache_vrps{cache=\"192.0.2.5:3323\"} 400000",
                        "fairlead_rpki_cache_failures{cache=\"192.0.2.6:3323\"} 3",
                        "fairlead_rpki_cache_serial{cache=\"192.0.2.5:3323\"} 4294967295",
                        "fairlead_rpki_cache_updated_timestamp_seconds{cache=\"192.0.2.5:3323\"}"
                                + " 1.8000000005E9")
                .noneMatch(line -> line.startsWith("fairlead_rpki_cache_serial{cache=\"192.0.2.6"));
    }

    @Test
    void withoutCachesThereIsOnlyWhatIsInForce() {
        assertThat(text().lines().filter(line -> !line.startsWith("#")))
                .containsExactly("fairlead_rpki_vrps 1");
    }
}
