package fairlead.bgp.bfd.link;

import java.io.IOException;
import java.net.ProtocolFamily;
import java.nio.channels.DatagramChannel;

/**
 * Opens an unbound UDP channel of a family in whatever network namespace it is meant for. Called
 * from one platform thread.
 */
@FunctionalInterface
public interface DatagramOpener {

    DatagramChannel open(ProtocolFamily family) throws IOException;
}
