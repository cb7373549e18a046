package fairlead.cli;

import fairlead.bgpd.control.Question.Subject;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code fairlead bgp show}: live from the speakers, each instance for itself. */
@Command(
        name = "show",
        description = {
            "Show sessions and routes as each instance of a route server holds them now.",
            "It asks the cloud; if that does not run, the stand-alone server (fairlead bgp CONFIG) that",
            "does, or the one at --control. With --json, a stand-alone server's rows are a line each."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  fairlead bgp show status                       a stand-alone server as a whole",
            "  fairlead bgp show peers                        sessions, how often they fell, why",
            "  fairlead bgp show peer r1                      all about one: capabilities, messages, timers",
            "  fairlead bgp show routes --peer nva_0          what nva_0 told, and what became of it",
            "  fairlead bgp show routes 203.0.113.10          every route that holds the address",
            "  fairlead bgp show routes --received            the rejected ones among them",
            "  fairlead bgp show rejected --count             how many, by peer and reason",
            "  fairlead bgp show rejected --instance 0",
            "  fairlead bgp show advertised -p nva_0 --json   what nva_0 is told, with communities",
            "  fairlead bgp show why r1 203.0.113.0/24        why r1 hears it, or does not",
            "  fairlead bgp show rpki 203.0.113.0/24          who may originate it"
        })
final class BgpShowCommand implements Runnable {

    private static final String PREFIX =
            "Only this prefix; of an address, every prefix that holds it.";

    private static final String COUNT = "How many there are, instead of each.";

