package fairlead.host.plan;

import fairlead.net.MacAddress;
import java.util.Set;

/**
 * A veth pair. This end is ours to watch; the far end, perhaps in a guest's hands, is configured
 * once when the pair is made. What the far end should be is written into this end's alias, so that
 * it can be read back.
 */
public record Veth(String namespace, String name, End end, Far far) implements KernelObject {

    /** Whether an end carries packets, and whether it resolves neighbours. */
    public enum State {
        UP,
        UP_WITHOUT_ARP,
        DOWN
    }

    /** One end of the pair; the MTU is in octets. */
    public record End(MacAddress mac, int mtu, State state) {}

    /** The other end, by namespace and name. */
    public record Far(String namespace, String name, End end) {}

    /** The key of the pair whose watched end has this name. */
    public static Key keyOf(String namespace, String name) {
        return new Key(Kind.LINK, namespace, name);
    }

    @Override
    public Key key() {
        return keyOf(namespace, name);
    }

    @Override
    public Set<Key> mentions() {
        return Set.of(Namespace.keyOf(far.namespace()));
    }

    @Override
    public boolean madeAnew() {
        return true;
    }

    /** What this end's alias says of the far one. */
    public String alias() {
        return "to %s in %s %s mtu %d %s"
                .formatted(
                        far.name(),
                        far.namespace(),
                        far.end().mac(),
                        far.end().mtu(),
                        far.end().state());
    }
}
