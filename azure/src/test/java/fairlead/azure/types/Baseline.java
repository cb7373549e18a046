package fairlead.azure.types;

import static fairlead.azure.types.SmallCloud.COMPUTE;
import static fairlead.azure.types.SmallCloud.GROUP;
import static fairlead.azure.types.SmallCloud.NET;

/** One good resource of every type, in an order in which each may be made. */
public final class Baseline {

    static final String NSG = NET + "networkSecurityGroups/nsg";
    static final String TABLE = NET + "routeTables/rt";
    public static final String VNET = NET + "virtualNetworks/vnet";
    public static final String SPOKE = NET + "virtualNetworks/spoke";
    public static final String VMS = VNET + "/subnets/vms";
    static final String NVAS = VNET + "/subnets/nvas";
    static final String RS_SUBNET = VNET + "/subnets/RouteServerSubnet";
    public static final String PIP = NET + "publicIPAddresses/pip";
    static final String LB_PIP = NET + "publicIPAddresses/lbpip";
    static final String RS_PIP = NET + "publicIPAddresses/rspip";
    static final String LB = NET + "loadBalancers/lb";
    static final String POOL = LB + "/backendAddressPools/pool";
    public static final String NIC = NET + "networkInterfaces/nic";
    public static final String VM = COMPUTE + "virtualMachines/vm";
    public static final String SET = COMPUTE + "virtualMachineScaleSets/nva";
    static final String HUB = NET + "virtualHubs/rs";
    static final String PEER = HUB + "/bgpConnections/nva_0";
    static final String BINDING = GROUP + "/providers/Fairlead.Fleet/routeServerPeerings/nva";

    public static final String VNET_BODY =
            """
            {'location':'westeurope','properties':{
              'addressSpace':{'addressPrefixes':['10.1.0.0/16']},'enableDdosProtection':false,
              'subnets':[
                {'name':'vms','properties':{'addressPrefix':'10.1.0.0/24','routeTable':{'id':'%s'}}},
                {'name':'nvas','properties':{'addressPrefix':'10.1.2.0/24'}},
                {'name':'RouteServerSubnet','properties':{'addressPrefix':'10.1.1.0/24'}}]}}
            """
                    .formatted(TABLE);

    static final String NIC_BODY =
            """
            {'location':'westeurope','tags':{},'properties':{
              'ipConfigurations':[{'name':'ipconfig1','properties':{
                 'privateIPAllocationMethod':'Dynamic','subnet':{'id':'%s'},
                 'publicIPAddress':{'id':'%s'}}}],
              'networkSecurityGroup':{'id':'%s'}}}
            """
                    .formatted(VMS, PIP, NSG);

    public static final String VM_BODY =
            """
            {'location':'westeurope','tags':{},'properties':{
              'hardwareProfile':{'vmSize':'Standard_B1s'},
              'networkProfile':{'networkInterfaces':[{'id':'%s','properties':{'deleteOption':null}}]},
              'storageProfile':{'osDisk':{'createOption':'fromImage','name':null,'caching':'ReadWrite',
                 'managedDisk':{'storageAccountType':null}},
                 'imageReference':{'publisher':'Canonical','offer':'o','sku':'s','version':'latest'}},
              'osProfile':{'computerName':'vm','adminUsername':'lab','customData':'I2Nsb3VkLWNvbmZpZwo=',
                 'linuxConfiguration':{'disablePasswordAuthentication':true,
                   'ssh':{'publicKeys':[{'keyData':'ssh-rsa AAAA','path':'/home/lab/.ssh/authorized_keys'}]}}}}}
            """
                    .formatted(NIC);

    static final String LB_BODY =
            """
            {'location':'westeurope','sku':{'name':'Standard'},'properties':{
              'backendAddressPools':[{'name':'pool'}],
              'frontendIPConfigurations':[{'name':'fe','properties':{'publicIPAddress':{'id':'%1$s'}}}],
              'probes':[{'name':'probe','properties':{'protocol':'Tcp','port':80}}],
              'loadBalancingRules':[{'name':'rule','properties':{
                 'frontendIPConfiguration':{'id':'%2$s/frontendIPConfigurations/fe'},
                 'backendAddressPool':{'id':'%2$s/backendAddressPools/pool'},
                 'probe':{'id':'%2$s/probes/probe'},
                 'protocol':'tcp','frontendPort':80,'backendPort':80,'enableFloatingIP':false,
                 'idleTimeoutInMinutes':5}}]}}
            """
                    .formatted(LB_PIP, LB);

