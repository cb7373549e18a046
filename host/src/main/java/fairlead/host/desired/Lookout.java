package fairlead.host.desired;

import fairlead.host.desired.Sighting.Place;
import fairlead.host.desired.Sighting.Point;
import java.util.ArrayList;
import java.util.List;

/** The nft table that watches one namespace for a probe; it lets everything pass. */
public final class Lookout {

    private static final String KEY =
            "{ type ifname . %sipv4_addr . ipv4_addr; size 1024; flags dynamic; counter; }";

    /** What the names of all these tables start with. */
    public static final String TABLES = "flprobe_";

    private Lookout() {}

    /** The namespace of a place. */
    public static String namespace(Blueprint blueprint, Place place) {
        return switch (place) {
            case FABRIC -> blueprint.fabric();
            case EDGE -> blueprint.edge();
            case INTERNET -> blueprint.internet();
        };
    }

    /** The name of the table: probes at the same time have tables of their own. */
    public static String table(Probe probe) {
        return TABLES + Long.toHexString(probe.magic());
    }

    /**
     * One statement that makes it. It is not flagged as owned by its maker, which would remove it
     * with us: {@code nft -j list} of nftables 1.0 reads wild memory for that flag.
     */
    public static String statement(Probe probe) {
        var words = new ArrayList<String>();
        words.add("add table ip " + table(probe) + " {");
        for (var point : Point.values()) {
            words.add(
                    "set "
                            + point.set()
                            + " "
                            + KEY.formatted(isRouted(point) ? "ifname . " : "")
                            + ";");
        }
        words.add(chain("a", "prerouting priority -450", rule(probe, Point.ENTERED)));
        words.add(chain("b", "prerouting priority -250", rule(probe, Point.CHECKED)));
        words.add(chain("c", "forward priority -50", rule(probe, Point.ROUTED)));
        words.add(chain("p", "forward priority 300", rule(probe, Point.PASSED)));
        words.add(
                chain(
                        "d",
                        "postrouting priority 400",
                        rule(probe, Point.LEFT)
                                + rule(probe, Point.ANSWERED)
                                + rule(probe, Point.REFUSED)));
        words.add("}");
        return String.join(" ", words);
    }

    /** Whether a point knows the device that the packet leaves by. */
    public static boolean isRouted(Point point) {
        return !List.of(Point.ENTERED, Point.CHECKED).contains(point);
    }

    private static String rule(Probe probe, Point point) {
        var match =
                switch (point) {
                    case ENTERED, CHECKED, ROUTED, PASSED, LEFT -> probe.itself();
                    case ANSWERED -> probe.answer();
                    case REFUSED -> probe.error();
                };
        return match
                + " update @"
                + point.set()
                + " { iifname . "
                + (isRouted(point) ? "oifname . " : "")
                + "ip saddr . ip daddr };";
    }

    private static String chain(String name, String hook, String rules) {
        return "chain " + name + " { type filter hook " + hook + "; " + rules + " };";
    }
}
