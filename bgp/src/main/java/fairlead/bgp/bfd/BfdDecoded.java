package fairlead.bgp.bfd;

/** What became of a datagram. */
public sealed interface BfdDecoded {

    /** A packet that may belong to a session. */
    record Ok(BfdPacket packet) implements BfdDecoded {}

    /** Nothing to act on, and why. */
    record Discard(Reason reason) implements BfdDecoded {}

    /** Why a datagram is discarded (RFC 5880 §6.8.6, RFC 5881 §5). */
    enum Reason {
        /** Shorter than a control packet. */
        TOO_SHORT,
        /** Not version 1. */
        WRONG_VERSION,
        /** A length field that cannot be. */
        WRONG_LENGTH,
        /** A detect multiplier of 0. */
        NO_MULTIPLIER,
        /** The multipoint bit. */
        MULTIPOINT,
        /** A discriminator of 0. */
        NO_DISCRIMINATOR,
        /** No discriminator of ours in a state that needs it. */
        STATE_WITHOUT_DISCRIMINATOR,
        /** Authenticated, which we do not speak. */
        AUTHENTICATED,
        /** No session for it. */
        NO_SESSION,
        /** From another address than its session's. */
        OTHER_ADDRESS
    }
}
