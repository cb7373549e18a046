package fairlead.azure.platform;

import java.io.IOException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;

/** Opens unbound IPv4 sockets where the platform's addresses are. */
public interface PlatformSockets {

    DatagramChannel datagram() throws IOException;

    ServerSocketChannel listener() throws IOException;
}
