package fairlead.cli;

import fairlead.bgp.mrt.MrtReader;
import fairlead.bgp.mrt.MrtRow;
import fairlead.bgp.mrt.MrtRows;
import fairlead.bgp.wire.DamagedOctetsException;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code fairlead bgp mrt}: what a file of a route collector says. */
@Command(
        name = "mrt",
        description = {
            "Print an MRT file: a table dump or an update log, of ours or of any route collector.",
            "Plain or packed with gzip; a file of any length is printed as it is read. With --json",
            "each line is an object. What the collector itself sent is marked '>'."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  fairlead bgp mrt table.mrt.gz                       every route, a line each",
            "  fairlead bgp mrt table.mrt.gz 203.0.113.10          the routes that hold the address",
            "  fairlead bgp mrt updates.mrt --json | jq .asPath",
            "  bzip2 -dc rib.bz2 | fairlead bgp mrt - --bgpdump    as bgpdump -m prints it"
        })
final class BgpMrtCommand implements Runnable {

    @ParentCommand @Nullable BgpCommand bgp;

    @Parameters(index = "0", paramLabel = "FILE", description = "An MRT file; - is standard input.")
    String file = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "PREFIX",
            description = "Only this prefix; of an address, every prefix that holds it.")
    @Nullable String prefix;

    @Option(
            names = {"-m", "--bgpdump"},
            description = "Print routes and changes of state as 'bgpdump -m' does.")
    boolean bgpdump;

    @Override
    public void run() {
        var above = Objects.requireNonNull(bgp).above();
        var wanted = wanted();
        var form = above.json ? new MrtDocument() : bgpdump ? new MrtDumpLine() : new MrtText();
        // Lines by the million: not one write for each.
        var out =
                new PrintStream(
                        new BufferedOutputStream(above.screen().out(), 1 << 16),
                        false,
                        StandardCharsets.UTF_8);
        try (var in = MrtFile.open(file)) {
            if (form instanceof MrtText) {
                out.println(MrtText.HEADING);
            }
            print(new MrtReader(in), wanted, form, out, above.screen());
        } catch (IOException unreadable) {
            throw Failure.because("'" + file + "' cannot be read: " + unreadable.getMessage());
        } catch (DamagedOctetsException damage) {
            throw Failure.because(
                    "'"
                            + file
                            + "' is damaged "
                            + damage.getMessage()
                            + ". What came before it stands.");
        } finally {
            out.flush();
        }
    }

    /** Until the end of the file, or until nobody reads any more. */
    private static void print(
            MrtReader reader,
            Predicate<MrtRow> wanted,
            MrtForm form,
            PrintStream out,
            Screen screen)
            throws IOException, DamagedOctetsException {
        var rows = new MrtRows();
        for (var record = reader.next(); record.isPresent(); record = reader.next()) {
            for (var row : rows.of(record.get())) {
                var line = wanted.test(row) ? form.line(row) : "";
                if (!line.isEmpty()) {
                    out.println(line);
                }
            }
            if (screen.out().checkError()) {
                return;
            }
        }
    }

    private Predicate<MrtRow> wanted() {
        if (prefix == null) {
            return _ -> true;
        }
        try {
            if (prefix.indexOf('/') >= 0) {
                var exactly = Prefix.parse(prefix);
                return row -> about(row, exactly::equals);
            }
            var address = IpAddress.parse(prefix);
            return row -> about(row, one -> one.contains(address));
        } catch (IllegalArgumentException neither) {
            throw new Failure(
                    Exit.USAGE,
                    "'"
                            + prefix
                            + "' is no prefix such as 10.1.0.0/16 and no address such as 10.1.2.4.");
        }
    }

    private static boolean about(MrtRow row, Predicate<Prefix> test) {
        return switch (row) {
            case MrtRow.Route route -> test.test(route.prefix());
            case MrtRow.Withdrawn gone -> test.test(gone.prefix());
            case MrtRow.State _, MrtRow.Said _, MrtRow.Head _, MrtRow.Unread _ -> false;
        };
    }
}
