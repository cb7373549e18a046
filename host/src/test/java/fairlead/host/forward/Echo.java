package fairlead.host.forward;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** Says what it hears, and at the end of it how much that was. */
final class Echo implements AutoCloseable {

    private final ServerSocketChannel listener;
    private final AtomicInteger open = new AtomicInteger();

    private Echo(ServerSocketChannel listener) {
        this.listener = listener;
    }

    static Echo start(InetSocketAddress address) throws IOException {
        var echo = new Echo(ServerSocketChannel.open().bind(address, 500));
        Thread.ofVirtual().start(echo::accept);
        return echo;
    }

    /** {@code ADDRESS PORT}; runs until it is ended. */
    public static void main(String[] words) throws Exception {
        start(new InetSocketAddress(words[0], Integer.parseInt(words[1])));
        System.out.println("listening");
        Thread.currentThread().join();
    }

    InetSocketAddress address() throws IOException {
        return (InetSocketAddress) listener.getLocalAddress();
    }

    /** Connections that are open. */
    int open() {
        return open.get();
    }

    private void accept() {
        try {
            while (true) {
                var channel = listener.accept();
                open.incrementAndGet();
                Thread.ofVirtual().start(() -> answer(channel));
            }
        } catch (IOException closed) {
            return;
        }
    }

    private void answer(SocketChannel channel) {
        try (channel) {
            var buffer = ByteBuffer.allocate(8192);
            int heard = 0;
            while (channel.read(buffer) >= 0) {
                heard += buffer.flip().remaining();
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                buffer.clear();
            }
            channel.write(StandardCharsets.UTF_8.encode(", that was " + heard));
        } catch (IOException cut) {
            // its end counts all the same
        } finally {
            open.decrementAndGet();
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
