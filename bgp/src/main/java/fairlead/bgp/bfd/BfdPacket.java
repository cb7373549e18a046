package fairlead.bgp.bfd;

/**
 * A control packet without authentication (RFC 5880 §4.1). Intervals are in microseconds, unsigned
 * 32-bit numbers on the wire; discriminators too.
 *
 * @param demand whether its sender, in state Up, wants no periodic packets from us
 * @param detectMultiplier how many intervals may pass in silence: 1..255
 * @param myDiscriminator the sender's, never 0
 * @param yourDiscriminator the receiver's as the sender knows it; 0 if it does not
 * @param desiredMinTx it will not send more often than this
 * @param requiredMinRx it does not want to receive more often than this; 0: not at all
 * @param requiredMinEchoRx 0: it returns no echo packets
 */
public record BfdPacket(
        Diagnostic diagnostic,
        BfdState state,
        boolean poll,
        boolean isFinal,
        boolean controlPlaneIndependent,
        boolean demand,
        int detectMultiplier,
        int myDiscriminator,
        int yourDiscriminator,
        long desiredMinTx,
        long requiredMinRx,
        long requiredMinEchoRx) {}
