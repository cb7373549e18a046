package fairlead.bgp.replay;

import fairlead.bgp.mrt.MrtReader;
import fairlead.bgp.wire.AsWidth;
import fairlead.bgp.wire.BgpCodec;
import fairlead.bgp.wire.BgpMessage;
import fairlead.bgp.wire.Capability;
import fairlead.bgp.wire.DamagedOctetsException;
import fairlead.bgp.wire.Decoded;
import fairlead.bgp.wire.Fault;
import fairlead.bgp.wire.OctetBuffer;
import fairlead.bgp.wire.Problem;
import fairlead.net.IpAddress;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * One session that tells a file. Used by one thread: {@link #connect}, {@link #tell}, {@link
 * #stay}, and {@link #close}.
 */
public final class Replay implements AutoCloseable {

    private static final int CONNECT_MILLIS = 10_000;
    private static final int OPEN_MILLIS = 30_000;
    private static final int PIECE = 1 << 16;
    private static final int HEADER = 19;

    private final ReplayTerms terms;
    private final Socket socket;
    private final OutputStream out;
    private final CountDownLatch over = new CountDownLatch(1);
    private final int holdTime;
    private volatile String end = "";

    private Replay(ReplayTerms terms, Socket socket, DataInputStream in, int holdTime)
            throws IOException {
        this.terms = terms;
        this.socket = socket;
        this.out = socket.getOutputStream();
        this.holdTime = holdTime;
        Thread.ofVirtual().name("replay-read").start(() -> listen(in));
        if (holdTime > 0) {
            Thread.ofVirtual().name("replay-keepalive").start(this::keepAlive);
        }
    }

    /**
     * Dials, and comes back when the session stands.
     *
     * @throws IOException if it does not, with what the other side said
     */
    public static Replay connect(ReplayTerms terms) throws IOException {
        var socket = new Socket();
        try {
            if (terms.from().low() != 0 || terms.from().high() != 0) {
                socket.bind(new InetSocketAddress(inet(terms.from()), 0));
            }
            socket.connect(new InetSocketAddress(inet(terms.to()), terms.port()), CONNECT_MILLIS);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(OPEN_MILLIS);
            var in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), PIECE));
            var open =
                    new BgpMessage.Open(
                            terms.asn(), terms.holdTime(), terms.id(), capabilities(terms));
            socket.getOutputStream().write(BgpCodec.encode(open, AsWidth.FOUR));
            var theirs = confirmed(in, BgpMessage.Open.class);
            if (terms.allPaths()) {
                PathsAgreed.check(theirs);
            }
            int theirHoldTime = theirs.holdTime();
            socket.getOutputStream()
                    .write(BgpCodec.encode(new BgpMessage.Keepalive(), AsWidth.FOUR));
            confirmed(in, BgpMessage.Keepalive.class);
            socket.setSoTimeout(0);
            return new Replay(terms, socket, in, Math.min(terms.holdTime(), theirHoldTime));
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static List<Capability> capabilities(ReplayTerms terms) {
        var capabilities = new ArrayList<Capability>();
        for (var family : PathsAgreed.FAMILIES) {
            capabilities.add(new Capability.MultiProtocol(family));
        }
        capabilities.add(new Capability.FourOctetAsn(terms.asn()));
        if (terms.allPaths()) {
            capabilities.add(PathsAgreed.OFFER);
        }
        return capabilities;
    }

    /**
     * Tells what the file has, then End-of-RIB for both families.
     *
     * @param onlyPeer the place of the only peer of a table whose routes are told, or -1
     * @return how many routes of tables and UPDATEs of logs that were
     */
    public long tell(InputStream file, int onlyPeer) throws IOException, DamagedOctetsException {
        var buffer = new OctetBuffer(2 * PIECE);
        var local = IpAddress.of(socket.getLocalAddress().getAddress());
        var updates = new ReplayUpdates(buffer, terms, local, onlyPeer);
        var reader = new MrtReader(file);
        for (var next = reader.next(); next.isPresent(); next = reader.next()) {
            updates.add(next.get());
            if (buffer.size() >= PIECE) {
                updates.flush();
                send(buffer);
            }
        }
        updates.endOfRib();
        send(buffer);
        return updates.count();
    }

    /** Waits until the other side ends the session, and returns why. */
    public String stay() throws InterruptedException {
        over.await();
        return end;
    }

    /** Says goodbye (cease: administrative shutdown) and closes the connection. */
    @Override
    public void close() throws IOException {
        if (over.getCount() > 0) {
            var cease = Problem.of(Fault.ADMINISTRATIVE_SHUTDOWN, "the replay ends").notification();
            synchronized (out) {
                out.write(BgpCodec.encode(cease, AsWidth.FOUR));
                out.flush();
            }
        }
        socket.close();
        over.countDown();
    }

    private void send(OctetBuffer buffer) throws IOException {
        try {
            synchronized (out) {
                out.write(buffer.array(), 0, buffer.size());
            }
        } catch (IOException e) {
            throw new IOException(end.isEmpty() ? e.getMessage() : end, e);
        }
        buffer.clear();
    }

    private void listen(DataInputStream in) {
        try {
            while (true) {
                if (read(in) instanceof BgpMessage.Notification notification) {
                    end = "it sent " + notification.text();
                    break;
                }
            }
        } catch (IOException e) {
            end = end.isEmpty() ? String.valueOf(e.getMessage()) : end;
        }
        over.countDown();
    }

    private void keepAlive() {
        try {
            while (!over.await(Math.max(1, holdTime / 3), TimeUnit.SECONDS)) {
                synchronized (out) {
                    out.write(BgpCodec.encode(new BgpMessage.Keepalive(), AsWidth.FOUR));
                }
            }
        } catch (IOException e) {
            end = end.isEmpty() ? String.valueOf(e.getMessage()) : end;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static <M extends BgpMessage> M confirmed(DataInputStream in, Class<M> wanted)
            throws IOException {
        var message = read(in);
        if (message instanceof BgpMessage.Notification notification) {
            throw new IOException("it sent " + notification.text());
        }
        if (!wanted.isInstance(message)) {
            throw new IOException("it sent no " + wanted.getSimpleName() + " when one was due");
        }
        return wanted.cast(message);
    }

    /** The next message; UPDATEs are not looked at, and come as KEEPALIVEs. */
    private static BgpMessage read(DataInputStream in) throws IOException {
        var head = new byte[HEADER];
        try {
            in.readFully(head);
        } catch (java.io.EOFException e) {
            throw new IOException("it closed the connection", e);
        }
        int length = (head[16] & 255) << 8 | (head[17] & 255);
        if (length < HEADER) {
            throw new IOException("it speaks no BGP: a message of " + length + " octets");
        }
        var whole = Arrays.copyOf(head, length);
        in.readFully(whole, HEADER, length - HEADER);
        int type = head[18];
        if (type != 1 && type != 3) {
            return new BgpMessage.Keepalive();
        }
        return switch (BgpCodec.decode(whole, AsWidth.FOUR)) {
            case Decoded.Ok(BgpMessage.Notification notification, _) when type == 3 -> notification;
            case Decoded.Ok(var message, _) -> message;
            case Decoded.Bad(var problem) ->
                    throw new IOException("what it sent is wrong: " + problem);
        };
    }

    private static InetAddress inet(IpAddress address) throws IOException {
        return InetAddress.getByAddress(address.octets());
    }
}
