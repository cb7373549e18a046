package fairlead.bgp.speaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.management.HotSpotDiagnosticMXBean;
import fairlead.bgp.rib.ExportRules;
import fairlead.bgp.rib.ExportRules.Origination;
import fairlead.bgp.rib.ExportRules.Reflection;
import fairlead.bgp.rib.HeardRoute;
import fairlead.bgp.rib.ImportRules;
import fairlead.bgp.session.PeerState;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.nio.channels.Channel;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two speakers over loopback. */
class SpeakerTest {

    private static final int PORT = 20_000 + (int) (ProcessHandle.current().pid() % 10_000);
    private static final IpAddress HERE = IpAddress.parse("127.31.0.1");
    private static final IpAddress THERE = IpAddress.parse("127.31.0.2");
    private static final Prefix OURS = Prefix.parse("10.1.0.0/16");
    private static final Prefix THEIRS = Prefix.parse("0.0.0.0/0");
    private static final Prefix MORE = Prefix.parse("10.9.0.0/16");

    @TempDir Path folder;

    private final Recorder events = new Recorder();
    private final CountingOpener opener = new CountingOpener();

    /** Remembers the channels that it opened. */
    private static final class CountingOpener implements SocketOpener {
        final Queue<Channel> opened = new ConcurrentLinkedQueue<>();
        private final SocketOpener sockets = new PlainSockets();

        private <C extends Channel> C remembered(C channel) {
            opened.add(channel);
            return channel;
        }

        @Override
        public ServerSocketChannel listener(StandardProtocolFamily family) throws IOException {
            return remembered(sockets.listener(family));
        }

        @Override
        public SocketChannel dialler(StandardProtocolFamily family) throws IOException {
            return remembered(sockets.dialler(family));
        }

        @Override
        public DatagramChannel datagram(ProtocolFamily family) throws IOException {
            return remembered(sockets.datagram(family));
        }
    }

    @Test
    void twoSpeakersExchangeRoutesAndFollowWhatTheyAreTold() {
        try (var here = new Speaker(here(ImportRules.ALL, neighbour()), opener, events);
                var there = new Speaker(there(THEIRS), opener, _ -> {})) {
            here.start();
            there.start();
            await().until(() -> prefixes(here), List.of(THEIRS)::equals);
            await().until(() -> there.learned("here").size() == 1);
            assertThat(there.learned("here").getFirst().nextHop()).isEqualTo(HERE);
            var since = here.sessions().getFirst().since();

            there.reconfigure(there(THEIRS, MORE));
            await().until(() -> prefixes(here), List.of(THEIRS, MORE)::equals);
            here.reconfigure(
                    here(new ImportRules(List.of(MORE), List.of(Prefix.ALL_V4), 10), neighbour()));
            await().until(() -> prefixes(here), List.of(THEIRS)::equals);
            assertThat(here.sessions().getFirst())
                    .as("the session never went down")
                    .satisfies(report -> {
                        assertThat(report.since()).isEqualTo(since);
                        assertThat(report.counters().established()).isEqualTo(1);
                    });
            long heard = here.sessions().getFirst().counters().updatesReceived();
            here.refresh();
            await().until(() -> here.sessions().getFirst().counters().updatesReceived() > heard);
            there.reconfigure(there());
            await().until(() -> here.learned("there").isEmpty());
            assertThat(events.all(SpeakerEvent.EndOfRib.class)).isNotEmpty();
        }
        assertThat(opener.opened).isNotEmpty().allMatch(channel -> !channel.isOpen());
    }

    @Test
    void tooManyPrefixesEndTheSessionWithThatReason() {
        var strict = new ImportRules(List.of(), List.of(Prefix.ALL_V4), 1);
        try (var here = new Speaker(here(strict, neighbour()), opener, events);
                var there = new Speaker(there(THEIRS, MORE), opener, _ -> {})) {
            here.start();
            there.start();
            await().untilAsserted(() ->
                    assertThat(events.all(SpeakerEvent.NeighbourChanged.class))
                            .anyMatch(c -> c.lastError().contains("over the limit of" + " 1")));
            await().until(
                            () -> there.sessions().getFirst().lastError(),
                            error -> error.contains("maximum number of prefixes reached (6/1)"));
        }
    }

