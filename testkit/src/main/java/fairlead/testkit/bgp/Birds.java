package fairlead.testkit.bgp;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What BIRD 1.6 and BIRD 2 have in common: how birdc answers. */
final class Birds {

    private static final Pattern ATTRIBUTE = Pattern.compile("^\\s+BGP\\.(\\w+): *(.*)$");
    private static final Pattern UPDATES = Pattern.compile("Import updates: +(\\d+)");
    private static final Pattern COMMUNITY = Pattern.compile("\\((\\d+),(\\d+)\\)");

    private Birds() {}

    /** Both end a session for good when a limit is hit, so that a test can look at it. */
    static String limit(int prefixes) {
        return "import limit " + prefixes + " action disable;";
    }

    static String addPaths(boolean sends, boolean receives) {
        return "add paths "
                + (sends && receives ? "on" : sends ? "tx" : receives ? "rx" : "off")
                + ";";
    }

    static String protocol(NeighbourConfig neighbour) {
        return "p_" + neighbour.name();
    }

    static PeerView peer(Console console, NeighbourConfig neighbour) {
        var text = console.ask("show", "protocols", "all", protocol(neighbour));
        if (!text.contains("BGP state:          Established")) {
            return PeerView.unknown(text);
        }
        return new PeerView(true, heard(text), Text.sum(UPDATES, text), text);
    }

    /** BIRD 2 lists them a line each, BIRD 1.6 in one line, as short words. */
    private static Set<Capability> heard(String text) {
        var heard = EnumSet.noneOf(Capability.class);
        var neighbour =
                text.contains("Neighbor capabilities")
                        ? text.substring(
                                text.indexOf("Neighbor capabilities"), text.indexOf("Session:"))
                        : text.lines()
                                .filter(line -> line.contains("Neighbor caps:"))
                                .findFirst()
                                .orElse("");
        for (var line : neighbour.lines().toList()) {
            if (line.contains("AF announced:") && line.contains("ipv4")) {
                heard.add(Capability.IPV4_UNICAST);
            }
            if (line.contains("AF announced:") && line.contains("ipv6")) {
                heard.add(Capability.IPV6_UNICAST);
            }
            if (line.contains("Route refresh") || line.contains(" refresh")) {
                heard.add(Capability.ROUTE_REFRESH);
            }
            if (line.contains("Enhanced refresh") || line.contains("enhanced-refresh")) {
                heard.add(Capability.ENHANCED_REFRESH);
            }
            if (line.contains("4-octet AS") || line.contains(" AS4")) {
                heard.add(Capability.FOUR_OCTET_AS);
            }
            if (line.contains("ADD-PATH") || line.contains("add-path-")) {
                heard.add(Capability.ADD_PATH);
            }
            if (line.contains(" Graceful restart")
                    || line.contains("restart-able")
                    || line.contains("restart-aware")) {
                heard.add(Capability.GRACEFUL_RESTART);
            }
            if (line.contains("Long-lived") || line.contains("llgr-")) {
                heard.add(Capability.LONG_LIVED_GRACEFUL_RESTART);
            }
            if (line.contains("Extended message") || line.contains("ext-messages")) {
                heard.add(Capability.EXTENDED_MESSAGE);
            }
            if (line.contains("Role:")) {
                heard.add(Capability.ROLE);
            }
        }
        return heard;
    }

    /** What {@code show route PREFIX all protocol NAME} lists. */
    static List<SeenRoute> routes(Console console, NeighbourConfig neighbour, String prefix) {
        var name = protocol(neighbour);
        var routes = new ArrayList<SeenRoute>();
        var path = new ArrayList<String>();
        for (var line : console.ask("show", "route", prefix, "all", "protocol", name).split("\n")) {
            if (line.contains(" [" + name + " ")) {
                close(routes, prefix, path);
                path.add(line);
            } else if (!path.isEmpty()) {
                path.add(line);
            }
        }
        close(routes, prefix, path);
        return routes;
    }

    private static void close(List<SeenRoute> routes, String prefix, List<String> path) {
        if (!path.isEmpty()) {
            routes.add(route(prefix, path));
            path.clear();
        }
    }

    private static SeenRoute route(String prefix, List<String> path) {
        var nextHop = "";
        var asPath = "";
        var communities = new HashSet<String>();
        for (var line : path) {
            var attribute = ATTRIBUTE.matcher(line);
            if (attribute.matches()) {
                var value = attribute.group(2).strip();
                switch (attribute.group(1)) {
                    case "next_hop" -> nextHop = value.split(" ")[0];
                    case "as_path" -> asPath = value;
                    case "community" -> {
                        var all = COMMUNITY.matcher(value);
                        while (all.find()) {
                            communities.add(all.group(1) + ":" + all.group(2));
                        }
                    }
                    default -> {} // Not compared.
                }
            }
        }
        return new SeenRoute(prefix, nextHop, asPath, communities);
    }

    /** Communities as a filter of a static route adds them. */
    static String communities(RouterConfig.Network network) {
        var text = new StringBuilder();
        for (var community : network.communities()) {
            text.append(" bgp_community.add((").append(community.replace(':', ',')).append("));");
        }
        return text.isEmpty() ? ";" : " {" + text + " };";
    }
}
