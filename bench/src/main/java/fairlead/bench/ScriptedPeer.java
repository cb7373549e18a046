package fairlead.bench;

import fairlead.bgp.wire.AsPath;
import fairlead.bgp.wire.AsWidth;
import fairlead.bgp.wire.BgpCodec;
import fairlead.bgp.wire.BgpMessage;
import fairlead.bgp.wire.Decoded;
import fairlead.bgp.wire.Framing;
import fairlead.bgp.wire.Origin;
import fairlead.bgp.wire.PathAttribute;
import fairlead.bgp.wire.PathAttributes;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A BGP peer that says what it is told at the moment it is told. It offers no capabilities (so AS
 * numbers have two octets), answers each KEEPALIVE with one, and passes over what it hears.
 */
final class ScriptedPeer implements AutoCloseable {

    private static final int HOLD = 180;

    private final SocketChannel channel;
    private final Asn asn;
    private final IpAddress address;
    private final CompletableFuture<Void> established = new CompletableFuture<>();

    private ScriptedPeer(SocketChannel channel, Asn asn, IpAddress address) {
        this.channel = channel;
        this.asn = asn;
        this.address = address;
    }

    /**
     * A session with {@code remote}, Established.
     *
     * @param channel open in the right namespace, not yet connected; closed with the peer
     * @param address ours: BGP identifier, and NEXT_HOP of all that is announced
     */
    static ScriptedPeer dial(SocketChannel channel, Asn asn, IpAddress address, IpAddress remote)
            throws IOException, InterruptedException {
        var peer = new ScriptedPeer(channel, asn, address);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.connect(new InetSocketAddress(remote.toString(), 179));
        peer.send(new BgpMessage.Open(asn, HOLD, address, List.of()));
        // Only now, lest our answer to the neighbour's OPEN leave before our own.
        Thread.ofPlatform().daemon().name("peer of " + remote).start(peer::listen);
        try {
            peer.established.get(10, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException failed) {
            peer.close();
            throw new IOException("no session with " + remote + ": " + failed, failed);
        }
        return peer;
    }

    /** The octets of an UPDATE that announces {@code prefix} by way of us. */
    ByteBuffer announcement(Prefix prefix) {
        return octets(
                new BgpMessage.Update(
                        List.of(),
                        PathAttributes.of(
                                new PathAttribute.OriginIs(Origin.IGP),
                                new PathAttribute.AsPathIs(AsPath.of(asn.value())),
                                new PathAttribute.NextHopIs(address)),
                        List.of(prefix)));
    }

    /** The octets of an UPDATE that takes {@code prefix} back. */
    ByteBuffer withdrawal(Prefix prefix) {
        return octets(new BgpMessage.Update(List.of(prefix), PathAttributes.NONE, List.of()));
    }

    /** Writes one whole message. */
    synchronized void send(ByteBuffer octets) throws IOException {
        while (octets.hasRemaining()) {
            channel.write(octets);
        }
    }

    private void send(BgpMessage message) throws IOException {
        send(octets(message));
    }

    private static ByteBuffer octets(BgpMessage message) {
        return ByteBuffer.wrap(BgpCodec.encode(message, AsWidth.TWO));
    }

    private void listen() {
        var in = ByteBuffer.allocate(2 * Framing.LONGEST);
        try {
            while (channel.read(in) >= 0) {
                in.flip();
                while (Framing.next(in.array(), in.position(), in.limit())
                        instanceof Framing.Whole(var length)) {
                    hear(Arrays.copyOfRange(in.array(), in.position(), in.position() + length));
                    in.position(in.position() + length);
                }
                in.compact();
            }
            established.completeExceptionally(new IOException("the neighbour hung up"));
        } catch (IOException closed) {
            established.completeExceptionally(closed);
        }
    }

    private void hear(byte[] message) throws IOException {
        if (!(BgpCodec.decode(message, AsWidth.TWO) instanceof Decoded.Ok(var heard, _))) {
            throw new IOException("the neighbour sent something malformed");
        }
        switch (heard) {
            case BgpMessage.Open _ -> send(new BgpMessage.Keepalive());
            case BgpMessage.Keepalive _ -> {
                if (!established.complete(null)) {
                    send(new BgpMessage.Keepalive());
                }
            }
            case BgpMessage.Notification notification -> throw new IOException(notification.text());
            case BgpMessage.Update _, BgpMessage.RouteRefresh _ -> {}
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
