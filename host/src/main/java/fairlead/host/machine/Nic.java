package fairlead.host.machine;

import fairlead.net.IpAddress;
import fairlead.net.MacAddress;
import fairlead.net.Prefix;

/**
 * A network interface as the machine's DHCP client would learn of it. The device is already in the
 * machine's network namespace and carries {@code mac}.
 *
 * @param device its name in the machine, {@code eth0} for the first
 * @param gateway the first usable address of the subnet, where Azure's virtual router answers
 * @param mtu in octets, 68 or more
 */
public record Nic(
        String device,
        MacAddress mac,
        IpAddress address,
        int prefixLength,
        IpAddress gateway,
        int mtu) {

    public Nic {
        if (!device.matches("[A-Za-z0-9_.-]{1,15}")) {
            throw new IllegalArgumentException("'" + device + "' is not a device name");
        }
        if (mtu < 68) {
            throw new IllegalArgumentException("an MTU of " + mtu + " carries no IPv4: RFC 791");
        }
        if (!new Prefix(address, prefixLength).contains(gateway)) {
            throw new IllegalArgumentException(
                    "gateway " + gateway + " is not on-link for " + address + "/" + prefixLength);
        }
    }
}
