package fairlead.bgp.rib;

import fairlead.bgp.wire.AddressFamily;
import fairlead.net.IpAddress;
import java.util.Optional;

/** The families that we keep routes of. */
public enum Family {
    IPV4_UNICAST(AddressFamily.IPV4_UNICAST, IpAddress.Family.V4),
    IPV6_UNICAST(AddressFamily.IPV6_UNICAST, IpAddress.Family.V6);

    private final AddressFamily onTheWire;
    private final IpAddress.Family addresses;

    Family(AddressFamily onTheWire, IpAddress.Family addresses) {
        this.onTheWire = onTheWire;
        this.addresses = addresses;
    }

    /** AFI and SAFI. */
    public AddressFamily onTheWire() {
        return onTheWire;
    }

    public IpAddress.Family addresses() {
        return addresses;
    }

    /** Ours, if we keep routes of {@code family}. */
    public static Optional<Family> of(AddressFamily family) {
        for (var one : values()) {
            if (one.onTheWire.equals(family)) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }
}
