package fairlead.azure.hub;

import fairlead.net.Asn;
import java.util.List;

/**
 * What a cloud allows a Route Server, and how it reads what Azure leaves open.
 *
 * @param peers how many peers a Route Server takes
 * @param routesPerPeer how many routes one peer may announce on one session; more ends the session
 * @param reserved numbers that an appliance may not use
 * @param wideAsns whether numbers above 65535 are taken
 * @param restarts what appliances do with a Route Server's routes while it is away
 */
public record Profile(
        int peers,
        int routesPerPeer,
        List<Reserved> reserved,
        WideAsns wideAsns,
        Reflection reflection,
        InstanceViews instanceViews,
        Restarts restarts) {

    /** Numbers of more than two octets. */
    public enum WideAsns {
        ACCEPTED,
        REFUSED
    }

    /** Whether an appliance hears of the routes of another. */
    public enum Reflection {
        BETWEEN_PEERS,
        OFF
    }

    /** How the routes that two instances heard become one table. */
    public enum InstanceViews {
        /** One choice among all routes of both. */
        TOGETHER,
        /** Each chooses among its own; the next hops of both are taken. */
        EACH
    }

    /** Whether a Route Server asks its peers to wait for it (RFC 4724). */
    public enum Restarts {
        /** It says nothing of restarts, as Azure's: its routes go with the session. */
        SILENT,
        /** Peers that can keep its routes until it is back. */
        GRACEFUL
    }

    /** A range of numbers, both ends included, and whose they are. */
    public record Reserved(Asn first, Asn last, String holder) {
        boolean contains(Asn asn) {
            return first.compareTo(asn) <= 0 && asn.compareTo(last) <= 0;
        }
    }

    /** Azure's limits and silences. */
    public static final Profile AZURE =
            new Profile(
                    8,
                    4000,
                    List.of(
                            reserved(8074, 8075, "Azure"),
                            reserved(12076, 12076, "Azure"),
                            reserved(65515, 65515, "Azure"),
                            reserved(65517, 65520, "Azure"),
                            reserved(0, 0, "IANA"),
                            reserved(23456, 23456, "IANA"),
                            reserved(64496, 64511, "IANA"),
                            reserved(65535, 65551, "IANA"),
                            reserved(4294967295L, 4294967295L, "IANA")),
                    WideAsns.ACCEPTED,
                    Reflection.BETWEEN_PEERS,
                    InstanceViews.TOGETHER,
                    Restarts.SILENT);

    /**
     * What works, whether Azure allows it or not: as many peers and routes as there is memory for,
     * every number but those that BGP itself cannot use and the Route Server's own, and graceful
     * restarts.
     */
    public static final Profile EXTENDED =
            new Profile(
                    Integer.MAX_VALUE,
                    Integer.MAX_VALUE,
                    List.of(
                            reserved(65515, 65515, "the Route Server itself"),
                            reserved(0, 0, "IANA"),
                            reserved(23456, 23456, "IANA"),
                            reserved(65535, 65535, "IANA"),
                            reserved(4294967295L, 4294967295L, "IANA")),
                    WideAsns.ACCEPTED,
                    Reflection.BETWEEN_PEERS,
                    InstanceViews.TOGETHER,
                    Restarts.GRACEFUL);

    public Profile {
        if (peers < 0 || routesPerPeer < 0) {
            throw new IllegalArgumentException(
                    "limits are counts, not " + peers + " peers, " + routesPerPeer + " routes");
        }
        reserved = List.copyOf(reserved);
    }

    /** The same with another limit: Azure's was 1000 until 2025. */
    public Profile withRoutesPerPeer(int limit) {
        return new Profile(peers, limit, reserved, wideAsns, reflection, instanceViews, restarts);
    }

    /** The same with another limit. */
    public Profile withPeers(int limit) {
        return new Profile(
                limit, routesPerPeer, reserved, wideAsns, reflection, instanceViews, restarts);
    }

    /** The same with another answer to numbers above 65535. */
    public Profile with(WideAsns answer) {
        return new Profile(
                peers, routesPerPeer, reserved, answer, reflection, instanceViews, restarts);
    }

    /** The same with or without reflection. */
    public Profile with(Reflection answer) {
        return new Profile(
                peers, routesPerPeer, reserved, wideAsns, answer, instanceViews, restarts);
    }

    /** The same with another way to merge what instances heard. */
    public Profile with(InstanceViews answer) {
        return new Profile(peers, routesPerPeer, reserved, wideAsns, reflection, answer, restarts);
    }

    private static Reserved reserved(long first, long last, String holder) {
        return new Reserved(new Asn(first), new Asn(last), holder);
    }
}
