package fairlead.box;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fairlead.azure.arm.ArmId;
import fairlead.bgp.session.PeerState;
import fairlead.bgp.speaker.IdleHold;
import fairlead.bgp.speaker.Neighbour;
import fairlead.bgp.speaker.SessionReport;
import fairlead.box.store.Store;
import fairlead.box.store.StoreException;
import fairlead.cloud.Fact;
import fairlead.cloud.SessionKey;
import fairlead.cloud.SessionSeen;
import fairlead.cloud.World;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import fairlead.testkit.PrometheusText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

class MetricsTest {

    private static final ArmId HUB =
            ArmId.parse(
                    "/subscriptions/s/resourceGroups/lab/providers/Microsoft.Network/virtualHubs/rs");
    private static final SessionKey SESSION =
            new SessionKey(HUB, 0, HUB.child("bgpConnections", "nva_0"));

    private static Metrics metrics() {
        var world =
                World.EMPTY.after(
                        List.of(
                                new Fact.SessionObserved(
                                        SESSION,
                                        Optional.of(
                                                new SessionSeen(
                                                        "Established",
                                                        Instant.EPOCH,
                                                        Optional.empty())))));
        var report =
                new SessionReport(
                        new Neighbour(
                                SESSION.peer().toString(),
                                IpAddress.parse("10.1.2.4"),
                                new Asn(65001)),
                        PeerState.ESTABLISHED,
                        Instant.EPOCH,
                        Duration.ofSeconds(180),
                        "",
                        IdleHold.NONE,
                        new SessionReport.Counters(9, 8, 2, 1, 3, 5, 4, 2));
        return new Metrics(
                "1.2",
                Instant.ofEpochSecond(1000),
                () ->
                        new Metrics.Sources() {
                            @Override
                            public World world() {
                                return world;
                            }

                            @Override
                            public boolean isReady() {
                                return true;
                            }

                            @Override
                            public List<SessionReport> sessions(SessionKey one) {
                                return List.of(report);
                            }
                        });
    }

    @Test
    void prometheusHasNothingToComplainOf() {
        var metrics = metrics();
        metrics.answered("GET", 200, Duration.ofMillis(3));
        metrics.performed(3, 1, Duration.ofMillis(20));
        var text = metrics.exposition().toString();

        assertThat(PrometheusText.faults(text)).isEmpty();
        assertThat(text)
                .contains("# TYPE jvm_memory_used_bytes ", "# TYPE process_cpu_seconds_total ");
    }

    @Test
    void whatHappenedIsCountedAndWhatIsKnownIsRead() {
        var metrics = metrics();
        metrics.answered("GET", 200, Duration.ofMillis(3));
        metrics.answered("GET", 200, Duration.ofMillis(3));
        metrics.answered("PUT", 409, Duration.ofMillis(3));
        metrics.performed(3, 1, Duration.ofMillis(20));
        metrics.performed(0, 0, Duration.ofMillis(20));
        var peer = "{group=\"lab\",route_server=\"rs\",instance=\"0\",peer=\"nva_0\"}";

        assertThat(metrics.exposition().lines())
                .contains(
                        "fairlead_http_request_duration_seconds_count{method=\"GET\",status=\"200\"} 2",
                        "fairlead_http_request_duration_seconds_count{method=\"PUT\",status=\"409\"} 1",
                        "fairlead_kernel_pass_duration_seconds_count 1",
                        "fairlead_kernel_changes_total 3",
                        "fairlead_kernel_refusals_total 1",
                        "fairlead_bgp_sessions{state=\"Established\"} 1",
                        "fairlead_bgp_session_up" + peer + " 1",
                        "fairlead_bgp_session_flaps_total" + peer + " 2",
                        "fairlead_bgp_routes_accepted" + peer + " 4",
                        "fairlead_bgp_routes_rejected" + peer + " 1",
                        "fairlead_bgp_routes_advertised" + peer + " 2",
                        "fairlead_start_time_seconds 1000",
                        "fairlead_ready 1");
    }

    @Test
    void aCommitIsMeasuredWhetherItSucceedsOrNot() throws Exception {
        var metrics = metrics();
        try (var good = new MeteredStore(new OneAnswer(true), metrics);
                var bad = new MeteredStore(new OneAnswer(false), metrics)) {
            good.commit(Map.of());
            assertThatThrownBy(() -> bad.commit(Map.of())).isInstanceOf(StoreException.class);
        }

        assertThat(metrics.exposition().lines())
                .contains(
                        "fairlead_store_commit_duration_seconds_count 2",
                        "fairlead_store_commit_failures_total 1");
    }

    /** A disk that is there, or full. */
    private record OneAnswer(boolean good) implements Store {

        @Override
        public void load(BiConsumer<String, String> reader) {}

        @Override
        public void commit(Map<String, Optional<String>> changes) throws StoreException {
            if (!good) {
                throw new StoreException("no space left");
            }
        }

        @Override
        public void close() {}
    }
}
