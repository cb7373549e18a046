package fairlead.azure.types;

import fairlead.azure.arm.ResourceType;

/** The names of the types, apart from the rows so that rows can name each other's. */
public final class Types {

    public static final ResourceType VIRTUAL_NETWORKS =
            new ResourceType("Microsoft.Network/virtualNetworks");
    public static final ResourceType SUBNETS = VIRTUAL_NETWORKS.child("subnets");
    public static final ResourceType PEERINGS = VIRTUAL_NETWORKS.child("virtualNetworkPeerings");
    public static final ResourceType NICS = new ResourceType("Microsoft.Network/networkInterfaces");
    public static final ResourceType PUBLIC_IP_ADDRESSES =
            new ResourceType("Microsoft.Network/publicIPAddresses");
    public static final ResourceType SECURITY_GROUPS =
            new ResourceType("Microsoft.Network/networkSecurityGroups");
    public static final ResourceType SECURITY_RULES = SECURITY_GROUPS.child("securityRules");
    public static final ResourceType ROUTE_TABLES =
            new ResourceType("Microsoft.Network/routeTables");
    public static final ResourceType ROUTES = ROUTE_TABLES.child("routes");
    public static final ResourceType LOAD_BALANCERS =
            new ResourceType("Microsoft.Network/loadBalancers");
    public static final ResourceType FRONTENDS = LOAD_BALANCERS.child("frontendIPConfigurations");
    public static final ResourceType BACKEND_POOLS = LOAD_BALANCERS.child("backendAddressPools");
    public static final ResourceType VIRTUAL_HUBS =
            new ResourceType("Microsoft.Network/virtualHubs");
    public static final ResourceType HUB_IP_CONFIGURATIONS = VIRTUAL_HUBS.child("ipConfigurations");
    public static final ResourceType BGP_CONNECTIONS = VIRTUAL_HUBS.child("bgpConnections");
    public static final ResourceType VIRTUAL_MACHINES =
            new ResourceType("Microsoft.Compute/virtualMachines");
    public static final ResourceType SCALE_SETS =
            new ResourceType("Microsoft.Compute/virtualMachineScaleSets");
    public static final ResourceType INSTANCES = SCALE_SETS.child("virtualMachines");
    public static final ResourceType INSTANCE_NICS = INSTANCES.child("networkInterfaces");
    public static final ResourceType ROUTE_SERVER_PEERINGS =
            new ResourceType("Fairlead.Fleet/routeServerPeerings");
    public static final ResourceType NIC_IP_CONFIGURATIONS = NICS.child("ipConfigurations");
    public static final ResourceType INSTANCE_NIC_IP_CONFIGURATIONS =
            INSTANCE_NICS.child("ipConfigurations");
    public static final ResourceType LOAD_BALANCING_RULES =
            LOAD_BALANCERS.child("loadBalancingRules");
    public static final ResourceType PROBES = LOAD_BALANCERS.child("probes");
    public static final ResourceType INBOUND_NAT_RULES = LOAD_BALANCERS.child("inboundNatRules");
    public static final ResourceType INBOUND_NAT_POOLS = LOAD_BALANCERS.child("inboundNatPools");
    public static final ResourceType OUTBOUND_RULES = LOAD_BALANCERS.child("outboundRules");
    public static final ResourceType NETWORK_WATCHERS =
            new ResourceType("Microsoft.Network/networkWatchers");

    private Types() {}
}
