package fairlead.bgp.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import fairlead.bgp.mrt.MrtPeer;
import fairlead.bgp.mrt.MrtReader;
import fairlead.bgp.mrt.MrtRecord;
import fairlead.bgp.mrt.MrtRecord.Message;
import fairlead.bgp.mrt.MrtRecord.PeerIndexTable;
import fairlead.bgp.mrt.MrtRecord.Rib;
import fairlead.bgp.mrt.MrtRecord.StateChange;
import fairlead.bgp.mrt.MrtRow;
import fairlead.bgp.mrt.MrtRows;
import fairlead.bgp.rib.ExportRules;
import fairlead.bgp.rib.ExportRules.Origination;
import fairlead.bgp.speaker.NeighbourOptions;
import fairlead.bgp.speaker.PlainSockets;
import fairlead.bgp.speaker.Restarts;
import fairlead.bgp.speaker.Speaker;
import fairlead.bgp.speaker.SpeakerConfig;
import fairlead.bgp.wire.Community;
import fairlead.net.Asn;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that a speaker with one peer leaves behind. */
class MrtFilesOfSpeakerTest {

    @TempDir Path folder;

    private static List<MrtRecord> read(Path file) throws Exception {
        try (var in = Files.newInputStream(file)) {
            var plain =
                    file.toString().endsWith(".gz")
                            ? new GZIPInputStream(in)
                            : new BufferedInputStream(in);
            var reader = new MrtReader(plain);
            var records = new ArrayList<MrtRecord>();
            for (var next = reader.next(); next.isPresent(); next = reader.next()) {
                records.add(next.get());
            }
            return records;
        }
    }

    private static void awaitRoutes(Speaker server, int routes) {
        await().atMost(Duration.ofSeconds(20)).until(() -> server.sizes().paths() == routes);
    }

    /** Has the server dump its table once. */
    private static void dump(Speaker server, Path file) throws Exception {
        dump(
                server,
                file,
                new TableDumps(
                        new FilePattern(file.toString()), Duration.ofSeconds(1), server::nudge));
    }

