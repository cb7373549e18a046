package fairlead.bgp.bfd;

import fairlead.bgp.bfd.BfdDecoded.Discard;
import fairlead.bgp.bfd.BfdDecoded.Reason;
import java.nio.ByteBuffer;

/**
 * Control packets to octets and back (RFC 5880 §4.1).
 *
 * <pre>
 *  |Vers | Diag  |Sta|P|F|C|A|D|M|  Detect Mult  |    Length     |
 *  |                     My Discriminator                        |
 *  |                    Your Discriminator                       |
 *  |                 Desired Min TX Interval                     |
 *  |                 Required Min RX Interval                    |
 *  |               Required Min Echo RX Interval                 |
 * </pre>
 */
public final class BfdCodec {

    /** The octets of a packet without authentication. */
    public static final int LENGTH = 24;

    private static final int VERSION = 1;
    private static final int WITH_AUTHENTICATION = 26;
    private static final int POLL = 0x20;
    private static final int FINAL = 0x10;
    private static final int INDEPENDENT = 0x08;
    private static final int AUTHENTICATION = 0x04;
    private static final int DEMAND = 0x02;
    private static final int MULTIPOINT = 0x01;

    private BfdCodec() {}

    /** The 24 octets of {@code packet}. */
    public static byte[] encode(BfdPacket packet) {
        return ByteBuffer.allocate(LENGTH)
                .put((byte) (VERSION << 5 | packet.diagnostic().code()))
                .put((byte) (packet.state().code() << 6 | flags(packet)))
                .put((byte) packet.detectMultiplier())
                .put((byte) LENGTH)
                .putInt(packet.myDiscriminator())
                .putInt(packet.yourDiscriminator())
                .putInt((int) packet.desiredMinTx())
                .putInt((int) packet.requiredMinRx())
                .putInt((int) packet.requiredMinEchoRx())
                .array();
    }

    private static int flags(BfdPacket packet) {
        return (packet.poll() ? POLL : 0)
                | (packet.isFinal() ? FINAL : 0)
                | (packet.controlPlaneIndependent() ? INDEPENDENT : 0)
                | (packet.demand() ? DEMAND : 0);
    }

    /** Reads what remains in {@code datagram}, with the checks that need no session. */
    public static BfdDecoded decode(ByteBuffer datagram) {
        int payload = datagram.remaining();
        if (payload < LENGTH) {
            return new Discard(Reason.TOO_SHORT);
        }
        int first = datagram.get() & 255;
        int flags = datagram.get() & 255;
        int multiplier = datagram.get() & 255;
        int length = datagram.get() & 255;
        if (first >>> 5 != VERSION) {
            return new Discard(Reason.WRONG_VERSION);
        }
        boolean authenticated = (flags & AUTHENTICATION) != 0;
        if (length < (authenticated ? WITH_AUTHENTICATION : LENGTH) || length > payload) {
            return new Discard(Reason.WRONG_LENGTH);
        }
        if (multiplier == 0) {
            return new Discard(Reason.NO_MULTIPLIER);
        }
        if ((flags & MULTIPOINT) != 0) {
            return new Discard(Reason.MULTIPOINT);
        }
        int mine = datagram.getInt();
        int yours = datagram.getInt();
        if (mine == 0) {
            return new Discard(Reason.NO_DISCRIMINATOR);
        }
        var state = BfdState.of(flags >>> 6);
        if (yours == 0 && (state == BfdState.INIT || state == BfdState.UP)) {
            return new Discard(Reason.STATE_WITHOUT_DISCRIMINATOR);
        }
        if (authenticated) {
            return new Discard(Reason.AUTHENTICATED);
        }
        return new BfdDecoded.Ok(
                new BfdPacket(
                        Diagnostic.of(first & 31),
                        state,
                        (flags & POLL) != 0,
                        (flags & FINAL) != 0,
                        (flags & INDEPENDENT) != 0,
                        (flags & DEMAND) != 0,
                        multiplier,
                        mine,
                        yours,
                        Integer.toUnsignedLong(datagram.getInt()),
                        Integer.toUnsignedLong(datagram.getInt()),
                        Integer.toUnsignedLong(datagram.getInt())));
    }
}
