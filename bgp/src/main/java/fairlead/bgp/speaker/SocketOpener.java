package fairlead.bgp.speaker;

import java.io.IOException;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * Opens bare channels, in whatever network namespace they are meant for. Binding and connecting is
 * the speaker's own business, outside. Both must be of the family asked for, blocking and unbound.
 * Called from virtual threads, several at a time; an opener that enters namespaces does so on a
 * platform thread of its own.
 */
public interface SocketOpener {

    /** A channel to listen on. */
    ServerSocketChannel listener(StandardProtocolFamily family) throws IOException;

    /** A channel to dial with. */
    SocketChannel dialler(StandardProtocolFamily family) throws IOException;

    /** A channel for BFD. */
    DatagramChannel datagram(ProtocolFamily family) throws IOException;
}
