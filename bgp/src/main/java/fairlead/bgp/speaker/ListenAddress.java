package fairlead.bgp.speaker;

import fairlead.net.IpAddress;

/**
 * Where a speaker listens.
 *
 * @param address one of this machine's; 0.0.0.0 or :: stands for all of its family
 * @param port 179, save in tests
 */
public record ListenAddress(IpAddress address, int port) {

    public ListenAddress {
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("port " + port + " is outside 1..65535");
        }
    }

    /** Whether it stands for all addresses of its family. */
    public boolean any() {
        return address.high() == 0 && address.low() == 0;
    }

    @Override
    public String toString() {
        return address.family() == IpAddress.Family.V6
                ? "[" + address + "]:" + port
                : address + ":" + port;
    }
}
