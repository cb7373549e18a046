package fairlead.bgp.bfd.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fairlead.bgp.bfd.BfdPeer;
import fairlead.bgp.bfd.BfdState;
import fairlead.bgp.bfd.BfdTerms;
import fairlead.bgp.bfd.Diagnostic;
import fairlead.net.IpAddress;
import fairlead.testkit.bgp.Lan;
import fairlead.testkit.bgp.PrivateRoot;
import fairlead.testkit.bgp.Visit;
import java.nio.channels.DatagramChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** BFD with the BIRD 2 and the FRR that people run, on one link and over a router. */
@Tag("kernel")
@Tag("interop")
class BfdInteropTest {

    private static final Duration BOUND = Duration.ofSeconds(30);

    @TempDir Path folder;

    private final List<BfdEvent> events = new CopyOnWriteArrayList<>();

    @ParameterizedTest(name = "{0}, {1} to {2}, multihop {3}")
    @CsvSource({
        "BIRD, 10.1.1.2,  10.1.1.3,  false",
        "BIRD, 10.1.1.2,  10.1.2.3,  true",
        "BIRD, fd00:1::2, fd00:1::3, false",
        "FRR,  10.1.1.2,  10.1.1.3,  false",
        "FRR,  10.1.1.2,  10.1.2.3,  true",
        "FRR,  fd00:1::2, fd00:2::3, true",
    })
    void bothSidesSayUpAndADeathIsNoticed(
            BfdDaemon.Kind kind, String us, String them, boolean multihop) throws Exception {
        Lan.missing().ifPresent(missing -> assumeTrue(false, missing));
        PrivateRoot.missing().ifPresent(missing -> assumeTrue(false, missing));
        try (var lan = new Lan("bfd")) {
            lan.near("us", 2);
            if (multihop) {
                lan.far("them", 3);
            } else {
                lan.near("them", 3);
            }
            try (var link =
                            new BfdLink(
                                    "test",
                                    family ->
                                            Visit.to(
                                                    lan.ns("us"),
                                                    () -> DatagramChannel.open(family)),
                                    events::add);
                    var daemon =
                            new BfdDaemon(kind, lan.enter("them"), folder, them, us, multihop)) {
                link.watch(
                        Map.of(
                                new BfdPeer(IpAddress.parse(us), IpAddress.parse(them), multihop),
                                BfdTerms.every(Duration.ofMillis(500), 3)));
                await().atMost(BOUND)
                        .untilAsserted(() -> assertThat(daemon.isUp()).as(daemon.show()).isTrue());
                await().atMost(BOUND).until(() -> link.reports().getFirst().state() == BfdState.UP);
                await().atMost(BOUND)
                        .until(() -> link.reports().getFirst().detectionMicros() == 1_500_000);
                assertThat(events).noneMatch(BfdEvent::pathIsLost);

                lan.cable("them", false);
                await().atMost(BOUND).until(() -> events.stream().anyMatch(BfdEvent::pathIsLost));
                assertThat(events.getLast().why()).isEqualTo(Diagnostic.DETECTION_TIME_EXPIRED);
                await().atMost(BOUND).until(() -> !daemon.isUp());
                lan.cable("them", true);
                await().atMost(BOUND).until(daemon::isUp);
                await().atMost(BOUND).until(() -> link.reports().getFirst().state() == BfdState.UP);

                events.clear();
                daemon.kill();
                await().atMost(BOUND).until(() -> events.stream().anyMatch(BfdEvent::pathIsLost));
            }
        }
    }
}