    private Baseline() {}

    static String scaleSet(int capacity) {
        return """
        {'location':'westeurope','tags':{},'sku':{'name':'Standard_B1s','capacity':%d},'properties':{
          'overprovision':true,'upgradePolicy':{'mode':'manual'},'singlePlacementGroup':null,
          'orchestrationMode':'Uniform','virtualMachineProfile':{
            'storageProfile':{'osDisk':{'createOption':'FromImage','managedDisk':{'storageAccountType':null}},
              'imageReference':{'publisher':'Canonical','offer':'o','sku':'s','version':'latest'}},
            'osProfile':{'computerNamePrefix':'nva','adminUsername':'lab','customData':'I2Nsb3VkLWNvbmZpZwo='},
            'networkProfile':{'networkInterfaceConfigurations':[{'name':'nic','properties':{
              'primary':'true','enableIpForwarding':true,'networkSecurityGroup':{'id':'%s'},
              'ipConfigurations':[{'name':'ip','properties':{'subnet':{'id':'%s'},
                 'loadBalancerBackendAddressPools':[{'id':'%s'}]}}]}}]}}}}
        """
                .formatted(capacity, NSG, NVAS, POOL);
    }

    static String publicAddress(String sku, String method) {
        return "{'location':'westeurope','sku':{'name':'%s'},'properties':{'publicIPAllocationMethod':'%s'}}"
                .formatted(sku, method);
    }

    static String reference(String member, String id) {
        return "{'properties':{'%s':{'id':'%s'}}}".formatted(member, id);
    }

    static String peer(Object asn, String address) {
        return "{'name':'x','properties':{'peerAsn':%s,'peerIp':'%s'}}".formatted(asn, address);
    }

    /** A cloud with all of it. */
    public static SmallCloud cloud() {
        var cloud = SmallCloud.withGroup();
        cloud.put(
                NSG,
                """
                {'location':'westeurope','properties':{'securityRules':[{'name':'ssh','properties':{
                  'protocol':'tcp','sourcePortRange':'*','destinationPortRange':22,'sourceAddressPrefix':'*',
                  'destinationAddressPrefix':'*','access':'Allow','priority':1000,'direction':'Inbound'}}]}}
                """);
        cloud.put(
                TABLE,
                """
                {'location':'westeurope','properties':{'routes':[{'name':'client','properties':{
                  'addressPrefix':'109.125.124.132/32','nextHopType':'Internet'}}]}}
                """);
        cloud.put(VNET, VNET_BODY);
        cloud.put(
                SPOKE,
                VNET_BODY
                        .replace("10.1.", "10.2.")
                        .replaceAll("'subnets':\\[(.|\n)*\\]", "'subnets':[]"));
        for (var pip : new String[] {PIP, LB_PIP, RS_PIP}) {
            cloud.put(pip, publicAddress("Standard", "Static"));
        }
        cloud.put(LB, LB_BODY);
        cloud.put(NIC, NIC_BODY);
        cloud.put(VM, VM_BODY);
        cloud.put(SET, scaleSet(3));
        cloud.put(HUB, "{'location':'westeurope','properties':{'sku':'Standard'}}");
        cloud.put(
                HUB + "/ipConfigurations/Default",
                "{'properties':{'subnet':{'id':'%s'},'publicIPAddress':{'id':'%s'}}}"
                        .formatted(RS_SUBNET, RS_PIP));
        cloud.put(PEER, peer("'65001'", "10.1.2.4"));
        cloud.put(VNET + "/virtualNetworkPeerings/out", peering(SPOKE));
        cloud.put(SPOKE + "/virtualNetworkPeerings/back", peering(VNET));
        cloud.put(NET + "networkWatchers/w", "{'location':'westeurope'}");
        cloud.put(
                BINDING,
                "{'properties':{'routeServer':{'id':'%s'},'scaleSet':{'id':'%s'},'peerAsn':65001}}"
                        .formatted(HUB, SET));
        return cloud;
    }

    static String peering(String remote) {
        return """
        {'properties':{'allowForwardedTraffic':true,'allowVirtualNetworkAccess':true,
          'remoteVirtualNetwork':{'id':'%s'},'useRemoteGateways':false}}
        """
                .formatted(remote);
    }
}
