package fairlead.bgp.speaker;

import fairlead.net.Asn;
import fairlead.net.IpAddress;

/**
 * Who a speaker is.
 *
 * @param asn our AS number
 * @param routerId our BGP identifier, an IPv4 address other than 0.0.0.0
 * @param address where we listen and dial from, and the NEXT_HOP of all we announce; IPv4
 * @param port where we listen and where neighbours listen: 179, save in tests
 */
public record LocalEnd(Asn asn, IpAddress routerId, IpAddress address, int port) {

    /** The port of BGP. */
    public static final int BGP = 179;

    public LocalEnd {
        if (routerId.family() != IpAddress.Family.V4 || routerId.low() == 0) {
            throw new IllegalArgumentException(
                    routerId + " is no BGP identifier: it is an IPv4 address other than 0.0.0.0");
        }
        if (address.family() != IpAddress.Family.V4) {
            throw new IllegalArgumentException(
                    address + " cannot be spoken from: sessions run over IPv4 only");
        }
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("port " + port + " is outside 1..65535");
        }
    }
}
