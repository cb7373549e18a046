package fairlead.azure.types;

import fairlead.azure.arm.Resource;
import fairlead.azure.arm.Resources;
import fairlead.net.Prefix;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A NIC that a machine uses, and where it is: what the platform knows a machine by when it asks.
 *
 * @param subnet the prefix of the subnet that the NIC is in
 * @param machine a virtual machine or an instance of a scale set
 */
public record Residence(Resource vnet, Prefix subnet, Resource machine, NetworkInterface nic) {

    /** Every NIC of every machine; a NIC without a machine is nowhere. */
    public static Stream<Residence> all(Resources cloud) {
        return Stream.of(Types.NICS, Types.INSTANCE_NICS)
                .flatMap(cloud::ofType)
                .map(nic -> NetworkInterface.of(nic, cloud))
                .flatMap(nic -> of(nic, cloud).stream());
    }

    private static Optional<Residence> of(NetworkInterface nic, Resources cloud) {
        var subnet = cloud.find(nic.subnet());
        var vnet = nic.subnet().parent().flatMap(cloud::find);
        var machine = nic.machine().flatMap(cloud::find);
        return subnet.isEmpty() || vnet.isEmpty() || machine.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Residence(
                                vnet.get(), Subnets.prefix(subnet.get()), machine.get(), nic));
    }

    /** Whether this is the NIC that the machine's name stands for. */
    public boolean isPrimary() {
        return VirtualMachines.nics(machine).getFirst().equals(nic.id());
    }
}
