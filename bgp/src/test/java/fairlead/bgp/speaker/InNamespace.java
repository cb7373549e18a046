package fairlead.bgp.speaker;

import fairlead.testkit.bgp.Visit;
import java.io.IOException;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** Sockets in the network namespace of that name. */
record InNamespace(String namespace) implements SocketOpener {

    @Override
    public ServerSocketChannel listener(StandardProtocolFamily family) throws IOException {
        return Visit.to(namespace, () -> ServerSocketChannel.open(family));
    }

    @Override
    public SocketChannel dialler(StandardProtocolFamily family) throws IOException {
        return Visit.to(namespace, () -> SocketChannel.open(family));
    }

    @Override
    public DatagramChannel datagram(ProtocolFamily family) throws IOException {
        return Visit.to(namespace, () -> DatagramChannel.open(family));
    }
}
