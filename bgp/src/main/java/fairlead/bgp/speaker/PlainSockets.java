package fairlead.bgp.speaker;

import java.io.IOException;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** Sockets in the namespace that this process was started in. */
public final class PlainSockets implements SocketOpener {

    @Override
    public ServerSocketChannel listener(StandardProtocolFamily family) throws IOException {
        return ServerSocketChannel.open(family);
    }

    @Override
    public SocketChannel dialler(StandardProtocolFamily family) throws IOException {
        return SocketChannel.open(family);
    }

    @Override
    public DatagramChannel datagram(ProtocolFamily family) throws IOException {
        return DatagramChannel.open(family);
    }
}
