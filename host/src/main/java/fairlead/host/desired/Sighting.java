package fairlead.host.desired;

import fairlead.net.IpAddress;

/**
 * A probe, or an answer to it, was seen.
 *
 * @param in the device that it came by
 * @param out the device that it was to leave by; empty before it was routed
 * @param source its source as it was there
 */
public record Sighting(
        Place place,
        Point point,
        String in,
        String out,
        IpAddress source,
        IpAddress destination,
        long packets) {

    /** In which namespace. */
    public enum Place {
        FABRIC,
        EDGE,
        INTERNET
    }

    /** On which part of its way through a namespace. */
    public enum Point {
        /** It came by a device. */
        ENTERED("entered"),
        /** Its source was found right. */
        CHECKED("checked"),
        /** A route was found. */
        ROUTED("routed"),
        /** It was let through to the device that it is to leave by. */
        PASSED("passed"),
        /** It left by a device, with its addresses translated. */
        LEFT("left"),
        /** An answer to it left by a device. */
        ANSWERED("answered"),
        /** An ICMP error about it left by a device. */
        REFUSED("refused");

        private final String set;

        Point(String set) {
            this.set = set;
        }

        /** The set that remembers it. */
        public String set() {
            return set;
        }
    }
}
