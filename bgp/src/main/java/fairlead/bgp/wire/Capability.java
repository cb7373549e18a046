package fairlead.bgp.wire;

import fairlead.net.Asn;

/** What a speaker offers in its OPEN (RFC 5492). */
public sealed interface Capability {

    /** A family by the multiprotocol extensions, code 1 (RFC 4760 §8). */
    record MultiProtocol(AddressFamily family) implements Capability {}

    /** ROUTE-REFRESH, code 2 (RFC 2918 §2). */
    record RouteRefresh() implements Capability {}

    /** Numbers of four octets, code 65 (RFC 6793 §3). */
    record FourOctetAsn(Asn asn) implements Capability {}

    /** One that we do not use. */
    record Other(int code, Octets value) implements Capability {}
}