    private static void dump(Speaker server, Path file, TableDumps dumps) throws Exception {
        server.watch(dumps);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> {
                    server.nudge();
                    return Files.exists(file);
                });
        server.unwatch(dumps);
        dumps.stop();
    }

    /** RFC 4724 §4.2: they are in use all the time. */
    @Test
    void aTableDumpHasTheRoutesThatAreKeptOfAPeerThatIsAway() throws Exception {
        var prefixes = LoopbackSpeakers.prefixes(100);
        var file = folder.resolve("table.mrt");
        var begun = Instant.now();
        try (var server = LoopbackSpeakers.server(restarts(Restarts.Mode.HELPER));
                var peer =
                        new Speaker(
                                LoopbackSpeakers.peerConfig(
                                        restarts(Restarts.Mode.RESTARTING), prefixes),
                                new PlainSockets(),
                                _ -> {})) {
            server.start();
            peer.start();
            awaitRoutes(server, 100);
            peer.leave();
            await().until(() -> server.sessions().getFirst().flaps() == 1);
            assertThat(server.sizes().paths()).isEqualTo(100);
            dump(server, file);
        }
        var records = read(file);
        assertThat(((PeerIndexTable) records.getFirst()).peers())
                .extracting(MrtPeer::address)
                .containsExactly(LoopbackSpeakers.PEER);
        assertThat(records.stream().skip(1).map(Rib.class::cast))
                .allSatisfy(rib ->
                        assertThat(rib.entries())
                                .singleElement()
                                .satisfies(entry ->
                                        assertThat(entry.originated())
                                                .isBetween(
                                                        begun.truncatedTo(ChronoUnit.SECONDS),
                                                        Instant.now())))
                .extracting(Rib::prefix)
                .containsExactlyInAnyOrderElementsOf(prefixes);
    }

    @Test
    void aSliceThatFindsNoRoomBesideTheOneBeforeIsWrittenAfterIt() throws Exception {
        var prefixes = LoopbackSpeakers.prefixes(3_000);
        var many = IntStream.range(0, 200).mapToObj(i -> new Community(64501 << 16 | i)).toList();
        var large = new ArrayList<Origination>();
        prefixes.forEach(prefix ->
                large.add(new Origination(prefix, large.size() < 2_048 ? List.of() : many)));
        var plain = LoopbackSpeakers.peerConfig(List.of());
        var config =
                new SpeakerConfig(
                        plain.name(),
                        plain.local(),
                        plain.timing(),
                        plain.neighbours(),
                        plain.imports(),
                        new ExportRules(large, plain.exports().reflection()));
        var file = folder.resolve("table.mrt");
        try (var server = LoopbackSpeakers.server();
                var peer = new Speaker(config, new PlainSockets(), _ -> {})) {
            server.start();
            peer.start();
            awaitRoutes(server, 3_000);
            var disk = new CountDownLatch(1);
            var dumps =
                    new TableDumps(
                            new FilePattern(file.toString()),
                            Duration.ofSeconds(1),
                            () -> {
                                server.nudge();
                                stuck(disk); // whoever writes the file gets no further
                            },
                            800_000);
            server.watch(dumps);
            await().until(() -> {
                server.nudge();
                return !isEmpty(folder);
            });
            for (int turn = 0; turn < 20; turn++) {
                server.nudge();
                assertThat(server.sizes().paths()).isEqualTo(3_000);
            }
            disk.countDown();
            dump(server, file, dumps);
        }
        assertThat(read(file).stream().skip(1).map(record -> ((Rib) record).prefix()))
                .containsExactlyInAnyOrderElementsOf(prefixes);
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    private static void stuck(CountDownLatch disk) {
        try {
            disk.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static NeighbourOptions restarts(Restarts.Mode mode) {
        return NeighbourOptions.USUAL
                .draft()
                .passive(mode == Restarts.Mode.HELPER)
                .restarts(new Restarts(mode, Duration.ofMinutes(2), Duration.ZERO))
                .made();
    }

    @ParameterizedTest
    @CsvSource({"table.mrt", "table.mrt.gz"})
    void aTableDumpHasEveryRouteOfEveryPeer(String name) throws Exception {
        var prefixes = LoopbackSpeakers.prefixes(3_000);
        var file = folder.resolve(name);
        try (var server = LoopbackSpeakers.server();
                var peer = LoopbackSpeakers.peer(prefixes)) {
            server.start();
            peer.start();
            awaitRoutes(server, 3_000);
            dump(server, file);
        }
        var records = read(file);
        assertThat(((PeerIndexTable) records.getFirst()).peers())
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.address()).isEqualTo(LoopbackSpeakers.PEER);
                    assertThat(one.asn()).isEqualTo(new Asn(64501));
                });
        assertThat(records.stream().skip(1).map(record -> ((Rib) record).prefix()))
                .containsExactlyInAnyOrderElementsOf(prefixes);
        assertThat(((Rib) records.get(7)).entries()).hasSize(1);
        assertThat(((Rib) records.get(7)).sequence()).isEqualTo(6);
    }

    @Test
    void aLogHasEveryMessageAndTheSessionsComingAndGoing() throws Exception {
        var log =
                new UpdateLog(new FilePattern(folder.resolve("updates").toString()), Duration.ZERO);
        log.start();
        try (var server = LoopbackSpeakers.server()) {
            server.watch(log);
            server.start();
            try (var peer = LoopbackSpeakers.peer(LoopbackSpeakers.prefixes(100))) {
                peer.start();
                awaitRoutes(server, 100);
                peer.reconfigure(LoopbackSpeakers.peerConfig(List.of()));
                awaitRoutes(server, 0);
            }
            await().until(() -> server.sessions().getFirst().flaps() == 1);
        }
        log.stop();

        var records = read(folder.resolve("updates"));
        assertThat(records.getFirst())
                .isInstanceOfSatisfying(
                        StateChange.class, up -> assertThat(up.after()).isEqualTo(6));
        assertThat(records.getLast())
                .isInstanceOfSatisfying(
                        StateChange.class, down -> assertThat(down.after()).isEqualTo(1));
        assertThat(records).filteredOn(Message.class::isInstance).isNotEmpty();
        var rows = new MrtRows();
        var all = records.stream().flatMap(record -> rows.of(record).stream()).toList();
        assertThat(all.stream().filter(MrtRow.Route.class::isInstance)).hasSize(100);
        assertThat(all.stream().filter(MrtRow.Withdrawn.class::isInstance)).hasSize(100);
        assertThat(all)
                .filteredOn(MrtRow.Said.class::isInstance)
                .extracting(row -> ((MrtRow.Said) row).what())
                .contains("UPDATE", "NOTIFICATION");
        assertThat(log.lost()).isZero();
    }

    @Test
    void aFileNameHasTheTimeAtWhichItIsBegun() {
        var at = Instant.parse("2026-01-02T03:04:05Z");
        assertThat(new FilePattern("rib.%Y%m%d.%H%M%S%%.gz").at(at))
                .isEqualTo("rib.20260102.030405%.gz");
        assertThat(new FilePattern("rib.%Y").hasFields()).isTrue();
        assertThat(new FilePattern("rib%%").hasFields()).isFalse();
        assertThatThrownBy(() -> new FilePattern("rib.%y"))
                .hasMessageContaining("'%y' is no field; there are %Y %m");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-01T00:00:00Z, PT15M, 2026-01-01T00:00:00Z",
        "2026-01-01T00:14:59Z, PT15M, 2026-01-01T00:00:00Z",
        "2026-01-01T05:00:00Z, PT2H, 2026-01-01T04:00:00Z"
    })
    void filesBeginAtWholeMultiplesOfTheirSpan(Instant now, Duration span, Instant last) {
        assertThat(Every.last(span, now)).isEqualTo(last);
        assertThat(Every.next(span, now)).isEqualTo(last.plus(span));
    }
}
