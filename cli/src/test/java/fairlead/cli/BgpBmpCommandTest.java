package fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fairlead.testkit.Golden;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BgpBmpCommandTest {

    private static final Path GOLDENS = Path.of("src/test/goldens");

    @TempDir Path folder;

    /** Every message of {@code fairlead.bgp.bmp}'s golden, one after the other. */
    private static byte[] stream() throws IOException {
        var hex =
                Arrays.stream(
                                Files.readString(Path.of("../bgp/src/test/goldens/bmp.txt"))
                                        .split("\n\n", -1))
                        .filter(example -> !example.isBlank())
                        .map(example -> example.lines().toList().get(1))
                        .collect(Collectors.joining());
        return HexFormat.of().parseHex(hex);
    }

    /** Messages about the router itself have the time at which they are read. */
    private static String timeless(String printed) {
        return printed.replaceAll("20[0-9-]+ [0-9:]+(?=  (INIT|TERM))", "YYYY-MM-DD hh:mm:ss")
                .replaceAll(
                        "\"at\":\"[^\"]*\",\"what\":\"router\"",
                        "\"at\":\"...\",\"what\":\"router\"");
    }

    @ParameterizedTest
    @CsvSource({"txt,", "json,--json"})
    void everyMessageReadsAsItsGolden(String kind, String option) throws Exception {
        var file = Files.write(folder.resolve("bmp.raw"), stream());
        var answer =
                option == null ? MrtSamples.bgp("bmp", file) : MrtSamples.bgp("bmp", file, option);

        assertThat(answer.exit()).as(answer.complained()).isZero();
        Golden.check(GOLDENS.resolve("bgp-bmp." + kind), timeless(answer.printed()));
    }

    @Test
    void aRouterThatConnectsIsPrintedUntilItGoes() throws Exception {
        var file = Files.write(folder.resolve("bmp.raw"), stream());
        int port;
        try (var free = new java.net.ServerSocket(0)) {
            port = free.getLocalPort();
        }
        var collector =
                CompletableFuture.supplyAsync(
                        () -> MrtSamples.bgp("bmp", "--listen", "127.0.0.1:" + port));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> {
                    try (var router = new Socket("127.0.0.1", port)) {
                        router.getOutputStream().write(stream());
                        return true;
                    } catch (IOException notYet) {
                        return false;
                    }
                });

        await().atMost(Duration.ofSeconds(30)).until(collector::isDone);
        assertThat(timeless(collector.join().printed()))
                .isEqualTo(timeless(MrtSamples.bgp("bmp", file).printed()));
        assertThat(collector.join().complained()).contains("Connected: 127.0.0.1 port ");
    }

    @Test
    void wordsOfARouterAreNoOrdersToATerminalAndNoLinesOfTheirOwn() throws Exception {
        // sysName 'r\n<escape>[2Jx', then a termination that says '<escape>c\ny'.
        var stream =
                "03 00000011 04 0002 0007 720a1b5b324a78" + "03 0000000e 05 0000 0004 1b630a79";
        var file =
                Files.write(folder.resolve("t"), HexFormat.of().parseHex(stream.replace(" ", "")));
        var printed = MrtSamples.bgp("bmp", file).printed();
        assertThat(printed)
                .contains("INITIATION: r  [2Jx, \n", "TERMINATION: reason 1:  c y\n")
                .doesNotContain("\u001b");
    }

    @Test
    void whatIsNoStreamOrNoPlaceIsSaid() throws Exception {
        var text = Files.writeString(folder.resolve("t"), "A text, long enough.");
        assertThat(MrtSamples.bgp("bmp", text).complained())
                .contains("damaged at octet 0: version 65 of BMP; 3 is the one that is spoken");
        assertThat(MrtSamples.bgp("bmp").exit()).isEqualTo(Exit.USAGE.code());
        assertThat(MrtSamples.bgp("bmp", "--listen", "here").complained()).contains("has no port");
    }
}
