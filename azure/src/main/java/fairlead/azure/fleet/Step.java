package fairlead.azure.fleet;

import fairlead.net.Asn;
import fairlead.net.IpAddress;

/** One thing to do through ARM. */
public sealed interface Step {

    /** The peering it is about. */
    String name();

    /** PUT a peering that is not there. */
    record CreatePeering(String name, IpAddress address, Asn asn) implements Step {}

    /** DELETE a peering. */
    record DeletePeering(String name) implements Step {}

    /** Wait until a write has ended: the peering's state is final, or the peering is gone. */
    record WaitFor(String name) implements Step {}
}
