package fairlead.bgp.replay;

import fairlead.net.Asn;
import fairlead.net.IpAddress;

/**
 * Who replays, and to whom.
 *
 * @param asn of the neighbour that we are
 * @param id its BGP identifier, in the form of an IPv4 address
 * @param from its own address; 0.0.0.0 lets the kernel choose
 * @param to whom it dials
 * @param asIs whether AS paths and next hops stay as they are; else the number is put before the
 *     path where it is not there yet, and the next hop is our own where it is of the same family
 * @param allPaths whether every route of a prefix is told, each with a path identifier (RFC 7911)
 * @param holdTime in seconds, 0 or 3..65535
 */
public record ReplayTerms(
        Asn asn,
        IpAddress id,
        IpAddress from,
        IpAddress to,
        int port,
        boolean asIs,
        boolean allPaths,
        int holdTime) {}
