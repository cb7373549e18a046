package fairlead.box;

/**
 * A virtual network with machines {@code app}, 10.1.0.4, whose subnet has routes of its own, and
 * {@code nva}, 10.1.2.4.
 */
record TwoMachines(WholeCloud cloud, String group) {

    /** Makes them and waits until all of it has been made. */
    static TwoMachines build(WholeCloud cloud) throws Exception {
        var network = new TwoMachines(cloud, cloud.subscription() + "/resourceGroups/g");
        network.make();
        return network;
    }

    String net(String path) {
        return group + "/providers/Microsoft.Network/" + path;
    }

    private void make() throws Exception {
        cloud.put(group, Requests.LOCATED);
        cloud.put(
                net("routeTables/rt"),
                """
                {'location':'westeurope','properties':{'routes':[
                  {'name':'on-premises','properties':{'addressPrefix':'172.16.0.0/12','nextHopType':'VirtualAppliance','nextHopIpAddress':'10.1.2.4'}},
                  {'name':'nothing','properties':{'addressPrefix':'203.0.113.0/24','nextHopType':'None'}}]}}
                """);
        cloud.put(
                net("virtualNetworks/vnet"),
                """
                {'location':'westeurope','properties':{'addressSpace':{'addressPrefixes':['10.1.0.0/16']},
                  'subnets':[{'name':'apps','properties':{'addressPrefix':'10.1.0.0/24','routeTable':{'id':'%s'}}},
                    {'name':'nvas','properties':{'addressPrefix':'10.1.2.0/24'}}]}}
                """
                        .formatted(net("routeTables/rt")));
        machine("nva", "nvas");
        machine("app", "apps");
    }

    private void machine(String name, String subnet) throws Exception {
        cloud.put(
                net("networkInterfaces/" + name),
                "{'location':'westeurope','properties':{'ipConfigurations':[{'name':'ip','properties':{'subnet':{'id':'%s'}}}]}}"
                        .formatted(net("virtualNetworks/vnet/subnets/" + subnet)));
        cloud.put(
                group + "/providers/Microsoft.Compute/virtualMachines/" + name,
                """
                {'location':'westeurope','properties':{'hardwareProfile':{'vmSize':'Standard_B1s'},
                  'networkProfile':{'networkInterfaces':[{'id':'%s'}]},
                  'storageProfile':{'osDisk':{'createOption':'FromImage'},
                    'imageReference':{'publisher':'Canonical','offer':'o','sku':'s','version':'latest'}},
                  'osProfile':{'computerName':'%s','adminUsername':'lab'}}}
                """
                        .formatted(net("networkInterfaces/" + name), name));
    }
}
