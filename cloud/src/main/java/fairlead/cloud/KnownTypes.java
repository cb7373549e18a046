package fairlead.cloud;

import fairlead.azure.arm.ResourceType;

/** Resource types with which the cloud itself has something to do. */
final class KnownTypes {

    static final ResourceType VIRTUAL_MACHINE =
            new ResourceType("Microsoft.Compute/virtualMachines");
    static final ResourceType SCALE_SET =
            new ResourceType("Microsoft.Compute/virtualMachineScaleSets");
    static final ResourceType SCALE_SET_VM = SCALE_SET.child("virtualMachines");
    static final ResourceType SCALE_SET_NIC = SCALE_SET_VM.child("networkInterfaces");
    static final ResourceType NIC = new ResourceType("Microsoft.Network/networkInterfaces");
    static final ResourceType VNET = new ResourceType("Microsoft.Network/virtualNetworks");
    static final ResourceType SUBNET = VNET.child("subnets");
    static final ResourceType PUBLIC_ADDRESS =
            new ResourceType("Microsoft.Network/publicIPAddresses");
    static final ResourceType LOAD_BALANCER = new ResourceType("Microsoft.Network/loadBalancers");
    static final ResourceType HUB = new ResourceType("Microsoft.Network/virtualHubs");
    static final ResourceType PEER = HUB.child("bgpConnections");
    static final ResourceType FLEET = new ResourceType("Fairlead.Fleet/routeServerPeerings");

    private KnownTypes() {}

    /** Whether resources of this type are machines with a sandbox. */
    static boolean isMachine(ResourceType type) {
        return type.equals(VIRTUAL_MACHINE) || type.equals(SCALE_SET_VM);
    }

    /** Whether resources of this type are NICs. */
    static boolean isNic(ResourceType type) {
        return type.equals(NIC) || type.equals(SCALE_SET_NIC);
    }
}
