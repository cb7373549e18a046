package fairlead.cloud;

import java.util.List;

/** Good documents of the resources that tests make. */
final class Bodies {

    static final String GROUP = TestCloud.SUBSCRIPTION + "/resourceGroups/g";
    static final String NET = GROUP + "/providers/Microsoft.Network/";
    static final String COMPUTE = GROUP + "/providers/Microsoft.Compute/";
    static final String VNET = NET + "virtualNetworks/vnet";
    static final String APPS = VNET + "/subnets/apps";
    static final String NVAS = VNET + "/subnets/nvas";
    static final String HUB_SUBNET = VNET + "/subnets/RouteServerSubnet";
    static final String NIC = NET + "networkInterfaces/nic";
    static final String VM = COMPUTE + "virtualMachines/vm";
    static final String SET = COMPUTE + "virtualMachineScaleSets/nva";
    static final String HUB = NET + "virtualHubs/rs";
    static final String PEERS = HUB + "/bgpConnections";
    static final String BINDING = GROUP + "/providers/Fairlead.Fleet/routeServerPeerings/fleet";

    static final String NETWORK =
            """
            {'location':'westeurope','properties':{'addressSpace':{'addressPrefixes':['10.1.0.0/16']},
              'subnets':[{'name':'apps','properties':{'addressPrefix':'10.1.0.0/24'}},
                {'name':'RouteServerSubnet','properties':{'addressPrefix':'10.1.1.0/24'}},
                {'name':'nvas','properties':{'addressPrefix':'10.1.2.0/24'}}]}}
            """;

    static final String SPOKE = NET + "virtualNetworks/spoke";

    static final String SPOKE_NETWORK =
            """
            {'location':'westeurope','properties':{'addressSpace':{'addressPrefixes':['10.2.0.0/16']},
              'subnets':[{'name':'far','properties':{'addressPrefix':'10.2.0.0/24'}}]}}
            """;

    private Bodies() {}

    /** One half of a peering between two networks. */
    static String peering(String remote) {
        return """
        {'properties':{'allowForwardedTraffic':true,'allowVirtualNetworkAccess':true,
          'allowGatewayTransit':%s,'useRemoteGateways':%s,'remoteVirtualNetwork':{'id':'%s'}}}
        """
                .formatted(remote.equals(SPOKE), remote.equals(VNET), remote);
    }

    static String nic(String subnet) {
        return """
        {'location':'westeurope','properties':{'ipConfigurations':[{'name':'ip','properties':{
           'privateIPAllocationMethod':'Dynamic','subnet':{'id':'%s'}}}]}}
        """
                .formatted(subnet);
    }

    static String machine(String name, String nic) {
        return """
        {'location':'westeurope','properties':{'hardwareProfile':{'vmSize':'Standard_B1s'},
          'networkProfile':{'networkInterfaces':[{'id':'%s'}]},
          'storageProfile':{'osDisk':{'createOption':'FromImage'},
            'imageReference':{'publisher':'Canonical','offer':'o','sku':'s','version':'latest'}},
          'osProfile':{'computerName':'%s','adminUsername':'lab','customData':'I2Nsb3VkLWNvbmZpZwo=',
            'linuxConfiguration':{'ssh':{'publicKeys':[
              {'path':'/home/lab/.ssh/authorized_keys','keyData':'ssh-ed25519 AAAA lab'}]}}}}}
        """
                .formatted(nic, name);
    }

    static String scaleSet(int capacity) {
        return """
        {'location':'westeurope','sku':{'name':'Standard_B1s','capacity':%d},'properties':{
          'upgradePolicy':{'mode':'Manual'},'orchestrationMode':'Uniform','virtualMachineProfile':{
            'storageProfile':{'osDisk':{'createOption':'FromImage'},
              'imageReference':{'publisher':'Canonical','offer':'o','sku':'s','version':'latest'}},
            'osProfile':{'computerNamePrefix':'nva','adminUsername':'lab'},
            'networkProfile':{'networkInterfaceConfigurations':[{'name':'nic','properties':{
              'primary':true,'enableIPForwarding':true,
              'ipConfigurations':[{'name':'ip','properties':{'subnet':{'id':'%s'}}}]}}]}}}}
        """
                .formatted(capacity, NVAS);
    }

    static String scaled(int capacity) {
        return "{'location':'westeurope','sku':{'name':'Standard_B1s','capacity':%d}}"
                .formatted(capacity);
    }

    static String peer(long asn, String address) {
        return "{'properties':{'peerAsn':%d,'peerIp':'%s'}}".formatted(asn, address);
    }

    static final String PUBLIC_ADDRESS =
            "{'location':'westeurope','sku':{'name':'Standard'},'properties':{'publicIPAllocationMethod':'Static'}}";

    static final String BOUND =
            "{'properties':{'routeServer':{'id':'%s'},'scaleSet':{'id':'%s'},'peerAsn':65001}}"
                    .formatted(HUB, SET);

    /** Makes the virtual network. */
    static TestCloud network() {
        var cloud = TestCloud.withGroup();
        cloud.make(VNET, NETWORK);
        return cloud;
    }

    /** The virtual network, a NIC in it and a machine that runs. */
    static TestCloud machine() {
        var cloud = network();
        cloud.make(NIC, nic(APPS));
        cloud.make(VM, machine("vm", NIC));
        return cloud;
    }

    static void routeServer(TestCloud cloud) {
        cloud.make(NET + "publicIPAddresses/rs", PUBLIC_ADDRESS);
        cloud.make(HUB, "{'location':'westeurope','properties':{'sku':'Standard'}}");
        cloud.make(
                HUB + "/ipConfigurations/Default",
                "{'properties':{'subnet':{'id':'%s'},'publicIPAddress':{'id':'%s'}}}"
                        .formatted(HUB_SUBNET, NET + "publicIPAddresses/rs"));
    }

    /** The virtual network with a Route Server. */
    static TestCloud hub() {
        var cloud = network();
        routeServer(cloud);
        return cloud;
    }

    /** A deployment of {@code resources}, with what else the template holds. */
    static String deployment(List<String> resources, String more) {
        return """
        {'properties':{'mode':'Incremental','template':{
           '$schema':'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
           'contentVersion':'1.0.0.0',%s'resources':[%s]}}}
        """
                .formatted(more, String.join(",", resources));
    }

    static String deployment(String... resources) {
        return deployment(List.of(resources), "");
    }

    static String inTemplate(String type, String name, String dependsOn, String properties) {
        return """
        {'type':'%s','apiVersion':'2024-07-01','name':'%s','location':'westeurope','dependsOn':[%s],
         'properties':%s}
        """
                .formatted(type, name, dependsOn, properties);
    }
}
