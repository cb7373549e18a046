package fairlead.host.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fairlead.host.Started;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/**
 * The program as people run it: in a network namespace of a user namespace that maps one user, with
 * a ping over loopback for company. Whatever was made goes with the process.
 */
@Tag("kernel")
class CaptureTest {

    private static final String COMPANY =
            """
            ip link set lo up
            ping -q -i 0.2 -w 60 127.0.0.1 >/dev/null 2>&1 &
            "$@"
            code=$?
            kill %1 2>/dev/null || kill $! 2>/dev/null
            exit $code
            """;

    @TempDir Path folder;
    @RegisterExtension final Started started = new Started();

    @BeforeAll
    static void namespaces() throws Exception {
        assumeTrue(
                new ProcessBuilder("unshare", "-Urn", "ip", "link").start().waitFor() == 0,
                "needs user namespaces, and ip: apt-get install util-linux iproute2");
    }

    private Process capture(String... options) throws IOException {
        var line = new ArrayList<>(List.of("unshare", "-Urn", "sh", "-c", COMPANY, "sh"));
        line.addAll(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty(
                                "surefire.test.class.path", System.getProperty("java.class.path")),
                        Capture.class.getName()));
        line.addAll(List.of(options));
        return started.start(
                new ProcessBuilder(line).redirectError(folder.resolve("complaints").toFile()));
    }

    private static int end(Process process) throws InterruptedException {
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private String complaints() throws IOException {
        return Files.readString(folder.resolve("complaints"));
    }

    private static String tcpdump(Path file) throws IOException {
        var reader =
                new ProcessBuilder("sh", "-c", "PATH=$PATH:/usr/sbin exec tcpdump -n -r - 2>&1")
                        .redirectInput(file.toFile())
                        .start();
        return new String(reader.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void tcpdumpReadsWhatWasCaptured() throws Exception {
        var process =
                capture("--device", "lo", "--form", "pcap", "--count", "4", "--filter", "icmp");
        var file =
                Files.write(folder.resolve("file.pcap"), process.getInputStream().readAllBytes());

        assertThat(end(process)).isZero();
        assertThat(complaints()).contains("4 packets captured, 0 dropped");
        assertThat(
                        tcpdump(file)
                                .lines()
                                .filter(line -> line.contains("127.0.0.1 > 127.0.0.1: ICMP echo")))
                .hasSize(4);
    }

    @Test
    void aShortSnaplenKeepsTheBeginningAndTheLength() throws Exception {
        var process =
                capture("--device", "lo", "--form", "pcap", "--count", "1", "--snaplen", "20");
        var octets = process.getInputStream().readAllBytes();

        assertThat(end(process)).isZero();
        assertThat(octets).hasSize(24 + 16 + 20);
        assertThat(octets[24 + 12]).as("octets on the wire").isEqualTo((byte) 98);
    }

    @Test
    void theKernelKeepsBackWhatTheFilterDoesNotName() throws Exception {
        var process = capture("--device", "lo", "--millis", "1500", "--filter", "not icmp");

        assertThat(process.getInputStream().readAllBytes()).isEmpty();
        assertThat(end(process)).isZero();
        assertThat(complaints()).contains("0 packets captured");
    }

    @Test
    void linesAndDocumentsTellWhoSpokeToWhom() throws Exception {
        var lines = capture("--device", "lo", "--count", "2", "--filter", "icmp");
        assertThat(lines.inputReader().lines())
                .hasSize(2)
                .first()
                .asString()
                .matches("[0-9:.]{15} out ICMP 127.0.0.1 > 127.0.0.1: echo re.*, length 64");
        assertThat(end(lines)).isZero();

        var documents =
                capture("--device", "lo", "--form", "json", "--count", "2", "--filter", "icmp");
        var second = documents.inputReader().lines().skip(1).findFirst().orElseThrow();
        var json = JsonMapper.shared().readTree(second);
        assertThat(json.path("direction").asString()).isEqualTo("in");
        assertThat(json.path("protocol").asString()).isEqualTo("ICMP");
        assertThat(json.path("source").asString()).isEqualTo("127.0.0.1");
        assertThat(end(documents)).isZero();
    }

    @Test
    void aSignalEndsItInGoodOrderWithAFileThatIsWhole() throws Exception {
        var process = capture("--device", "lo", "--form", "pcap");
        var file = folder.resolve("file.pcap");
        var reader =
                Thread.ofVirtual()
                        .start(() -> {
                            try (var in = process.getInputStream()) {
                                Files.copy(in, file);
                            } catch (IOException failed) {
                                throw new java.io.UncheckedIOException(failed);
                            }
                        });
        await().atMost(Duration.ofSeconds(30))
                .until(() -> Files.exists(file) && Files.size(file) > 500);

        process.descendants()
                .filter(child -> child.info().command().orElse("").endsWith("java"))
                .forEach(ProcessHandle::destroy);

        assertThat(end(process)).isZero();
        reader.join(Duration.ofSeconds(10));
        assertThat(complaints()).contains("packets captured");
        assertThat(tcpdump(file)).contains("ICMP echo request").doesNotContain("truncated");
    }

    @Test
    void aReaderThatHasSeenEnoughEndsItInGoodOrder() throws Exception {
        var process = capture("--device", "lo", "--form", "pcap");
        assertThat(process.getInputStream().readNBytes(200)).hasSize(200);
        process.getInputStream().close();

        assertThat(end(process)).isZero();
        assertThat(complaints()).contains("packets captured");
    }

    @Test
    void aDeviceThatIsNotThereIsNamed() throws Exception {
        assertThat(end(capture("--device", "eth7"))).isEqualTo(1);
        assertThat(complaints()).contains("there is no device eth7 here");
    }

    @Test
    void aFilterThatSaysNothingIsAUsageError() throws Exception {
        assertThat(end(capture("--device", "lo", "--filter", "bogus"))).isEqualTo(2);
        assertThat(complaints()).contains("'bogus' is neither");
    }
}
