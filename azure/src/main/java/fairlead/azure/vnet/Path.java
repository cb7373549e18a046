package fairlead.azure.vnet;

import fairlead.azure.arm.ArmId;
import fairlead.azure.vnet.Topology.Nic;
import fairlead.net.IpAddress;
import java.util.List;
import java.util.function.Function;

/**
 * The way of a packet, hop by hop, as the effective routes predict it.
 *
 * <p>What an appliance does with a packet is its own affair: it may answer, drop, translate or send
 * it on by a table of its own. The prediction goes on as if it sent the packet back out of the NIC
 * that it came in by, to the same destination, from the same source or from its own address.
 */
public record Path(List<Hop> hops) {

    /** One station of the way. The last one says what became of the packet. */
    public sealed interface Hop {

        /** A NIC sends; {@code why} says by which route. */
        record Sends(Nic nic, Why why) implements Hop {}

        /** The NIC that has the destination gets it. An end. */
        record Arrives(Nic nic) implements Hop {}

        /**
         * One of {@code members} gets it to send it on: which one is decided flow by flow.
         *
         * @param taken the one that the prediction goes on with
         */
        record Handed(List<Nic> members, Nic taken) implements Hop {
            public Handed {
                members = List.copyOf(members);
            }
        }

        /**
         * It goes out to the Internet. An end, unless the destination is a public address of this
         * cloud.
         *
         * @param as the public addresses that it may be seen with: more than one if an appliance
         *     may have put its own address in
         */
        record Leaves(List<IpAddress> as) implements Hop {
            public Leaves {
                as = List.copyOf(as);
            }
        }

        /** The host itself answers. An end. */
        record MeetsPlatform() implements Hop {}

        /** It gets no further. An end. */
        record Dropped(String reason) implements Hop {}
    }

    public Path {
        hops = List.copyOf(hops);
    }

    /**
     * The way from {@code from} to {@code to}.
     *
     * @param tables the effective routes of a subnet
     * @param taken NICs that this flow is known to have been handed to, in that order: of several
     *     that share a route, the next of these is taken, or the first where it is not among them
     */
    public static Path of(
            Topology topology,
            Function<ArmId, EffectiveRoutes> tables,
            Exits exits,
            Nic from,
            IpAddress to,
            List<ArmId> taken) {
        return new PathWalk(topology, tables, exits, to, taken).from(from);
    }

    /** Whether the packet gets where it is meant to go. */
    public boolean arrives() {
        return switch (hops.getLast()) {
            case Hop.Arrives _, Hop.Leaves _, Hop.MeetsPlatform _ -> true;
            case Hop.Sends _, Hop.Handed _, Hop.Dropped _ -> false;
        };
    }
}
