package fairlead.bgp.bfd;

/** What became of a datagram. */
public sealed interface BfdDecoded {

    /** A packet that may belong to a session. */
    record Ok(BfdPacket packet) implements BfdDecoded {}

    /** Nothing to act on, and why. */
    record Discard(Reason reason) implements BfdDecoded {}

    /** Why a datagram is discarded (RFC 5880 §6.8.6, RFC 5881 §5). */
    enum Reason {
        TOO_SHORT("shorter than a control packet"),
        WRONG_VERSION("not version 1"),
        WRONG_LENGTH("a length field that cannot be"),
        NO_MULTIPLIER("a detect multiplier of 0"),
        MULTIPOINT("the multipoint bit"),
        NO_DISCRIMINATOR("a discriminator of 0"),
        STATE_WITHOUT_DISCRIMINATOR("no discriminator of ours in a state that needs it"),
        AUTHENTICATED("authenticated, which we do not speak"),
        NO_SESSION("no session for it"),
        OTHER_ADDRESS("from another address than its session's");

        private final String text;

        Reason(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }
}
