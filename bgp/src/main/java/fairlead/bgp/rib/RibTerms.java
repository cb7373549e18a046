package fairlead.bgp.rib;

import fairlead.net.Asn;
import fairlead.net.IpAddress;
import java.util.Optional;

/**
 * Who we are, and what passes.
 *
 * @param routerId our BGP identifier: the cluster that we reflect for (RFC 4456 §7)
 * @param nextHop our own address: the NEXT_HOP of what we tell external peers of IPv4
 * @param nextHop6 our own IPv6 address, if we have one
 * @param ladder how paths are compared
 */
public record RibTerms(
        Asn asn,
        IpAddress routerId,
        IpAddress nextHop,
        Optional<IpAddress> nextHop6,
        Ladder ladder,
        ImportRules imports,
        ExportRules exports) {}
