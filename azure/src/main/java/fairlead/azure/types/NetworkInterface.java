package fairlead.azure.types;

import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.Resource;
import fairlead.azure.arm.Resources;
import fairlead.azure.vnet.Topology.IpForwarding;
import fairlead.net.IpAddress;
import fairlead.net.MacAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A NIC as it is stored, of a machine's own or of a scale set's.
 *
 * @param ipConfigurations the primary one first, then in the order of creation; never empty
 * @param machine the virtual machine or instance that it is attached to
 */
public record NetworkInterface(
        ArmId id,
        int serial,
        MacAddress mac,
        List<IpConfiguration> ipConfigurations,
        IpForwarding forwarding,
        Optional<ArmId> machine) {

    public NetworkInterface {
        ipConfigurations = List.copyOf(ipConfigurations);
    }

    /**
     * One private address, and what is bound to it.
     *
     * @param pools the load balancers' pools that it is in
     */
    public record IpConfiguration(
            ArmId id,
            ArmId subnet,
            IpAddress address,
            Optional<ArmId> publicAddress,
            List<ArmId> pools) {
        public IpConfiguration {
            pools = List.copyOf(pools);
        }
    }

    /** The subnet that all its IP configurations are in. */
    public ArmId subnet() {
        return ipConfigurations.getFirst().subnet();
    }

    /** Reads a stored NIC of either type. */
    public static NetworkInterface of(Resource nic, Resources cloud) {
        var configurations = new ArrayList<IpConfiguration>();
        cloud.children(nic.id(), "ipConfigurations")
                .forEach(one -> {
                    boolean primary = Fields.of(one).flag("primary");
                    configurations.add(primary ? 0 : configurations.size(), configuration(one));
                });
        return new NetworkInterface(
                nic.id(),
                nic.serial(),
                Derived.mac(nic),
                configurations,
                Fields.of(nic).flag("enableIPForwarding")
                        ? IpForwarding.ENABLED
                        : IpForwarding.DISABLED,
                nic.id().type().equals(Types.INSTANCE_NICS)
                        ? nic.id().parent()
                        : NetworkInterfaces.machine(nic.id(), cloud).map(Resource::id));
    }

    private static IpConfiguration configuration(Resource one) {
        var fields = Fields.of(one);
        return new IpConfiguration(
                one.id(),
                fields.reference("subnet").orElseThrow(),
                fields.address("privateIPAddress").orElseThrow(),
                fields.reference("publicIPAddress"),
                fields.references("loadBalancerBackendAddressPools"));
    }
}
