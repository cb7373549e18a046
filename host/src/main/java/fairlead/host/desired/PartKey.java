package fairlead.host.desired;

import static java.util.Comparator.comparing;

import java.util.Comparator;

/** What a part is about; the name is a serial, an address or a namespace, as the kind says. */
public record PartKey(Kind kind, String name) implements Comparable<PartKey> {

    private static final Comparator<PartKey> ORDER =
            comparing(PartKey::kind).thenComparing(PartKey::name);

    /** The kinds of part. */
    public enum Kind {
        NAMESPACE,
        VNET,
        NIC,
        SUBNET,
        PUBLIC
    }

    /** The key of the virtual network with this serial. */
    public static PartKey vnet(int serial) {
        return new PartKey(Kind.VNET, Integer.toString(serial));
    }

    /** The key of the NIC with this serial. */
    public static PartKey nic(int serial) {
        return new PartKey(Kind.NIC, Integer.toString(serial));
    }

    /** The key of the subnet with this serial. */
    public static PartKey subnet(int serial) {
        return new PartKey(Kind.SUBNET, Integer.toString(serial));
    }

    @Override
    public int compareTo(PartKey other) {
        return ORDER.compare(this, other);
    }
}
