package fairlead.bgpd.server;

import fairlead.bgp.speaker.SocketOpener;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** Sockets in the namespace that this process was started in. */
final class PlainSockets implements SocketOpener {

    @Override
    public ServerSocketChannel listener() throws IOException {
        return ServerSocketChannel.open(StandardProtocolFamily.INET);
    }

    @Override
    public SocketChannel dialler() throws IOException {
        return SocketChannel.open(StandardProtocolFamily.INET);
    }
}
