package fairlead.cli;

import static fairlead.cli.Exit.FAILED;
import static fairlead.cli.Exit.NOT_FOUND;
import static fairlead.cli.Exit.NOT_RUNNING;
import static fairlead.cli.Exit.OK;
import static fairlead.cli.Exit.REFUSED;
import static fairlead.cli.Exit.TAKEN;
import static fairlead.cli.Exit.USAGE;
import static java.util.Map.entry;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What is particular to the manual page of one command.
 *
 * @param exits how it can end
 * @param guide the page of the user guide
 * @param seeAlso commands, without {@code fairlead}
 * @param mentions variables and places that it uses besides the usual ones
 * @param becomes whose exit code it has once that runs; empty if its own
 */
record ManualPage(
        List<Exit> exits,
        String guide,
        List<String> seeAlso,
        List<String> mentions,
        String becomes) {

    private static final List<Exit> ASKS = List.of(OK, FAILED, USAGE, NOT_FOUND, NOT_RUNNING);
    private static final List<Exit> SHOWS =
            List.of(OK, FAILED, USAGE, NOT_FOUND, NOT_RUNNING, REFUSED);
    private static final List<Exit> STARTS = List.of(OK, FAILED, USAGE, NOT_FOUND, REFUSED);
    private static final List<Exit> LOCAL = List.of(OK, FAILED, USAGE);

    /** What a command has that says nothing particular: it asks a running cloud. */
    private static final ManualPage USUAL = page(ASKS, "README.md", "status", "", "");

    private static final Map<String, String> VARIABLES =
            Map.of(
                    "FAIRLEAD_HOME",
                    "where clouds are kept (root: /var/lib/fairlead, else ~/.local/state/fairlead)",
                    "NO_COLOR",
                    "if set, nothing is coloured",
                    "FAIRLEAD_DEBUG",
                    "if set, where an error that should not happen came from",
                    "FAIRLEAD_AZ_ROOT",
                    "the private root of az (~/.cache/fairlead/az-2.74)",
                    "FAIRLEAD_BUILD",
                    "'never' runs what is built without looking at the sources",
                    "JAVA_HOME",
                    "a JDK 25, looked at first",
                    "XDG_CACHE_HOME",
                    "where packages are kept (~/.cache)");

    private static final Map<String, String> PLACES =
            Map.of(
                    "CLOUD/", "in FAIRLEAD_HOME: everything that a cloud has, for its owner alone",
                    "CLOUD/endpoint.json", "where its daemon answers, and which process that is",
                    "CLOUD/daemon.log", "what the daemon said in the background",
                    "CLOUD/machines/", "the disks and logs of its machines",
                    "CLOUD/az/", "az's configuration for this cloud",
                    "~/.cache/fairlead/",
                            "packages, shared by all clouds; may be deleted while none runs",
                    "labs/", "the labs that come with Fairlead");

    private static final Map<String, ManualPage> PAGES =
            Map.ofEntries(
                    entry(
                            "",
                            page(
                                    List.of(Exit.values()),
                                    "README.md",
                                    "demo up doctor",
                                    "FAIRLEAD_DEBUG FAIRLEAD_BUILD JAVA_HOME XDG_CACHE_HOME ~/.cache/fairlead/",
                                    "")),
                    entry(
                            "demo",
                            page(
                                    STARTS,
                                    "labs.md",
                                    "up status down",
                                    "XDG_CACHE_HOME labs/ ~/.cache/fairlead/",
                                    "")),
                    entry(
                            "up",
                            page(
                                    STARTS,
                                    "labs.md",
                                    "status logs down",
                                    "XDG_CACHE_HOME labs/ CLOUD/daemon.log ~/.cache/fairlead/",
                                    "")),
                    entry("status", page(ASKS, "looking.md", "logs routes doctor", "", "")),
                    entry(
                            "exec",
                            page(ASKS, "traffic.md", "shell capture forward", "", "the command")),
                    entry("shell", page(ASKS, "machines.md", "exec forward", "", "the shell")),
                    entry(
                            "logs",
                            page(
                                    ASKS,
                                    "machines.md",
                                    "status exec",
                                    "CLOUD/daemon.log CLOUD/machines/",
                                    "")),
                    entry("routes", page(ASKS, "looking.md", "why trace", "", "")),
                    entry("why", page(ASKS, "looking.md", "routes trace", "", "")),
                    entry("trace", page(ASKS, "looking.md", "why routes capture", "", "")),
                    entry(
                            "ssh",
                            page(
                                    ASKS,
                                    "traffic.md",
                                    "shell forward exec",
                                    "",
                                    "ssh, 255 if it cannot connect")),
                    entry("capture", page(ASKS, "traffic.md", "trace exec forward", "", "")),
                    entry("forward", page(ASKS, "traffic.md", "capture exec", "", "")),
                    entry(
                            "bgp",
                            page(
                                    List.of(OK, FAILED, USAGE, NOT_RUNNING, TAKEN, REFUSED),
                                    "bgp-server.md",
                                    "status routes",
                                    "",
                                    "")),
                    entry("bgp show", page(SHOWS, "looking.md", "status routes", "", "")),
                    entry("bgp show status", page(SHOWS, "bgp-server.md", "bgp", "", "")),
                    entry("bgp show peers", page(SHOWS, "bgp-server.md", "bgp", "", "")),
                    entry("bgp show peer", page(SHOWS, "bgp-server.md", "bgp", "", "")),
                    entry("bgp show routes", page(SHOWS, "bgp-server.md", "bgp", "", "")),
                    entry("bgp show rejected", page(SHOWS, "bgp-policy.md", "bgp", "", "")),
                    entry("bgp show advertised", page(SHOWS, "bgp-server.md", "bgp", "", "")),
                    entry("bgp show why", page(SHOWS, "bgp-server.md", "bgp", "", "")),
                    entry("bgp show rpki", page(SHOWS, "bgp-policy.md", "bgp", "", "")),
                    entry(
                            "bgp replay",
                            page(
                                    List.of(OK, FAILED, USAGE, NOT_FOUND),
                                    "bgp-monitoring.md",
                                    "bgp",
                                    "",
                                    "")),
                    entry(
                            "bgp bmp",
                            page(
                                    List.of(OK, FAILED, USAGE, NOT_FOUND),
                                    "bgp-monitoring.md",
                                    "bgp",
                                    "",
                                    "")),
                    entry(
                            "bgp mrt",
                            page(
                                    List.of(OK, FAILED, USAGE, NOT_FOUND),
                                    "bgp-monitoring.md",
                                    "bgp",
                                    "",
                                    "")),
                    entry("fleet", page(ASKS, "fleets.md", "status az", "", "")),
                    entry("fleet sync", page(ASKS, "fleets.md", "status az", "", "")),
                    entry(
                            "az",
                            page(
                                    List.of(FAILED, NOT_RUNNING),
                                    "az.md",
                                    "env",
                                    "FAIRLEAD_AZ_ROOT CLOUD/az/",
                                    "az")),
                    entry("env", page(ASKS, "az.md", "az", "FAIRLEAD_AZ_ROOT CLOUD/az/", "")),
                    entry(
                            "serve",
                            page(
                                    STARTS,
                                    "labs.md",
                                    "up stop logs",
                                    "CLOUD/endpoint.json",
                                    "the daemon, 0 after Ctrl-C")),
                    entry(
                            "stop",
                            page(
                                    List.of(OK, FAILED, USAGE, NOT_RUNNING),
                                    "labs.md",
                                    "serve down",
                                    "",
                                    "")),
                    entry("down", page(LOCAL, "labs.md", "stop up", "", "")),
                    entry(
                            "doctor",
                            page(
                                    List.of(OK, FAILED, USAGE, REFUSED),
                                    "troubleshooting.md",
                                    "status logs",
                                    "FAIRLEAD_AZ_ROOT JAVA_HOME ~/.cache/fairlead/",
                                    "")),
                    entry("completion", page(LOCAL, "README.md", "version", "", "")),
                    entry("version", page(LOCAL, "README.md", "doctor", "", "")));

    /** The page of a command, by its whole name. */
    static ManualPage of(String qualifiedName) {
        return PAGES.getOrDefault(qualifiedName.replaceFirst("^fairlead ?", ""), USUAL);
    }

    /** Every variable that matters to it, and what it says. */
    Map<String, String> environment() {
        return told(VARIABLES, "FAIRLEAD_HOME", "NO_COLOR");
    }

    /** Every place that matters to it, and what is there. */
    Map<String, String> files() {
        return told(PLACES, "CLOUD/");
    }

    private Map<String, String> told(Map<String, String> meanings, String... usual) {
        var all = new LinkedHashMap<String, String>();
        Stream.concat(Stream.of(usual), mentions.stream())
                .filter(meanings::containsKey)
                .forEach(name -> all.put(name, meanings.getOrDefault(name, "")));
        return all;
    }

    private static ManualPage page(
            List<Exit> exits, String guide, String seeAlso, String mentions, String becomes) {
        return new ManualPage(
                exits,
                guide,
                List.of(seeAlso.split(" ", -1)),
                List.of(mentions.split(" ", -1)),
                becomes);
    }
}
