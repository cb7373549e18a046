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
        network(
                "{'name':'on-premises','properties':{'addressPrefix':'172.16.0.0/12','nextHopType':'VirtualAppliance','nextHopIpAddress':'10.1.2.4'}}",
                "{'name':'nothing','properties':{'addressPrefix':'203.0.113.0/24','nextHopType':'None'}}");
        machine("nva", "nvas", "", "");
        machine("app", "apps", "", "");
    }

    /** Their virtual network, with these routes for the subnet of {@code app}. */
    void network(String... routes) throws Exception {
        cloud.put(group, Requests.LOCATED);
        cloud.put(
                net("routeTables/rt"),
                "{'location':'westeurope','properties':{'routes':[%s]}}"
                        .formatted(String.join(",", routes)));
        cloud.put(
                net("virtualNetworks/vnet"),
                """
                {'location':'westeurope','properties':{'addressSpace':{'addressPrefixes':['10.1.0.0/16']},
                  'subnets':[{'name':'apps','properties':{'addressPrefix':'10.1.0.0/24','routeTable':{'id':'%s'}}},
                    {'name':'nvas','properties':{'addressPrefix':'10.1.2.0/24'}}]}}
                """
                        .formatted(net("routeTables/rt")));
    }

    /** A machine, with more members of its network interface and of its IP configuration. */
    void machine(String name, String subnet, String ofNic, String ofConfiguration)
            throws Exception {
        cloud.put(
                net("networkInterfaces/" + name),
                "{'location':'westeurope','properties':{%s'ipConfigurations':[{'name':'ip','properties':{'subnet':{'id':'%s'}%s}}]}}"
                        .formatted(
                                ofNic,
                                net("virtualNetworks/vnet/subnets/" + subnet),
                                ofConfiguration));
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
