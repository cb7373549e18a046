package fairlead.host.desired;

import fairlead.net.Prefix;
import java.util.List;

/** One row of an effective route table: what becomes of packets to {@code prefix}. */
public record Forwarding(Prefix prefix, Action action) {

    /** The next hop, reduced to what the kernel has to do. */
    public sealed interface Action {

        /** VnetLocal and VNetPeering: the virtual network's own table of addresses decides. */
        record Local() implements Action {}

        /** Next hop type None: silence. */
        record Drop() implements Action {}

        /** Next hop type Internet: through the virtual network's door to the edge. */
        record Internet() implements Action {}

        /**
         * The NICs with these serials, wherever they are; several share the flows equally. A serial
         * without a NIC is left out; without any NIC the packets are dropped.
         */
        record Appliances(List<Integer> nicSerials) implements Action {
            public Appliances {
                nicSerials = nicSerials.stream().sorted().distinct().toList();
                if (nicSerials.isEmpty()) {
                    throw new IllegalArgumentException("a route to appliances names none");
                }
            }
        }
    }
}
