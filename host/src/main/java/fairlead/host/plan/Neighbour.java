package fairlead.host.plan;

import fairlead.net.IpAddress;
import fairlead.net.MacAddress;
import java.util.Set;

/** A permanent neighbour entry: the fabric never asks by ARP. */
public record Neighbour(String namespace, String device, IpAddress address, MacAddress mac)
        implements KernelObject {

    @Override
    public Key key() {
        return new Key(Kind.NEIGHBOUR, namespace, device + " " + address);
    }

    @Override
    public Set<Key> mentions() {
        return Set.of(Veth.keyOf(namespace, device));
    }
}
