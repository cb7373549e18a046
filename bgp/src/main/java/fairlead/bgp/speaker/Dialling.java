package fairlead.bgp.speaker;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** A connection in the making, on a virtual thread of its own. */
final class Dialling {

    /** Who hears what became of it; called on that thread. */
    interface Outcome {
        void stands(ConnectionId id, SocketChannel channel);

        void failed(ConnectionId id, String reason);
    }

    /** What a socket has to be told before it dials. */
    interface Preparation {
        void prepare(SocketChannel channel) throws IOException;
    }

    private final ConnectionId id;
    private final SocketOpener opener;
    private final Preparation preparation;
    private final InetSocketAddress to;
    private final Outcome outcome;
    private volatile @Nullable SocketChannel channel;
    private volatile boolean given;

    Dialling(
            ConnectionId id,
            SocketOpener opener,
            Preparation preparation,
            InetSocketAddress to,
            Outcome outcome) {
        this.id = id;
        this.opener = opener;
        this.preparation = preparation;
        this.to = to;
        this.outcome = outcome;
    }

    void start(String name) {
        Thread.ofVirtual().name(name).start(this::run);
    }

    /** It is not wanted any more. */
    void giveUp() {
        given = true;
        shut();
    }

    private void run() {
        try {
            var dialled = connect();
            if (given) {
                shut();
                outcome.failed(id, "we gave it up");
            } else {
                outcome.stands(id, dialled);
            }
        } catch (IOException e) {
            shut();
            outcome.failed(id, Reasons.of(e));
        } catch (RuntimeException e) {
            shut();
            outcome.failed(id, "no socket to dial with: " + e);
        }
    }

    private SocketChannel connect() throws IOException {
        var dialled = opener.dialler(Preparations.family(to));
        channel = dialled;
        if (given) {
            throw new ClosedChannelException();
        }
        preparation.prepare(dialled);
        dialled.setOption(StandardSocketOptions.TCP_NODELAY, true);
        dialled.connect(to);
        return dialled;
    }

    private void shut() {
        var open = channel;
        if (open != null) {
            try {
                open.close();
            } catch (IOException gone) {
                // A channel that fails to close is closed all the same.
            }
        }
    }
}
