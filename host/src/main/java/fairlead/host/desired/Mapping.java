package fairlead.host.desired;

import fairlead.net.IpAddress;
import java.util.List;

/** What a public address stands for. */
public sealed interface Mapping {

    /** An instance-level public address: both directions, every protocol, ports untouched. */
    record OneToOne(IpAddress privateAddress) implements Mapping {}

    /** A load balancer's outbound rule: connections from the backends leave with this address. */
    record SourceNat(List<Backend> backends) implements Mapping {
        public SourceNat {
            backends = List.copyOf(backends);
        }
    }

    /** One backend and its block of source ports, both ends included. */
    record Backend(IpAddress privateAddress, int vnetSerial, int fromPort, int toPort) {
        public Backend {
            if (fromPort < 1 || toPort > 65535 || fromPort > toPort) {
                throw new IllegalArgumentException(
                        "ports " + fromPort + "-" + toPort + " are no block within 1..65535");
            }
        }
    }
}
