package fairlead.bgp.rpki.client;

import fairlead.bgp.rpki.RtrCache;
import fairlead.bgp.rpki.RtrCodec;
import fairlead.bgp.rpki.RtrDecoded;
import fairlead.bgp.rpki.RtrError;
import fairlead.bgp.rpki.RtrEvent;
import fairlead.bgp.rpki.RtrFraming;
import fairlead.bgp.wire.Octets;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnresolvedAddressException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One connection to a cache, and the thread that dials and reads it. */
final class CacheLink {

    /** Takes what happened, in order; waits while the owner is busy. */
    @FunctionalInterface
    interface Inbox {
        void put(CacheLink from, List<RtrEvent> events) throws InterruptedException;
    }

    private final RtrCache cache;
    private final StreamOpener opener;
    private final Inbox inbox;
    private final Thread reader;
    private volatile @Nullable SocketChannel channel;
    private volatile boolean closed;

    CacheLink(RtrCache cache, StreamOpener opener, Inbox inbox) {
        this.cache = cache;
        this.opener = opener;
        this.inbox = inbox;
        this.reader = Thread.ofVirtual().name("rpki-read " + cache).start(this::run);
    }

    RtrCache cache() {
        return cache;
    }

    /** Sends what fits into the socket at once, as the few octets of a query do. */
    void send(byte[] octets) throws IOException {
        var current = channel;
        if (current != null) {
            current.write(ByteBuffer.wrap(octets));
        }
    }

    void close() {
        closed = true;
        try {
            var current = channel;
            if (current != null && current.isConnected()) {
                current.shutdownOutput();
            }
        } catch (IOException alreadyBroken) {
            // Then there is nothing left to say.
        }
        reader.interrupt();
    }

    private void run() {
        try (var opened = opener.open()) {
            channel = opened;
            opened.connect(new InetSocketAddress(cache.host(), cache.port()));
            inbox.put(this, List.of(new RtrEvent.Connected()));
            read(opened);
            lost("the cache hung up");
        } catch (UnresolvedAddressException unknown) {
            lost("no address for " + cache.host() + "; check its name");
        } catch (IOException broken) {
            lost(broken.getMessage() == null ? broken.toString() : broken.getMessage());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void read(SocketChannel from) throws IOException, InterruptedException {
        var octets = new byte[RtrFraming.LONGEST];
        int filled = 0;
        while (true) {
            int count = from.read(ByteBuffer.wrap(octets, filled, octets.length - filled));
            if (count < 0) {
                return;
            }
            filled += count;
            var events = new ArrayList<RtrEvent>();
            int at = 0;
            int length = RtrFraming.next(octets, at, filled);
            while (length > 0) {
                var pdu = Arrays.copyOfRange(octets, at, at + length);
                events.add(new RtrEvent.Received(RtrCodec.decode(pdu)));
                at += length;
                length = RtrFraming.next(octets, at, filled);
            }
            if (length < 0) {
                events.add(new RtrEvent.Received(noPdu(octets, at)));
                inbox.put(this, events);
                drain(from, ByteBuffer.wrap(octets));
                return;
            }
            System.arraycopy(octets, at, octets, 0, filled - at);
            filled -= at;
            if (!events.isEmpty()) {
                inbox.put(this, events);
            }
        }
    }

    /** Until the owner, who has something to say to this, has said it and closes. */
    private static void drain(SocketChannel from, ByteBuffer scratch) throws IOException {
        while (from.read(scratch.clear()) >= 0) {
            // What follows a length that lies means nothing.
        }
    }

    private static RtrDecoded noPdu(byte[] octets, int at) {
        var header = Octets.of(Arrays.copyOfRange(octets, at, at + RtrFraming.HEADER));
        return RtrDecoded.bad(
                octets[at] & 255, RtrError.CORRUPT_DATA, header, "a length that no PDU has");
    }

    private void lost(String reason) {
        if (!closed) {
            try {
                inbox.put(this, List.of(new RtrEvent.Lost(reason)));
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
