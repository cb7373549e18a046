package fairlead.bgp.rpki.client;

import java.io.IOException;
import java.nio.channels.SocketChannel;

/**
 * Opens an unconnected, blocking TCP channel in whatever network namespace it is meant for. Called
 * from virtual threads, several at a time.
 */
@FunctionalInterface
public interface StreamOpener {

    SocketChannel open() throws IOException;
}
