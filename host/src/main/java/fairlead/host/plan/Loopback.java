package fairlead.host.plan;

import fairlead.net.IpAddress;
import java.util.Set;

/**
 * The loopback device, up, with these host addresses. Without it a namespace has no table {@code
 * local}, and the kernel refuses every {@code onlink} next hop.
 */
public record Loopback(String namespace, Set<IpAddress> addresses) implements KernelObject {

    public Loopback {
        addresses = Set.copyOf(addresses);
    }

    @Override
    public Key key() {
        return new Key(Kind.LOOPBACK, namespace, "");
    }
}
