package fairlead.bgp.speaker;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;

/** What a socket is told before it dials a neighbour. */
final class Preparations {

    private Preparations() {}

    static void toDial(SocketChannel channel, LocalEnd local, Neighbour neighbour)
            throws IOException {
        HopLimit.set(
                channel,
                switch (neighbour.options().reach()) {
                    case Reach.Hops(var hops) -> hops;
                    case Reach.Secured _ -> Speaker.HOPS;
                });
        var here = local.address(neighbour.address().family());
        if (here.isPresent()) {
            channel.bind(new InetSocketAddress(Loop.inet(here.get()), 0));
        }
    }
}
