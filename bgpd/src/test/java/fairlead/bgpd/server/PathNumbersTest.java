package fairlead.bgpd.server;

import static org.assertj.core.api.Assertions.assertThat;

import fairlead.bgp.bfd.BfdPeer;
import fairlead.bgp.bfd.BfdReport;
import fairlead.bgp.bfd.BfdState;
import fairlead.bgp.bfd.Diagnostic;
import fairlead.bgp.bfd.link.Lateness;
import fairlead.metrics.Exposition;
import fairlead.net.IpAddress;
import fairlead.testkit.PrometheusText;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PathNumbersTest {

    private static BfdReport path(String remote, BfdState state, long downs) {
        var peer = new BfdPeer(IpAddress.parse("192.0.2.1"), IpAddress.parse(remote), false);
        return new BfdReport(peer, state, Diagnostic.NONE, 300_000, 900_000, downs);
    }

    @Test
    void eachPathHasItsStateAndTheTimersSayHowLateTheyWere() {
        var text = new Exposition();
        var lateness = new Lateness(1000, List.of(900L, 50L, 40L, 0L, 9L, 0L, 0L, 0L), 250_000);
        PathNumbers.write(
                text,
                List.of(path("192.0.2.11", BfdState.UP, 2), path("192.0.2.12", BfdState.INIT, 0)),
                Optional.of(lateness));
        assertThat(PrometheusText.faults(text.toString())).isEmpty();
        assertThat(text.toString().lines())
                .contains(
                        "fairlead_bgp_bfd_up{address=\"192.0.2.11\"} 1",
                        "fairlead_bgp_bfd_up{address=\"192.0.2.12\"} 0",
                        "fairlead_bgp_bfd_state{address=\"192.0.2.12\",state=\"Init\",diagnostic=\"no diagnostic\"} 1",
                        "fairlead_bgp_bfd_detection_time_seconds{address=\"192.0.2.11\"} 0.9",
                        "fairlead_bgp_bfd_downs_total{address=\"192.0.2.11\"} 2",
                        "fairlead_bgp_bfd_late_seconds{quantile=\"0.5\"} 0.001",
                        "fairlead_bgp_bfd_late_seconds{quantile=\"0.99\"} 0.005",
                        "fairlead_bgp_bfd_late_seconds{quantile=\"0.999\"} 0.02",
                        "fairlead_bgp_bfd_late_seconds{quantile=\"1.0\"} 0.25");
    }

    @Test
    void withoutBfdThereIsNothingToSay() {
        var text = new Exposition();
        PathNumbers.write(text, List.of(), Optional.empty());
        assertThat(text.toString()).isEmpty();
    }
}
