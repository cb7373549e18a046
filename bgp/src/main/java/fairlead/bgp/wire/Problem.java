package fairlead.bgp.wire;

/**
 * A fault as it occurred.
 *
 * @param detail for an operator: what was found, in words
 * @param data what a NOTIFICATION carries along
 */
public record Problem(Fault fault, String detail, Octets data) {

    /** One whose NOTIFICATION carries no data. */
    public static Problem of(Fault fault, String detail) {
        return new Problem(fault, detail, Octets.NONE);
    }

    /**
     * The NOTIFICATION that tells the peer; a shutdown or reset tells its operator the detail as
     * well (RFC 9003).
     */
    public BgpMessage.Notification notification() {
        boolean words = data.equals(Octets.NONE) && ShutdownCommunication.belongsTo(fault);
        return new BgpMessage.Notification(
                fault.code(), fault.subcode(), words ? ShutdownCommunication.of(detail) : data);
    }

    /**
     * This problem as a hard reset: the peer shall not keep our routes over it (RFC 8538 §3). Only
     * for who offered to keep routes over a NOTIFICATION.
     */
    public Problem asHardReset() {
        var inner = notification();
        var data = new Writer().u8(inner.code()).u8(inner.subcode()).bytes(inner.data().toArray());
        return new Problem(Fault.HARD_RESET, detail, Octets.of(data.toArray()));
    }

    @Override
    public String toString() {
        return fault.text() + " (" + fault.section() + "): " + detail;
    }
}
