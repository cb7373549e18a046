package fairlead.cli;

import fairlead.bgpd.control.ControlPath;
import fairlead.bgpd.server.Ending;
import fairlead.bgpd.server.RouteServer;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code fairlead bgp}: what route servers speak; with a file, one that stands alone. */
@Command(
        name = "bgp",
        description = {
            "Look into the BGP of route servers and files of route collectors, or be a route server.",
            "With a file, this process serves in the foreground, in the network namespace in which it",
            "was started. SIGHUP reads the file again and touches only what has changed; SIGTERM and",
            "Ctrl-C end it, after a word to every peer. SIGUSR1 ends it so that peers with",
            "'gracefulRestart: restarting' keep its routes until it is started again."
        },
        subcommands = {
            BgpShowCommand.class,
            BgpMrtCommand.class,
            BgpBmpCommand.class,
            BgpReplayCommand.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  fairlead bgp rs.yaml               serve, until Ctrl-C",
            "  fairlead bgp --check rs.yaml       say what is wrong with the file, and where",
            "  fairlead bgp show peers",
            "  fairlead bgp show routes 0.0.0.0/0",
            "  fairlead bgp show --help           all questions",
            "  fairlead bgp mrt rib.gz            a file of a route collector",
            "  fairlead bgp bmp --listen 11019    what a router tells a collector",
            "  fairlead bgp replay rib.gz --to 192.0.2.1 --asn 64511"
        })
final class BgpCommand implements Callable<Integer> {

    @ParentCommand @Nullable Fairlead fairlead;
    @Spec @Nullable CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "CONFIG",
            description = "File of a stand-alone route server; docs/guide/bgp-server.md.")
    @Nullable Path config;

    @Option(names = "--check", description = "Only read the file, and say whether it is good.")
    boolean check;

    @Option(
            names = "--restarting",
            description = {
                "Peers may have kept the routes of the server that ran before: tell nothing",
                "before they have told what they have (RFC 4724). Without this, a mark that",
                "it left beside its control socket says so, unless it ended by SIGTERM."
            })
    boolean restarting;

    @Option(
            names = "--control",
            paramLabel = "PATH",
            scope = ScopeType.INHERIT,
            description = {
                "Control socket of a stand-alone route server. Default: bgp-NAME.sock for",
                "NAME.yaml, in /run/fairlead for root, else in $XDG_RUNTIME_DIR/fairlead."
            })
    @Nullable Path control;

    @Override
    public Integer call() {
        if (config == null) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(),
                    "Say what to show: fairlead bgp show peers|routes|rejected|advertised"
                            + " (or which file to serve: fairlead bgp CONFIG.yaml)");
        }
        var above = above();
        var path =
                control == null
                        ? ControlPath.of(
                                config, above.environment(), System.getProperty("user.name", ""))
                        : control;
        var server = new RouteServer(config, path, above.screen().out(), above.screen().err());
        var before = restarting ? RouteServer.Before.RESTARTING : RouteServer.Before.AS_FOUND;
        return exit(check ? server.check() : server.run(before)).code();
    }

    /** The stand-alone server that is to be asked, if no cloud is. */
    Optional<StandAlone> standAlone() {
        return control == null ? StandAlone.instead(above()) : Optional.of(new StandAlone(control));
    }

    Fairlead above() {
        return Objects.requireNonNull(fairlead);
    }

    private static Exit exit(Ending ending) {
        return switch (ending) {
            case DONE -> Exit.OK;
            case BAD_FILE -> Exit.USAGE;
            case ADDRESS_TAKEN -> Exit.TAKEN;
            case NOT_PERMITTED -> Exit.REFUSED;
            case FAILED -> Exit.FAILED;
        };
    }
}
