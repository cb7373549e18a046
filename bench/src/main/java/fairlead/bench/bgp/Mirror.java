package fairlead.bench.bgp;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A route server that understands nothing: it passes every UPDATE on to everybody else as it came.
 * The generator rehearses with it, and it shows what generator and kernel alone would need: no
 * daemon can look faster than this one. It is right only where each prefix has one sender.
 *
 * <p>Arguments: the address on which it listens.
 */
public final class Mirror {

    private static final int BUFFER = 1 << 17;

    private final List<Socket> peers = new CopyOnWriteArrayList<>();

    private Mirror() {}

    /** Runs until it is ended. */
    public static void main(String[] arguments) throws IOException {
        var mirror = new Mirror();
        try (var listener = new ServerSocket(179, 1000, InetAddress.getByName(arguments[0]))) {
            while (true) {
                var peer = listener.accept();
                Thread.ofPlatform().daemon().start(() -> mirror.serve(peer));
            }
        }
    }

    private void serve(Socket peer) {
        try (peer) {
            peer.setTcpNoDelay(true);
            var in = new DataInputStream(peer.getInputStream());
            var buffer = new byte[BUFFER];
            int end = 0;
            while (true) {
                int read = in.read(buffer, end, BUFFER - end);
                if (read < 0) {
                    return;
                }
                end = answered(peer, buffer, end + read);
            }
        } catch (IOException gone) {
            // The generator hung up: that is how a run ends.
        } finally {
            peers.remove(peer);
        }
    }

    /** Passes whole messages on; what is left of a begun one comes to the front. Its length. */
    private int answered(Socket peer, byte[] buffer, int end) throws IOException {
        int at = 0;
        int passed = 0;
        while (end - at >= Greeting.HEADER) {
            int length = (buffer[at + 16] & 0xff) << 8 | buffer[at + 17] & 0xff;
            if (end - at < length) {
                break;
            }
            if (buffer[at + 18] != Greeting.UPDATE) {
                pass(peer, buffer, passed, at);
                passed = at + length;
                if (buffer[at + 18] == Greeting.OPEN) {
                    // An OPEN like the peer's own will do.
                    send(peer, buffer, at, passed);
                    send(peer, Greeting.keepalive().array(), 0, Greeting.HEADER);
                    peers.add(peer);
                }
            }
            at += length;
        }
        pass(peer, buffer, passed, at);
        System.arraycopy(buffer, at, buffer, 0, end - at);
        return end - at;
    }

    private void pass(Socket from, byte[] buffer, int start, int end) throws IOException {
        if (start < end) {
            for (var peer : peers) {
                if (peer != from) {
                    send(peer, buffer, start, end);
                }
            }
        }
    }

    private static void send(Socket peer, byte[] buffer, int from, int to) throws IOException {
        synchronized (peer) {
            OutputStream out = peer.getOutputStream();
            out.write(buffer, from, to - from);
        }
    }
}
