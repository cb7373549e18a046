package fairlead.testkit.bgp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A real RPKI cache, StayRTR 0.5.1, at 127.0.0.1, fed from a file of its test's. */
public final class Stayrtr implements AutoCloseable {

    private final Path data;
    private final int port;
    private final Process process;

    /**
     * Starts one.
     *
     * @param enter the words before a command line that take it into a namespace; none for this one
     * @param version of RTR that it speaks at most: 0, 1 or 2
     * @param roas what it publishes, each {@code "prefix maxLength asn"}
     */
    public Stayrtr(List<String> enter, Path folder, int version, String... roas)
            throws IOException {
        this.data = folder.resolve("vrps.json");
        publish(roas);
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        var command = new ArrayList<>(enter);
        command.addAll(
                PrivateRoot.command(
                        folder,
                        List.of(
                                "stayrtr",
                                "-cache",
                                data.toString(),
                                "-checktime=false",
                                "-bind",
                                "127.0.0.1:" + port,
                                "-metrics.addr",
                                "",
                                "-protocol",
                                Integer.toString(version))));
        process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("stayrtr.log").toFile())
                        .start();
    }

    /** Why this machine cannot have one; empty if it can. */
    public static Optional<String> missing() {
        return PrivateRoot.missing();
    }

    /** Where it listens, at 127.0.0.1. */
    public int port() {
        return port;
    }

    /** Writes other payloads into its file; {@link #reload} makes it read them. */
    public void publish(String... roas) throws IOException {
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

    /** Has it read its file again, and tell whoever listens. */
    public void reload() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-HUP", Long.toString(process.pid())).start().waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor(10, TimeUnit.SECONDS);
    }
}
