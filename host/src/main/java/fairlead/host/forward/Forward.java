package fairlead.host.forward;

import fairlead.host.linux.NamespaceSockets;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import tools.jackson.databind.json.JsonMapper;

/**
 * Forwards ports until it is told to end (Ctrl-C), or standard input and output to one port until
 * both are through. Runs inside the cloud's holder.
 *
 * <p>Exit codes: 0 ended in good order, 1 could not go on, 2 usage.
 */
public final class Forward {

    private final NamespaceSockets sockets;

    private Forward(NamespaceSockets sockets) {
        this.sockets = sockets;
    }

    /** {@code text|json|stdio} and what {@link Mapping#parse} reads. */
    public static void main(String[] arguments) {
        int code;
        try {
            var mappings = Mapping.parse(List.of(arguments).subList(1, arguments.length));
            var forward = new Forward(new NamespaceSockets());
            if (arguments[0].equals("stdio")) {
                forward.carryStandardStreams(mappings.getFirst());
            } else {
                forward.listen(mappings, arguments[0].equals("json"));
            }
            code = 0;
        } catch (IOException failed) {
            System.err.println("fairlead forward: " + failed.getMessage() + ".");
            code = 1;
        } catch (IllegalArgumentException wrong) {
            System.err.println("fairlead forward: " + wrong.getMessage() + ".");
            code = 2;
        } catch (InterruptedException stop) {
            code = 1;
        }
        System.exit(code);
    }

    private void listen(List<Mapping> mappings, boolean json)
            throws IOException, InterruptedException {
        for (var mapping : mappings) {
            // Open until the process ends.
            var port =
                    Port.open(
                            mapping.listen(),
                            () -> connect(mapping),
                            message -> System.err.println("fairlead forward: " + message));
            System.out.println(json ? json(mapping, port) : text(mapping, port));
        }
        // The code of an orderly end is 0 and not that of the signal.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> Runtime.getRuntime().halt(0)));
        new CountDownLatch(1).await();
    }

    private static String text(Mapping mapping, Port port) throws IOException {
        return "Forwarding "
                + Port.text(port.address())
                + " to "
                + mapping.name()
                + ", "
                + Port.text(mapping.target())
                + "; end with Ctrl-C.";
    }

    private static String json(Mapping mapping, Port port) throws IOException {
        return JsonMapper.shared()
                .createObjectNode()
                .put("listen", Port.text(port.address()))
                .put("machine", mapping.name())
                .put("target", Port.text(mapping.target()))
                .toString();
    }

    private SocketChannel connect(Mapping mapping) throws IOException {
        var channel = sockets.stream(mapping.namespace());
        try {
            channel.connect(mapping.target());
            return channel;
        } catch (IOException refused) {
            channel.close();
            throw new IOException(
                    mapping.name()
                            + " takes no connection at "
                            + Port.text(mapping.target())
                            + " ("
                            + refused.getMessage()
                            + "); see what listens there: fairlead exec "
                            + mapping.name()
                            + " -- ss -ltn",
                    refused);
        }
    }

    /** What ssh calls a proxy command: ends when the machine has said all. */
    private void carryStandardStreams(Mapping mapping) throws IOException {
        try (var far = connect(mapping)) {
            Thread.ofVirtual()
                    .start(() -> {
                        try (var in = new FileInputStream(FileDescriptor.in)) {
                            in.transferTo(Channels.newOutputStream(far));
                            far.shutdownOutput();
                        } catch (IOException ended) {
                            // the machine has closed; the other direction tells
                        }
                    });
            Channels.newInputStream(far).transferTo(new FileOutputStream(FileDescriptor.out));
        }
    }
}
