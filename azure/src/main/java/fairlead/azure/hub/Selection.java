package fairlead.azure.hub;

import static java.util.Comparator.comparingInt;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import fairlead.azure.arm.ArmId;
import fairlead.azure.hub.RouteServer.Peer;
import fairlead.azure.vnet.LearnedRoutes.Learned;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The best routes of a Route Server, and what was decided over every path that it heard. Depends on
 * which routes are given, not on their order.
 *
 * @param choices one per prefix that was heard, in order of prefix
 */
public record Selection(List<Choice> choices) {

    /** The rungs of the ladder, in the order in which they are asked. */
    public enum Rung {
        /** Its peering is no longer there. */
        PEERING("peering"),
        /** The import rules refuse it. */
        IMPORT("import rules"),
        /** {@code hubRoutingPreference}. */
        PREFERENCE("routing preference"),
        /** RFC 4271 §9.1.2.2 a; no other step of that section is taken. */
        AS_PATH_LENGTH("AS path length"),
        /** All that are left are used together. */
        EQUAL_COST("equal cost");

        private final String title;

        Rung(String title) {
            this.title = title;
        }

        /** The rule in a few words, for people. */
        public String title() {
            return title;
        }
    }

    /** What became of a path. */
    public enum Outcome {
        MEMBER,
        LOST,
        REFUSED
    }

    /**
     * What was decided over one path.
     *
     * @param rung the rule that decided over this path
     */
    public record Verdict(HeardRoute route, Outcome outcome, Rung rung, String reason) {}

    /**
     * What was decided over one prefix.
     *
     * @param nextHops without repeats, in the order of peers; empty if every path was refused
     * @param reason why these won, for people
     */
    public record Choice(
            Prefix prefix, List<IpAddress> nextHops, List<Verdict> verdicts, String reason) {
        public Choice {
            nextHops = List.copyOf(nextHops);
            verdicts = List.copyOf(verdicts);
        }
    }

    public Selection {
        choices = List.copyOf(choices);
    }

    /** Chooses among what both instances heard. */
    public static Selection of(
            RouteServer server, ImportRules imports, Profile profile, List<HeardRoute> heard) {
        var byPrefix =
                heard.stream().collect(groupingBy(HeardRoute::prefix, TreeMap::new, toList()));
        var choices = new ArrayList<Choice>();
        byPrefix.forEach(
                (prefix, paths) -> choices.add(choose(server, imports, profile, prefix, paths)));
        return new Selection(choices);
    }

    /** Chooses for one prefix, when only its paths have changed. All paths are to that prefix. */
    private static Choice choose(
            RouteServer server,
            ImportRules imports,
            Profile profile,
            Prefix prefix,
            List<HeardRoute> paths) {
        var ladder = new PathLadder(server, imports);
        var inOrder = paths.stream().distinct().sorted(order(server)).toList();
        var verdicts = views(profile, inOrder).flatMap(view -> ladder.judge(view).stream());
        return choice(server, prefix, verdicts.toList());
    }

    /** The winners, as virtual networks take them. */
    public List<Learned> learned() {
        return choices.stream()
                .filter(choice -> !choice.nextHops().isEmpty())
                .map(choice -> new Learned(choice.prefix(), choice.nextHops(), choice.reason()))
                .toList();
    }

    private static Stream<List<HeardRoute>> views(Profile profile, List<HeardRoute> paths) {
        return switch (profile.instanceViews()) {
            case TOGETHER -> Stream.of(paths);
            case EACH ->
                    paths.stream()
                            .collect(groupingBy(HeardRoute::instance, TreeMap::new, toList()))
                            .values()
                            .stream();
        };
    }

    private static Choice choice(RouteServer server, Prefix prefix, List<Verdict> verdicts) {
        var members =
                verdicts.stream()
                        .filter(v -> v.outcome() == Outcome.MEMBER)
                        .map(Verdict::route)
                        .sorted(order(server))
                        .toList();
        if (members.isEmpty()) {
            return new Choice(prefix, List.of(), verdicts, "no path is usable");
        }
        return new Choice(
                prefix,
                members.stream().map(HeardRoute::nextHop).distinct().toList(),
                verdicts,
                "BGP from "
                        + named(members, route -> neighbour(server, route))
                        + ": AS path "
                        + named(members, route -> route.asPath().toString()));
    }

    private static String named(List<HeardRoute> routes, Function<HeardRoute, String> name) {
        return routes.stream().map(name).distinct().collect(joining(", "));
    }

    private static String neighbour(RouteServer server, HeardRoute route) {
        var name = server.peer(route.peer()).map(Peer::name).orElse(route.peer().name());
        return switch (route.freshness()) {
            case LIVE -> name;
            case STALE -> name + " (stale)";
        };
    }

    /** Peers as configured, then whatever makes the order total. */
    private static Comparator<HeardRoute> order(RouteServer server) {
        var positions = new HashMap<ArmId, Integer>();
        server.peers().forEach(peer -> positions.putIfAbsent(peer.id(), positions.size()));
        return comparingInt((HeardRoute route) ->
                        positions.getOrDefault(route.peer(), Integer.MAX_VALUE))
                .thenComparing(HeardRoute::peer)
                .thenComparingInt(HeardRoute::instance)
                .thenComparing(HeardRoute::nextHop)
                .thenComparing(HeardRoute::toString);
    }
}
