package fairlead.bgp.rpki.client;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fairlead.bgp.rpki.RtrCache;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A real StayRTR on loopback, fed from a file of its test's. */
final class Stayrtr implements AutoCloseable {

    private final Path data;
    private final int port;
    private final Process process;

    /** Speaks at most this version; {@code roas} are {@code "prefix maxLength asn"}. */
    Stayrtr(Path folder, int version, String... roas) throws IOException, InterruptedException {
        var program = Path.of("..").toRealPath().resolve("libexec/bgp-daemon").toString();
        assumeTrue(
                runs(program),
                "needs StayRTR in the private root: make it with libexec/bgp-daemons");
        this.data = folder.resolve("vrps.json");
        publish(roas);
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        process =
                new ProcessBuilder(
                                program,
                                "stayrtr",
                                "-cache",
                                data.toString(),
                                "-checktime=false",
                                "-bind",
                                "127.0.0.1:" + port,
                                "-metrics.addr",
                                "",
                                "-protocol",
                                Integer.toString(version))
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("stayrtr.log").toFile())
                        .start();
    }

    RtrCache where() {
        return new RtrCache("127.0.0.1", port);
    }

    /** Writes other payloads into its file; {@link #reload} makes it read them. */
    void publish(String... roas) throws IOException {
        Files.writeString(
                data,
                List.of(roas).stream()
                        .map(roa -> roa.split(" ", -1))
                        .map(part ->
                                "{\"prefix\":\"%s\",\"maxLength\":%s,\"asn\":%s,\"ta\":\"t\"}"
                                        .formatted(part[0], part[1], part[2]))
                        .collect(
                                Collectors.joining(
                                        ",",
                                        "{\"metadata\":{\"buildtime\":\"2026-01-01T00:00:00Z\"},"
                                                + "\"roas\":[",
                                        "]}")));
    }

    void reload() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-HUP", Long.toString(process.pid())).start().waitFor();
    }

    private static boolean runs(String program) throws IOException, InterruptedException {
        var asked =
                new ProcessBuilder(program, "stayrtr", "-version")
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        return asked.waitFor(30, TimeUnit.SECONDS) && asked.exitValue() == 0;
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor(10, TimeUnit.SECONDS);
    }
}
