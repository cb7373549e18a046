package fairlead.bgp.speaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fairlead.bgp.bfd.BfdReport;
import fairlead.bgp.bfd.BfdState;
import fairlead.bgp.bfd.BfdTerms;
import fairlead.bgp.rib.ExportRules;
import fairlead.bgp.rib.ImportRules;
import fairlead.bgp.session.PeerState;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import fairlead.testkit.bgp.Bird2;
import fairlead.testkit.bgp.Daemon;
import fairlead.testkit.bgp.Frr;
import fairlead.testkit.bgp.Lan;
import fairlead.testkit.bgp.NeighbourConfig;
import fairlead.testkit.bgp.PeerOption;
import fairlead.testkit.bgp.RouterConfig;
import fairlead.testkit.bgp.RunningDaemon;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** BGP sessions whose paths are watched by BFD (RFC 5882 §4, RFC 9384), with BIRD 2 and FRR. */
@Tag("kernel")
@Tag("interop")
class BfdCouplingTest {

    private static final Duration BOUND = Duration.ofSeconds(40);
    private static final String US = "10.1.1.2";
    private static final String THEM = "10.1.1.3";

    @TempDir Path folder;

    private final Recorder events = new Recorder();

    private static Daemon daemon(String name) {
        return name.equals("BIRD 2") ? new Bird2() : new Frr();
    }

    private static SpeakerConfig config(Bfd bfd) {
        return new SpeakerConfig(
                "bfd",
                new LocalEnd(
                        new Asn(65515), IpAddress.parse(US), IpAddress.parse(US), LocalEnd.BGP),
                Timing.AZURE,
                List.of(
                        new Neighbour(
                                "them",
                                IpAddress.parse(THEM),
                                new Asn(65001),
                                NeighbourOptions.USUAL.draft().bfd(bfd).made())),
                ImportRules.ALL,
                new ExportRules(List.of(), new ExportRules.Reflection.On(List.of())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"BIRD 2", "FRR"})
    void aCutCableEndsTheSessionLongBeforeItsHoldTimeAndItComesBack(String name) throws Exception {
        var daemon = daemon(name);
        Lan.missing().ifPresent(missing -> assumeTrue(false, missing));
        daemon.missing().ifPresent(missing -> assumeTrue(false, missing));
        var bfd = new Bfd.On(BfdTerms.every(Duration.ofMillis(500), 3), false);
        var them =
                new RouterConfig(
                        65001,
                        THEM,
                        "fd00:1::3",
                        List.of(
                                new NeighbourConfig(
                                        "us", THEM, US, 65515, List.of(new PeerOption.Bfd(500)))),
                        List.of(RouterConfig.Network.of("203.0.113.0/24")));
        try (var lan = new Lan("bfds")) {
            lan.near("us", 2);
            lan.near("them", 3);
            try (var speaker = new Speaker(config(bfd), new InNamespace(lan.ns("us")), events);
                    var other = new RunningDaemon(daemon, them, lan.enter("them"), folder)) {
                speaker.start();
                other.start();
                other.awaitAnswer();
                await().atMost(BOUND).until(() -> isUp(speaker));
                assertThat(speaker.sessions().getFirst().hold()).isGreaterThan(BOUND);

                lan.cable("them", false);
                await().atMost(BOUND)
                        .until(() ->
                                speaker.sessions().getFirst().state() != PeerState.ESTABLISHED);
                assertThat(events.all(SpeakerEvent.NeighbourChanged.class))
                        .anySatisfy(change ->
                                assertThat(change.lastError())
                                        .contains("bfd down (RFC 9384 §3)")
                                        .contains("control detection time expired"));
                assertThat(speaker.learned("them")).isEmpty();

                lan.cable("them", true);
                await().atMost(BOUND).until(() -> isUp(speaker));

                var since = speaker.sessions().getFirst().since();
                if (name.equals("FRR")) {
                    // BIRD 2.0 falls silent instead of saying so.
                    other.ask("configure terminal\nbfd\npeer " + US + "\nshutdown");
                    await().atMost(BOUND)
                            .until(() -> speaker.paths().getFirst().state() == BfdState.DOWN);
                    assertThat(speaker.sessions().getFirst())
                            .as("what is taken out of service is not dead")
                            .satisfies(s -> assertThat(s.state()).isEqualTo(PeerState.ESTABLISHED))
                            .satisfies(s -> assertThat(s.since()).isEqualTo(since));
                }
                speaker.reconfigure(config(new Bfd.Off()));
                await().atMost(BOUND).until(() -> speaker.paths().isEmpty());
                if (name.equals("FRR")) {
                    // BIRD 2.0 takes what we take out of service for dead.
                    assertThat(speaker.sessions().getFirst().since()).isEqualTo(since);
                }
            }
        }
    }

    private static boolean isUp(Speaker speaker) {
        return speaker.sessions().getFirst().state() == PeerState.ESTABLISHED
                && speaker.learned("them").size() == 1
                && speaker.paths().stream().map(BfdReport::state).anyMatch(BfdState.UP::equals);
    }
}
