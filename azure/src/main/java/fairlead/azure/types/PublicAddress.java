package fairlead.azure.types;

import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.Resource;
import fairlead.net.IpAddress;
import java.util.Optional;

/**
 * A public address as it is stored.
 *
 * @param address empty for a dynamic one that nothing uses
 * @param fqdn its name in the public DNS, if it was given a label
 */
public record PublicAddress(
        ArmId id, int serial, Optional<IpAddress> address, Optional<String> fqdn) {

    /** Reads a stored {@code Microsoft.Network/publicIPAddresses}. */
    public static PublicAddress of(Resource address) {
        return new PublicAddress(
                address.id(),
                address.serial(),
                Fields.of(address).address("ipAddress"),
                PublicIpAddresses.fqdn(address));
    }
}
