package fairlead.bgp.mrt;

import fairlead.net.Asn;
import fairlead.net.IpAddress;

/**
 * A row of a PEER_INDEX_TABLE (RFC 6396 §4.3.1): who told the routes of a dump.
 *
 * @param id the BGP identifier, in the form of an IPv4 address
 */
public record MrtPeer(IpAddress id, IpAddress address, Asn asn) {}
