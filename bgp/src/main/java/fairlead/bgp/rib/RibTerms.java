package fairlead.bgp.rib;

import fairlead.net.Asn;
import fairlead.net.IpAddress;

/**
 * Who we are, and what passes.
 *
 * @param nextHop our own address: the NEXT_HOP of all that we tell
 */
public record RibTerms(Asn asn, IpAddress nextHop, ImportRules imports, ExportRules exports) {}
