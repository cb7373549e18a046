package fairlead.bgp.wire;

/**
 * A fault as it occurred.
 *
 * @param detail for an operator: what was found, in words
 * @param data what a NOTIFICATION carries along
 */
public record Problem(Fault fault, String detail, Octets data) {

    public static Problem of(Fault fault, String detail) {
        return new Problem(fault, detail, Octets.NONE);
    }

    /** The NOTIFICATION that tells the peer. */
    public BgpMessage.Notification notification() {
        return new BgpMessage.Notification(fault.code(), fault.subcode(), data);
    }

    @Override
    public String toString() {
        return fault.text() + " (" + fault.section() + "): " + detail;
    }
}