    @Test
    void aThousandChangesLeaveNeitherThreadsNorSocketsBehind() throws IOException {
        try (var here = new Speaker(here(ImportRules.ALL), opener, events);
                var there = new Speaker(there(THEIRS), opener, _ -> {})) {
            here.start();
            there.start();
            for (int i = 0; i < 1000; i++) {
                here.reconfigure(
                        i % 2 == 0 ? here(ImportRules.ALL, neighbour()) : here(ImportRules.ALL));
            }
            here.reconfigure(here(ImportRules.ALL, neighbour()));
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> here.sessions().getFirst().state() == PeerState.ESTABLISHED);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> opener.opened.stream().filter(Channel::isOpen).count() <= 4);
        }
        assertThat(opener.opened).allMatch(channel -> !channel.isOpen());
        await().atMost(Duration.ofSeconds(30)).until(() -> speakerThreads() == 0);
    }

    @Test
    void aListenerThatFailsDoesNotStopTheSpeaker() {
        try (var here =
                        new Speaker(
                                here(ImportRules.ALL, neighbour()),
                                opener,
                                _ -> {
                                    throw new IllegalStateException("on purpose");
                                });
                var there = new Speaker(there(THEIRS), opener, _ -> {})) {
            here.start();
            there.start();
            await().until(() -> prefixes(here), List.of(THEIRS)::equals);
        }
    }

    @Test
    void aClosedSpeakerSaysSoAndClosesTwice() {
        var speaker = new Speaker(here(ImportRules.ALL, neighbour()), opener, events);
        assertThatThrownBy(speaker::sessions).hasMessageContaining("not running");
        speaker.start();
        assertThat(speaker.sessions()).hasSize(1);
        assertThat(speaker.sessions().getFirst().uptime(Instant.MAX)).isEqualTo(Duration.ZERO);
        speaker.close();
        speaker.close();
        assertThatThrownBy(speaker::sessions).hasMessageContaining("not running");
    }

    private long speakerThreads() throws IOException {
        var file = folder.resolve("threads.json");
        Files.deleteIfExists(file);
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .dumpThreads(file.toString(), HotSpotDiagnosticMXBean.ThreadDumpFormat.JSON);
        return Files.readAllLines(file).stream()
                .filter(line -> line.matches(".*\"name\": \"(bgp-)?speaker-test-.*"))
                .count();
    }

    private static List<Prefix> prefixes(Speaker speaker) {
        return speaker.learned("there").stream().map(HeardRoute::prefix).toList();
    }

    private static SpeakerConfig here(ImportRules imports, Neighbour... neighbours) {
        return config("speaker-test-here", 65515, HERE, imports, List.of(OURS), neighbours);
    }

    private static Neighbour neighbour() {
        return new Neighbour("there", THERE, new Asn(65001));
    }

    private static SpeakerConfig there(Prefix... originated) {
        return config(
                "speaker-test-there",
                65001,
                THERE,
                ImportRules.ALL,
                List.of(originated),
                new Neighbour(
                        "here",
                        HERE,
                        new Asn(65515),
                        // Two that dial at once may, rarely, end a session that stood for a moment.
                        NeighbourOptions.USUAL.draft().passive(true).made()));
    }

    private static SpeakerConfig config(
            String name,
            long asn,
            IpAddress address,
            ImportRules imports,
            List<Prefix> originated,
            Neighbour... neighbours) {
        return new SpeakerConfig(
                name,
                new LocalEnd(new Asn(asn), address, address, PORT),
                new Timing(Duration.ofSeconds(90), Duration.ofMillis(100), Duration.ofMillis(300)),
                List.of(neighbours),
                imports,
                new ExportRules(
                        originated.stream().map(p -> new Origination(p, List.of())).toList(),
                        new Reflection.Off()));
    }
}
