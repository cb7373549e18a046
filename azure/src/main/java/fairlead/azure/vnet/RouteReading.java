package fairlead.azure.vnet;

import fairlead.net.Prefix;
import java.util.List;
import java.util.stream.Stream;

/**
 * How this cloud reads what Azure leaves open or has changed over time.
 *
 * @param reserved the ranges that the system sends nowhere, in the order of their rows
 * @param overruledBgp what becomes of a learned route that a user's route of the same prefix beats
 */
public record RouteReading(List<Prefix> reserved, OverruledBgp overruledBgp) {

    /** The four ranges of the "virtual network traffic routing" page. */
    public static final List<Prefix> DOCUMENTED_RESERVED =
            prefixes("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10");

    /** The ranges in live tables of 2026, in their order. */
    public static final List<Prefix> LIVE_RESERVED =
            prefixes(
                    "10.0.0.0/8",
                    "127.0.0.0/8",
                    "100.64.0.0/10",
                    "172.16.0.0/12",
                    "25.176.0.0/13",
                    "25.152.0.0/14",
                    "25.184.0.0/14",
                    "25.4.0.0/14",
                    "25.148.0.0/15",
                    "198.18.0.0/15",
                    "25.150.0.0/16",
                    "25.156.0.0/16",
                    "25.159.0.0/16",
                    "40.109.0.0/16",
                    "192.168.0.0/16",
                    "104.147.0.0/16",
                    "157.59.0.0/16",
                    "40.108.0.0/17",
                    "104.146.0.0/17",
                    "23.103.0.0/18",
                    "20.35.252.0/22");

    /** As live tables show it. */
    public static final RouteReading LIVE =
            new RouteReading(LIVE_RESERVED, OverruledBgp.INVALID_ROW);

    /** Whether a learned route that lost to the user's stays in the table. */
    public enum OverruledBgp {
        /** It is shown as {@code Invalid}. */
        INVALID_ROW,
        /** It is not shown. */
        HIDDEN
    }

    public RouteReading {
        reserved = List.copyOf(reserved);
    }

    private static List<Prefix> prefixes(String... texts) {
        return Stream.of(texts).map(Prefix::parseStrict).toList();
    }
}
