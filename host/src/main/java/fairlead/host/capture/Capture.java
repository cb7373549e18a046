package fairlead.host.capture;

import fairlead.host.packet.FilterException;
import fairlead.host.packet.Packet;
import fairlead.host.packet.SocketFilter;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Writes what passes a device of this network namespace to standard output, until it has seen
 * enough, is told to end (Ctrl-C), or nobody reads any more. All three are good ends.
 *
 * <p>Exit codes: 0 ended in good order, 1 could not go on, 2 usage.
 */
public final class Capture {

    private static final int PATIENCE_MILLIS = 100;

    private final CaptureOptions options;
    private final Account account;
    private volatile boolean told;
    private long written;

    private Capture(CaptureOptions options, Account account) {
        this.options = options;
        this.account = account;
    }

    /** See {@link CaptureOptions} for the arguments. */
    public static void main(String[] arguments) {
        int code = run(List.of(arguments));
        System.exit(code);
    }

    private static int run(List<String> arguments) {
        // Not closed: when nobody reads any more, closing would fail once again.
        var out = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 18);
        try {
            var options = CaptureOptions.parse(arguments);
            return new Capture(options, Account.of(options, out)).run(out);
        } catch (FilterException | IllegalArgumentException wrong) {
            System.err.println("fairlead capture: " + wrong.getMessage() + ".");
            return 2;
        } catch (IOException | UncheckedIOException failed) {
            System.err.println("fairlead capture: " + failed.getMessage() + ".");
            return 1;
        }
    }

    private int run(OutputStream out) throws IOException, FilterException {
        var instructions = SocketFilter.compile(options.filter(), options.snaplen());
        try (var socket = new PacketSocket(options.device(), instructions)) {
            var ended = new CountDownLatch(1);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(ended), "end"));
            System.err.println("Capturing on " + options.name() + "; end with Ctrl-C.");
            try {
                account.begin();
                out.flush();
                write(socket, out);
                out.flush();
            } catch (UncheckedIOException | IOException unread) {
                if (!nobodyReads(unread)) {
                    throw unread;
                }
            }
            var seen = socket.statistics();
            System.err.printf(
                    "%d packets captured, %d dropped by the kernel for want of room%n",
                    written, seen.dropped());
            ended.countDown();
            return 0;
        }
    }

    private void write(PacketSocket socket, OutputStream out) throws IOException {
        long deadline =
                options.duration().isZero()
                        ? Long.MAX_VALUE
                        : System.nanoTime() + options.duration().toNanos();
        while (!told && !enough() && System.nanoTime() - deadline < 0) {
            socket.next(PATIENCE_MILLIS, this::write);
            out.flush();
        }
    }

    private boolean enough() {
        return options.count() > 0 && written >= options.count();
    }

    private void write(Packet packet) {
        if (!enough()) {
            try {
                account.packet(packet);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
            written++;
        }
    }

    /** A reader that has seen enough, such as head(1), closes its end. */
    private static boolean nobodyReads(Exception failed) {
        return String.valueOf(failed.getMessage()).contains("Broken pipe");
    }

    /** A signal asks for the end; the code of an orderly end is 0 and not the signal's. */
    private void end(CountDownLatch ended) {
        boolean asked = ended.getCount() > 0;
        told = true;
        try {
            if (asked && ended.await(2, TimeUnit.SECONDS)) {
                Runtime.getRuntime().halt(0);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
