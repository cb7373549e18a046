package fairlead.host.plan;

import fairlead.net.IpAddress;
import java.util.Set;

/** A nexthop object: the kernel hands packets to {@code gateway} on {@code device}. */
public record Nexthop(String namespace, int id, IpAddress gateway, String device)
        implements KernelObject {

    /** The key of the nexthop with this id. */
    public static Key keyOf(String namespace, int id) {
        return new Key(Kind.NEXTHOP, namespace, Integer.toString(id));
    }

    @Override
    public Key key() {
        return keyOf(namespace, id);
    }

    @Override
    public Set<Key> mentions() {
        return Set.of(Veth.keyOf(namespace, device));
    }
}
