package fairlead.host.desired;

/** Where the guest's end of a NIC lives: a device of this name and MTU in this namespace. */
public record Attachment(String namespace, String device, int mtu) {

    public Attachment {
        if (!device.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,14}")) {
            throw new IllegalArgumentException("'" + device + "' cannot name a network device");
        }
        if (mtu < 68 || mtu > 65535) {
            throw new IllegalArgumentException("MTU " + mtu + " is outside 68..65535");
        }
    }
}