    @ParentCommand @Nullable BgpCommand bgp;
    @Spec @Nullable CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                Objects.requireNonNull(spec).commandLine(),
                "Say what to show: status, peers, peer, routes, rejected, advertised, why or rpki");
    }

    @Command(
            name = "status",
            description = {
                "Show how a stand-alone route server is, as a whole.",
                "A turn is what it does before it looks again who has said something: for the longest one",
                "every peer waited. 'Lately' is the last minute, or up to two."
            },
            footerHeading = "%nExamples:%n",
            footer = {"  fairlead bgp show status", "  fairlead bgp show status --json"})
    void status() {
        show(new BgpQuestion(Subject.STATUS, new BgpFilter(), "", false, false));
    }

    @Command(
            name = "peers",
            description = {
                "Show every session: its state, since when, how often it fell, and why it fell last.",
                "Received are the prefixes that the peer told, accepted those that the import rules let in."
            },
            footerHeading = "%nExamples:%n",
            footer = {"  fairlead bgp show peers", "  fairlead bgp show peers --instance 0 --json"})
    void peers(@Mixin BgpFilter whose) {
        show(new BgpQuestion(Subject.PEERS, whose, "", false, false));
    }

    @Command(
            name = "peer",
            description = {
                "Show all about one session of a stand-alone route server.",
                "What both sides offered and what was agreed, messages by type, prefixes by family with their",
                "limits, timers, protection, BFD, how the origins of its routes stand in the RPKI, and how",
                "the session ended last."
            },
            footerHeading = "%nExamples:%n",
            footer = {"  fairlead bgp show peer r1", "  fairlead bgp show peer 192.0.2.11 --json"})
    void peer(
            @Parameters(paramLabel = "PEER", description = "Name of the peer, or its address.")
                    String peer) {
        var whose = new BgpFilter();
        whose.peer = peer;
        show(new BgpQuestion(Subject.PEER, whose, "", false, false));
    }

    @Command(
            name = "routes",
            description = {
                "Show the routes that peers told and the import rules accept.",
                "State: 'used' is handed to the network, where other routes may still go before it (see:",
                "fairlead routes NIC); 'best' too, and of equal ones it is what other peers may hear of;",
                "'lost' is not handed on. 'Why' names the rule that decided."
            },
            footerHeading = "%nExamples:%n",
            footer = {
                "  fairlead bgp show routes",
                "  fairlead bgp show routes 203.0.113.10 --peer nva_0"
            })
    void routes(
            @Mixin BgpFilter whose,
            @Parameters(arity = "0..1", paramLabel = "PREFIX", description = PREFIX)
                    @Nullable String prefix,
            @Option(
                            names = "--received",
                            description =
                                    "Rejected routes too: all that was told, before any rule.")
                    boolean received,
            @Option(names = "--count", description = COUNT) boolean count) {
        show(new BgpQuestion(Subject.ROUTES, whose, text(prefix), received, count));
    }

    @Command(
            name = "rejected",
            description = {
                "Show the routes that peers told and the import rules keep out, each with its reason.",
                "A peer that tells too many loses its session; see the last error under 'peers'."
            },
            footerHeading = "%nExamples:%n",
            footer = {
                "  fairlead bgp show rejected",
                "  fairlead bgp show rejected 10.0.0.0/8",
                "  fairlead bgp show rejected --count"
            })
    void rejected(
            @Mixin BgpFilter whose,
            @Parameters(arity = "0..1", paramLabel = "PREFIX", description = PREFIX)
                    @Nullable String prefix,
            @Option(names = "--count", description = COUNT) boolean count) {
        show(new BgpQuestion(Subject.REJECTED, whose, text(prefix), false, count));
    }

    @Command(
            name = "advertised",
            description = "Show the routes that peers have been told.",
            footerHeading = "%nExamples:%n",
            footer = {"  fairlead bgp show advertised --peer nva_0"})
    void advertised(
            @Mixin BgpFilter whose,
            @Parameters(arity = "0..1", paramLabel = "PREFIX", description = PREFIX)
                    @Nullable String prefix,
            @Option(names = "--count", description = COUNT) boolean count) {
        show(new BgpQuestion(Subject.ADVERTISED, whose, text(prefix), false, count));
    }

    @Command(
            name = "why",
            description = {
                "Show why a peer of a stand-alone route server hears, or does not hear, of a prefix.",
                "First the answer, then each path on its way: import rules, selection, export. Of an address",
                "the most specific prefix is meant that holds it and that anybody tells."
            },
            footerHeading = "%nExamples:%n",
            footer = {
                "  fairlead bgp show why r1 203.0.113.0/24",
                "  fairlead bgp show why 192.0.2.11 203.0.113.7 --json"
            })
    void why(
            @Parameters(
                            index = "0",
                            paramLabel = "PEER",
                            description = "Who hears it or does not: its name or address.")
                    String peer,
            @Parameters(index = "1", paramLabel = "PREFIX", description = "A prefix or an address.")
                    String prefix) {
        var whose = new BgpFilter();
        whose.peer = peer;
        show(new BgpQuestion(Subject.WHY, whose, prefix, false, false));
    }

    @Command(
            name = "rpki",
            description = {
                "Show what a stand-alone route server validates origins with.",
                "Its caches, and how many payloads are in force. With a prefix, the payloads that cover it:",
                "none make a route 'not-found'; if none of them has its origin and allows its length, it is",
                "'invalid'."
            },
            footerHeading = "%nExamples:%n",
            footer = {"  fairlead bgp show rpki", "  fairlead bgp show rpki 203.0.113.0/24"})
    void rpki(
            @Mixin BgpFilter whose,
            @Parameters(arity = "0..1", paramLabel = "PREFIX", description = PREFIX)
                    @Nullable String prefix) {
        show(new BgpQuestion(Subject.RPKI, whose, text(prefix), false, false));
    }

    private static String text(@Nullable String prefix) {
        return prefix == null ? "" : prefix;
    }

    private void show(BgpQuestion question) {
        var command = Objects.requireNonNull(bgp);
        var above = command.above();
        var standAlone = command.standAlone();
        if (standAlone.isPresent()) {
            standAlone.get().show(question, above);
            return;
        }
        try (var api = CloudApi.of(above.folder())) {
            question.show(api, above);
        }
    }
}
