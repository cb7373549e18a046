package fairlead.cli;

import fairlead.bgp.replay.Replay;
import fairlead.bgp.replay.ReplayTerms;
import fairlead.bgp.wire.DamagedOctetsException;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code fairlead bgp replay}: a neighbour whose routes are those of an MRT file. */
@Command(
        name = "replay",
        description = {
            "Be a BGP neighbour whose routes are those of an MRT file.",
            "Dials a speaker, ours or any other, tells it the first route of each prefix of a table dump",
            "(or all UPDATEs of a log, as fast as it reads them), and stays until Ctrl-C, so that the",
            "routes stay too. The speaker has to know the neighbour, by its address and AS number."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  fairlead bgp replay rib.gz --to 192.0.2.1 --asn 64511",
            "  fairlead bgp replay rib.gz --to 127.0.0.1:1179 --from 127.0.0.2 --asn 64511 --leave",
            "  fairlead bgp replay rib.gz --to 192.0.2.1 --asn 64511 --all-paths",
            "  bzip2 -dc rib.bz2 | fairlead bgp replay - --to 192.0.2.1 --asn 64511 --as-is"
        })
final class BgpReplayCommand implements Runnable {

    private static final int BGP = 179;
    private static final int HOLD_TIME = 90;

    @ParentCommand @Nullable BgpCommand bgp;

    @Parameters(
            index = "0",
            paramLabel = "FILE",
            description = "An MRT file, plain or packed with gzip; - is standard input.")
    String file = "";

    @Option(
            names = "--to",
            required = true,
            paramLabel = "ADDRESS[:PORT]",
            description = "Whom to dial; port 179 unless said. IPv6 with a port: [ADDRESS]:PORT.")
    String to = "";

    @Option(
            names = "--asn",
            required = true,
            paramLabel = "N",
            description = "The AS number of the neighbour.")
    long asn;

    @Option(
            names = "--from",
            paramLabel = "ADDRESS",
            description = "The neighbour's own address (default: the kernel chooses).")
    String from = "";

    @Option(
            names = "--router-id",
            paramLabel = "ID",
            description = "Its BGP identifier (default: --from if that is IPv4, else 192.0.2.254).")
    String routerId = "";

    @Option(
            names = "--peer",
            paramLabel = "N",
            description = "Only routes of the peer at this place of a table dump, from 0.")
    int peer = -1;

    @Option(names = "--as-is", description = "Keep AS paths and next hops; else ours are put in.")
    boolean asIs;

    @Option(
            names = "--all-paths",
            description =
                    "Tell every route of a prefix, each with a path identifier (RFC 7911); of a log,"
                            + " only UPDATEs that have them.")
    boolean allPaths;

    @Option(names = "--leave", description = "End the session when all is told.")
    boolean leave;

    @Override
    public void run() {
        var above = Objects.requireNonNull(bgp).above();
        var terms = terms();
        try (var in = MrtFile.open(file);
                var session = Replay.connect(terms)) {
            above.screen().err().println("The session with " + terms.to() + " stands.");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> goodbye(session)));
            long begun = System.nanoTime();
            long told = session.tell(in, peer);
            double seconds = (System.nanoTime() - begun) / 1e9;
            if (!above.printed(
                    CloudApi.JSON.createObjectNode().put("told", told).put("seconds", seconds))) {
                above.screen().line("Told %,d routes in %.1f s.".formatted(told, seconds));
            }
            if (!leave) {
                above.screen().err().println("They stay until Ctrl-C.");
                throw Failure.because("The session ended: " + session.stay() + ".");
            }
        } catch (IOException e) {
            throw Failure.because(
                    "No session with "
                            + terms.to()
                            + " port "
                            + terms.port()
                            + ", or it ended: "
                            + e.getMessage()
                            + ". Does it know AS "
                            + terms.asn()
                            + " at our address?");
        } catch (DamagedOctetsException damage) {
            throw Failure.because(
                    "'"
                            + file
                            + "' is damaged "
                            + damage.getMessage()
                            + ". What came before it was told.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ctrl-C: the other side is told, so that it need not wait for its hold timer. */
    private static void goodbye(Replay session) {
        try {
            session.close();
        } catch (IOException gone) {
            return; // it is over already
        }
    }

    private ReplayTerms terms() {
        try {
            boolean bracket = to.startsWith("[");
            int colon = bracket ? to.indexOf("]:") + 1 : to.indexOf(':');
            boolean port = bracket ? colon > 0 : colon > 0 && colon == to.lastIndexOf(':');
            var address = (port ? to.substring(0, colon) : to).replace("[", "").replace("]", "");
            var own = IpAddress.parse(from.isEmpty() ? "0.0.0.0" : from);
            var id =
                    !routerId.isEmpty()
                            ? IpAddress.parse(routerId)
                            : own.family() == IpAddress.Family.V4 && own.low() != 0
                                    ? own
                                    : IpAddress.parse("192.0.2.254");
            id.v4Bits();
            return new ReplayTerms(
                    new Asn(asn),
                    id,
                    own,
                    IpAddress.parse(address),
                    port ? Integer.parseInt(to.substring(colon + 1)) : BGP,
                    asIs,
                    allPaths,
                    HOLD_TIME);
        } catch (IllegalArgumentException | IllegalStateException wrong) {
            throw new Failure(Exit.USAGE, wrong.getMessage() + ".");
        }
    }
}
