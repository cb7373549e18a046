package fairlead.host.desired;

import fairlead.net.IpAddress;
import fairlead.net.MacAddress;
import java.util.List;

/**
 * A network interface: a veth pair into {@code attachment}, reachable at {@code addresses} (IPv4)
 * from its own virtual network and from those that {@code home} is seen from.
 */
public record NicPart(
        int serial,
        Home home,
        int subnetSerial,
        MacAddress mac,
        List<IpAddress> addresses,
        IpForwarding forwarding,
        Attachment attachment)
        implements Part {

    public NicPart {
        Serials.check("NIC", serial);
        Serials.check("subnet", subnetSerial);
        addresses = List.copyOf(addresses);
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException("NIC " + serial + " has no address");
        }
    }

    @Override
    public PartKey key() {
        return PartKey.nic(serial);
    }
}
