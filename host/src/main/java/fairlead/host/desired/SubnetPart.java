package fairlead.host.desired;

import java.util.List;

/**
 * The effective route table that all NICs of a subnet share. Longest prefix decides. What no entry
 * covers is dropped; the two platform addresses are reachable whatever the entries say.
 */
public record SubnetPart(int serial, int vnetSerial, List<Forwarding> entries) implements Part {

    public SubnetPart {
        Serials.check("subnet", serial);
        Serials.check("VNet", vnetSerial);
        entries = List.copyOf(entries);
        if (entries.stream().map(Forwarding::prefix).distinct().count() != entries.size()) {
            throw new IllegalArgumentException("subnet " + serial + " has two rows for one prefix");
        }
    }

    @Override
    public PartKey key() {
        return PartKey.subnet(serial);
    }
}
