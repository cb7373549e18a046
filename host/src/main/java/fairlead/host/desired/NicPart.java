package fairlead.host.desired;

import fairlead.net.IpAddress;
import fairlead.net.MacAddress;
import java.util.List;

/**
 * A network interface: a veth pair into {@code attachment}, reachable at {@code addresses} (IPv4)
 * from its own virtual network and from {@code seenFromVnets}, the peered ones.
 */
public record NicPart(
        int serial,
        int vnetSerial,
        int subnetSerial,
        MacAddress mac,
        List<IpAddress> addresses,
        IpForwarding forwarding,
        Attachment attachment,
        List<Integer> seenFromVnets)
        implements Part {

    public NicPart {
        Serials.check("NIC", serial);
        Serials.check("VNet", vnetSerial);
        Serials.check("subnet", subnetSerial);
        addresses = List.copyOf(addresses);
        seenFromVnets = List.copyOf(seenFromVnets);
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException("NIC " + serial + " has no address");
        }
    }

    @Override
    public PartKey key() {
        return PartKey.nic(serial);
    }
}
