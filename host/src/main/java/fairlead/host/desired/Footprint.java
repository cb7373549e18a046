package fairlead.host.desired;

import fairlead.net.IpAddress;

/** One station of a probe's way, in the order in which it came by; NICs by serial. */
public sealed interface Footprint {

    /** A NIC's guest sent it, {@code packets} times: once, unless it goes round. */
    record Sent(int nic, IpAddress source, long packets) implements Footprint {}

    /** It was handed to the guest behind a NIC. */
    record Handed(int nic) implements Footprint {}

    /** It went out to the Internet with this source, and the Internet got it. */
    record Outside(IpAddress source) implements Footprint {}

    /** The platform got it. */
    record Platform() implements Footprint {}

    /** The guest to whom it was handed, or who was to send it, did not send it (on). */
    record Kept(int nic) implements Footprint {}

    /** It ended: the last station. */
    record Lost(Cause cause) implements Footprint {}

    /** Why the network let it go no further. */
    enum Cause {
        SPOOFED("dropped by anti-spoofing: its source is not an address of the NIC"),
        UNROUTED("dropped by a route: None, or no appliance"),
        UNKNOWN("swallowed: no NIC has the address"),
        STRAY("dropped before the NIC: not its address, and IP forwarding is off"),
        CLOSED("dropped before the NIC: its network takes no forwarded traffic from the sender's"),
        NO_PUBLIC_ADDRESS("dropped at the edge: its source has no public address or outbound rule"),
        NO_NIC_BEHIND("dropped at the edge: no NIC stands behind the public address");

        private final String text;

        Cause(String text) {
            this.text = text;
        }

        /** For people. */
        public String text() {
            return text;
        }
    }
}
