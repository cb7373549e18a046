package fairlead.bgp.monitor;

import fairlead.bgp.bmp.View;
import fairlead.net.IpAddress;
import java.time.Duration;
import java.util.Set;

/**
 * A collector, and what it is told.
 *
 * @param views which tables
 * @param statistics how often numbers are told; never if zero
 * @param buffer octets that may wait for it
 * @param sysName our name
 * @param sysDescr what we are
 */
public record CollectorSettings(
        IpAddress address,
        int port,
        Set<View> views,
        Duration statistics,
        long buffer,
        String sysName,
        String sysDescr) {

    public CollectorSettings {
        views = Set.copyOf(views);
    }

    /** {@code 192.0.2.9:11019}. */
    public String name() {
        return address.family() == IpAddress.Family.V6
                ? "[" + address + "]:" + port
                : address + ":" + port;
    }
}
