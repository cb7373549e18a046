package fairlead.host.desired;

import fairlead.net.Prefix;
import java.util.List;

/**
 * The virtual network that a NIC is in, with what comes in from others.
 *
 * @param space its address space: what one of its NICs sends from elsewhere is forwarded traffic
 * @param seenFrom virtual networks whose packets reach this one
 * @param unforwardedOnly those of them from which only packets with a source in their own space are
 *     let in
 */
public record Home(
        int vnetSerial, List<Prefix> space, List<Integer> seenFrom, List<Integer> unforwardedOnly) {

    public Home {
        Serials.check("VNet", vnetSerial);
        space = List.copyOf(space);
        seenFrom = List.copyOf(seenFrom);
        unforwardedOnly = List.copyOf(unforwardedOnly);
    }
}
