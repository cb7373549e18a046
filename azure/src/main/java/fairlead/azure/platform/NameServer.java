package fairlead.azure.platform;

import fairlead.azure.dns.DnsAnswer;
import fairlead.azure.dns.DnsQuestion;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A DNS server over UDP and TCP for one virtual network. */
public final class NameServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(NameServer.class);
    private static final int LONGEST_QUERY = 4096;
    private static final long PAUSE_NANOS = 100_000_000;

    private final DatagramChannel datagrams;
    private final Listener connections;
    private final DnsMessages messages;

    private NameServer(DatagramChannel datagrams, Listener connections, DnsMessages messages) {
        this.datagrams = datagrams;
        this.connections = connections;
        this.messages = messages;
    }

    /**
     * Serves at {@code address} until closed.
     *
     * @param names answers questions, from several threads
     * @throws IOException if the address cannot be had
     */
    public static NameServer start(
            PlatformSockets sockets,
            InetSocketAddress address,
            Function<DnsQuestion, DnsAnswer> names)
            throws IOException {
        var messages = new DnsMessages(names);
        var datagrams = sockets.datagram();
        try {
            datagrams.bind(address);
            var connections =
                    Listener.start(
                            sockets.listener(), address, caller -> converse(caller, messages));
            var server = new NameServer(datagrams, connections, messages);
            Thread.ofVirtual().name("dns " + address).start(server::answerDatagrams);
            return server;
        } catch (IOException taken) {
            datagrams.close();
            throw taken;
        }
    }

    @Override
    public void close() {
        connections.close();
        try {
            datagrams.close();
        } catch (IOException alreadyGone) {
            LOG.debug("closing {}: {}", datagrams, alreadyGone.getMessage());
        }
    }

    private void answerDatagrams() {
        var buffer = ByteBuffer.allocate(LONGEST_QUERY);
        while (true) {
            try {
                buffer.clear();
                var caller = datagrams.receive(buffer);
                var octets = new byte[buffer.flip().remaining()];
                buffer.get(octets);
                var response = messages.overUdp(octets);
                if (response.isPresent()) {
                    datagrams.send(ByteBuffer.wrap(response.get()), caller);
                }
            } catch (ClosedChannelException closed) {
                return;
            } catch (IOException unusual) {
                // A caller that has gone, or a link that is down: others may be there.
                LOG.debug("DNS over UDP: {}", unusual.getMessage());
                LockSupport.parkNanos(PAUSE_NANOS);
            } catch (RuntimeException bug) {
                LOG.error("a DNS query failed", bug);
            }
        }
    }

    /** Each message has two octets of length before it (RFC 7766 §8). */
    private static void converse(Socket caller, DnsMessages messages) throws IOException {
        var in = new DataInputStream(caller.getInputStream());
        while (true) {
            byte[] octets;
            try {
                octets = new byte[in.readUnsignedShort()];
            } catch (EOFException done) {
                return;
            }
            in.readFully(octets);
            var response = messages.overTcp(octets);
            if (response.isEmpty()) {
                return;
            }
            var framed = ByteBuffer.allocate(2 + response.get().length);
            framed.putShort((short) response.get().length).put(response.get());
            caller.getOutputStream().write(framed.array());
        }
    }
}
