package fairlead.host.plan;

import java.util.Set;

/** The far end of a pair, where it lies in a namespace of ours and routes use it. */
public record FarEnd(String namespace, String name, Key near) implements KernelObject {

    @Override
    public Key key() {
        return Veth.keyOf(namespace, name);
    }

    @Override
    public Set<Key> mentions() {
        return Set.of(near);
    }
}
