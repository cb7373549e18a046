package fairlead.host.forward;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * Carries octets between two connections until both sides have said all. A side that has said all
 * may still listen: its end is passed on, and the other direction stays open (half-close).
 */
final class Relay implements Runnable {

    private static final int BUFFER = 64 * 1024;

    private final SocketChannel near;
    private final SocketChannel far;

    Relay(SocketChannel near, SocketChannel far) {
        this.near = near;
        this.far = far;
    }

    /** Returns when both connections are closed. */
    @Override
    public void run() {
        try (near;
                far) {
            var back = Thread.ofVirtual().start(() -> pump(far, near));
            pump(near, far);
            back.join();
        } catch (IOException gone) {
            return; // a connection that ended without order has nothing more to say
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pump(SocketChannel from, SocketChannel to) {
        var buffer = ByteBuffer.allocateDirect(BUFFER);
        try {
            while (from.read(buffer) >= 0) {
                buffer.flip();
                while (buffer.hasRemaining()) {
                    to.write(buffer);
                }
                buffer.clear();
            }
            to.shutdownOutput();
        } catch (IOException broken) {
            close(from);
            close(to);
        }
    }

    /** Also wakes the other direction. */
    private static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException gone) {
            // closed is what it should be
        }
    }
}
