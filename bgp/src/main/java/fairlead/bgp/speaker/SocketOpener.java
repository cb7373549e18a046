package fairlead.bgp.speaker;

import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * Opens bare channels, in whatever network namespace they are meant for. Binding and connecting is
 * the speaker's own business, outside. Both must be IPv4 channels, blocking and unbound. Called
 * from virtual threads, several at a time; an opener that enters namespaces does so on a platform
 * thread of its own.
 */
public interface SocketOpener {

    /** A channel to listen on. */
    ServerSocketChannel listener() throws IOException;

    /** A channel to dial with. */
    SocketChannel dialler() throws IOException;
}
