package fairlead.azure.types;

import fairlead.azure.arm.Resource;
import fairlead.azure.arm.Resources;
import fairlead.net.IpAddress;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Whether an address of a virtual network is free, and which of its subnet are. */
final class AddressAvailability {

    private static final int OFFERED = 5;

    private AddressAvailability() {}

    /** An address in none of the network's subnets is not available, and nothing is offered. */
    static ObjectNode of(Resource vnet, IpAddress address, Resources cloud) {
        var around =
                cloud.children(vnet.id(), "subnets")
                        .filter(subnet -> Subnets.prefix(subnet).contains(address))
                        .findFirst()
                        .map(subnet -> SubnetAddresses.of(subnet.id(), cloud));
        boolean free = around.filter(addresses -> addresses.isFree(address)).isPresent();
        var json = JsonNodeFactory.instance.objectNode().put("available", free);
        var others = json.putArray("availableIPAddresses");
        if (!free) {
            around.ifPresent(addresses ->
                    addresses.free(OFFERED).forEach(other -> others.add(other.toString())));
        }
        return json.put(
                "isPlatformReserved",
                around.filter(addresses -> addresses.isReserved(address)).isPresent());
    }
}
