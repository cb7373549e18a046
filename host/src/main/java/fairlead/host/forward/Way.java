package fairlead.host.forward;

import java.io.IOException;
import java.nio.channels.SocketChannel;

/** A way to a port of a machine. */
interface Way {

    /** A new connection. */
    SocketChannel connect() throws IOException;
}
