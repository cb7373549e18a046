package fairlead.bgp.speaker;

import fairlead.net.Asn;
import fairlead.net.IpAddress;

/**
 * Someone to speak with: always external, always perhaps several hops away.
 *
 * @param name unique in its speaker; events and queries use it
 * @param address an IPv4 address, unique in its speaker
 */
public record Neighbour(String name, IpAddress address, Asn asn) {

    public Neighbour {
        if (address.family() != IpAddress.Family.V4) {
            throw new IllegalArgumentException(
                    "neighbour " + name + " at " + address + ": sessions run over IPv4 only");
        }
        if (asn.value() == 0 || asn.equals(Asn.AS_TRANS)) {
            throw new IllegalArgumentException(
                    "neighbour " + name + ": AS " + asn + " cannot be a neighbour's");
        }
    }
}
