package fairlead.host.desired;

import fairlead.net.IpAddress;
import fairlead.net.MacAddress;

/** What our kernel objects are called; every name says whose it is and fits into IFNAMSIZ. */
public final class Names {

    /** The MAC address that Azure's guests see behind every address: the fabric's. */
    public static final MacAddress FABRIC_MAC = new MacAddress(0x123456789abcL);

    /** The wire server: DNS, health probes and agents. */
    public static final IpAddress WIRE_SERVER = IpAddress.parse("168.63.129.16");

    /** The instance metadata service. */
    public static final IpAddress METADATA = IpAddress.parse("169.254.169.254");

    /** Edge's end of the link to the Internet. */
    static final String WAN = "fl-wan";

    /** The Internet's end of that link: the way to the public addresses. */
    public static final String POOL = "fl-pool";

    /** Swallows what has nowhere to go; a route through it makes proxy ARP answer. */
    static final String SINK = "fl-sink";

    /** The sink's other end, which stays down. */
    static final String VOID = "fl-void";

    /** The table that unmarked packets, and ARP, meet. */
    static final int SINK_TABLE = 99;

    /** What the Internet calls itself when it speaks first: documentation's own, RFC 5737. */
    public static final IpAddress INTERNET = IpAddress.parse("192.0.2.1");

    /** The kernel's own {@code local}. */
    static final int LOCAL_TABLE = 255;

    /** The kernel's own {@code main}. */
    static final int MAIN_TABLE = 254;

    /** The edge's table for what goes out to the Internet. */
    static final int WAN_TABLE = 98;

    /** The bits of a packet mark that hold a serial. */
    static final int SERIAL_MASK = Serials.LIMIT - 1;

    private static final int FIRST_TABLE = 100_000_000;

    private Names() {}

    /** The route table of the virtual network or subnet with this serial. */
    public static int table(int serial) {
        return FIRST_TABLE + serial;
    }

    /** The fabric's end of a NIC. */
    public static String nic(int serial) {
        return "fl-n" + serial;
    }

    /** The fabric's end of a virtual network's door to the edge. */
    static String up(int vnetSerial) {
        return "fl-u" + vnetSerial;
    }

    /** The edge's end of that door. */
    static String down(int vnetSerial) {
        return "fl-e" + vnetSerial;
    }

    /** The fabric's end of the link to a virtual network's platform namespace. */
    static String platform(int vnetSerial) {
        return "fl-p" + vnetSerial;
    }

    /** The platform namespace's end of that link. */
    static String platformFar(int vnetSerial) {
        return "fl-q" + vnetSerial;
    }

    /**
     * The conntrack zone of a virtual network. The kernel has 16 bits for zones: two virtual
     * networks whose serials differ by a multiple of 65535 share one.
     */
    static int zone(int vnetSerial) {
        return (vnetSerial - 1) % 0xffff + 1;
    }
}
