package fairlead.host.desired;

import fairlead.host.plan.KernelObject;
import fairlead.host.plan.Namespace;
import fairlead.net.Prefix;
import java.util.ArrayList;
import java.util.List;

/**
 * Parts in, kernel objects out. Pure: equal parts give equal objects, and no part looks at another.
 *
 * @param tag what the names of our namespaces start with, followed by {@code -}; two fabrics on one
 *     kernel, in one mount namespace, need two tags
 * @param publicPool the public addresses: the Internet routes them to the edge, and answers at all
 *     others itself
 */
public record Blueprint(String tag, Prefix publicPool) {

    /** The usual one: {@code fl-...} and 20.50.0.0/16. */
    public static final Blueprint STANDARD = new Blueprint("fl", Prefix.parse("20.50.0.0/16"));

    public Blueprint {
        if (!tag.matches("[a-z][a-z0-9-]{0,31}")) {
            throw new IllegalArgumentException(
                    "'" + tag + "' cannot start the names of namespaces");
        }
    }

    /** The namespace in which virtual networks forward. */
    public String fabric() {
        return tag + "-fab";
    }

    /** The namespace between the virtual networks and the Internet. */
    public String edge() {
        return tag + "-edge";
    }

    /** The namespace that is the Internet. */
    public String internet() {
        return tag + "-inet";
    }

    /** The namespace that holds 168.63.129.16 and 169.254.169.254 for one virtual network. */
    public String platform(int vnetSerial) {
        return tag + "-plat" + vnetSerial;
    }

    /** Whether a namespace of this name is ours to delete. */
    public boolean isOurs(String namespace) {
        return namespace.startsWith(tag + "-");
    }

    /** What stands before any part does: fabric, edge, Internet. */
    public List<KernelObject> ground() {
        var ground = new ArrayList<KernelObject>();
        ground.addAll(FabricGround.of(this));
        ground.addAll(EdgeGround.of(this));
        return List.copyOf(ground);
    }

    /**
     * What one part needs, apart from {@link #ground}.
     *
     * @throws IllegalArgumentException if the part names a namespace that would not be ours
     */
    public List<KernelObject> compile(Part part) {
        return switch (part) {
            case NamespacePart(var name) -> List.of(new Namespace(checked(name)));
            case VnetPart(int serial) -> VnetObjects.of(this, serial);
            case NicPart nic -> NicObjects.of(this, nic);
            case SubnetPart subnet -> SubnetObjects.of(this, subnet);
            case PublicPart address -> PublicObjects.of(this, address);
        };
    }

    private String checked(String namespace) {
        if (!isOurs(namespace)) {
            throw new IllegalArgumentException(
                    "namespace '%s' does not start with '%s-', so it would not be known as ours"
                            .formatted(namespace, tag));
        }
        return namespace;
    }
}
