package fairlead.cli;

import fairlead.bgp.bmp.BmpReader;
import fairlead.bgp.wire.DamagedOctetsException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code fairlead bgp bmp}: a collector that prints what it is told. */
@Command(
        name = "bmp",
        description = {
            "Print what a router tells a collector by BMP: sessions, routes, statistics.",
            "With --listen it waits for one router to connect and prints until it goes; else it reads",
            "what a connection carried from a file. Table: 'in' is what a peer told, 'in-post' what the",
            "import policy left of it, 'loc-rib' the best, 'out-post' what the peer is told, 'out' what it",
            "would be told without an export policy."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  fairlead bgp bmp --listen 11019                     on the loopback",
            "  fairlead bgp bmp --listen 192.0.2.9:11019 --json    an object on each line",
            "  nc -l 11019 | tee bmp.raw | fairlead bgp bmp -      and keep what came"
        })
final class BgpBmpCommand implements Runnable {

    private static final String TABLE = "%-8s  ";
    private static final String HEADING =
            TABLE.formatted("Table") + MrtText.HEADING.replace("\n", "\n--------  ");

    @ParentCommand @Nullable BgpCommand bgp;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "FILE",
            description = "What a connection carried; - is standard input.")
    String file = "";

    @Option(
            names = "--listen",
            paramLabel = "[ADDRESS:]PORT",
            description = "Wait here for a router to connect; on 127.0.0.1 unless said.")
    String listen = "";

    @Override
    public void run() {
        if (file.isEmpty() == listen.isEmpty()) {
            throw new Failure(
                    Exit.USAGE, "Say where from: a file, - for standard input, or --listen PORT.");
        }
        var above = Objects.requireNonNull(bgp).above();
        try (var in = listen.isEmpty() ? MrtFile.open(file) : accepted(above.screen())) {
            print(new BmpReader(in), above);
        } catch (IOException unreadable) {
            throw Failure.because("It cannot be read: " + unreadable.getMessage());
        } catch (DamagedOctetsException damage) {
            throw Failure.because(
                    "It is no BMP stream, or damaged "
                            + damage.getMessage()
                            + ". What came before it stands.");
        }
    }

    /** Until the end of the stream, or until nobody reads any more. */
    private static void print(BmpReader reader, Fairlead above)
            throws IOException, DamagedOctetsException {
        var lines = new BmpLines();
        if (!above.json) {
            above.screen().line(HEADING);
        }
        for (var message = reader.next(); message.isPresent(); message = reader.next()) {
            for (var line : lines.of(message.get(), Instant.now())) {
                above.screen().line(above.json ? document(line) : text(line));
            }
            if (above.screen().out().checkError()) {
                return;
            }
        }
    }

    private static String text(BmpLines.Line line) {
        return switch (line) {
            case BmpLines.OfTable(var table, var row) ->
                    TABLE.formatted(table) + new MrtText().line(row);
            case BmpLines.OfRouter(var at, var what, var text) ->
                    TABLE.formatted("") + MrtText.time(at) + "  " + what + ": " + text;
        };
    }

    private static String document(BmpLines.Line line) {
        return switch (line) {
            case BmpLines.OfTable(var table, var row) ->
                    new MrtDocument().object(row).put("table", table).toString();
            case BmpLines.OfRouter(var at, var what, var text) ->
                    CloudApi.JSON
                            .createObjectNode()
                            .put("at", at.toString())
                            .put("what", "router")
                            .put("message", what)
                            .put("text", text)
                            .toString();
        };
    }

    private InputStream accepted(Screen screen) throws IOException {
        int colon = listen.lastIndexOf(':');
        var address = colon < 0 ? "127.0.0.1" : listen.substring(0, colon);
        int port;
        try {
            port = Integer.parseInt(listen.substring(colon + 1));
        } catch (NumberFormatException e) {
            throw new Failure(Exit.USAGE, "'" + listen + "' has no port, such as 127.0.0.1:11019.");
        }
        try (var server = new ServerSocket(port, 1, InetAddress.getByName(address))) {
            screen.err()
                    .println("Waiting for a router at " + address + ":" + server.getLocalPort());
            var router = server.accept();
            screen.err()
                    .println(
                            "Connected: "
                                    + router.getInetAddress().getHostAddress()
                                    + " port "
                                    + router.getPort());
            return new BufferedInputStream(router.getInputStream(), 1 << 16);
        }
    }
}
