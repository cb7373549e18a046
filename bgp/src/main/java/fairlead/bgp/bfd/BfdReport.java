package fairlead.bgp.bfd;

/**
 * How a session stands, for people.
 *
 * @param diagnostic why it last went down; none while it is up
 * @param transmitMicros how often we send, before jitter; 0 if the neighbour wants nothing
 * @param detectionMicros how long the neighbour may be silent; 0 before it spoke
 * @param downs how often it left Up
 */
public record BfdReport(
        BfdPeer peer,
        BfdState state,
        Diagnostic diagnostic,
        long transmitMicros,
        long detectionMicros,
        long downs) {}
