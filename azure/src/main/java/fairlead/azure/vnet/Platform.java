package fairlead.azure.vnet;

import fairlead.net.IpAddress;
import java.util.List;

/**
 * Addresses that the host itself answers, beside every route, also where {@code 0.0.0.0/0} leads
 * away.
 */
public final class Platform {

    /** DHCP, DNS, the agent's server and the source of load balancer probes. */
    public static final IpAddress WIRE_SERVER = IpAddress.parse("168.63.129.16");

    /** The instance metadata service. */
    public static final IpAddress METADATA = IpAddress.parse("169.254.169.254");

    private static final List<IpAddress> ADDRESSES = List.of(WIRE_SERVER, METADATA);

    private Platform() {}

    /** Whether packets to an address never meet the effective routes. */
    public static boolean answers(IpAddress address) {
        return ADDRESSES.contains(address);
    }
}
