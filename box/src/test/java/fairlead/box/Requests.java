package fairlead.box;

import fairlead.cloud.Cloud;
import fairlead.cloud.CloudIdentity;
import fairlead.cloud.CloudSettings;
import fairlead.cloud.Request;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A cloud and requests to it. */
final class Requests {

    static final String SUBSCRIPTION = "/subscriptions/7e5f4b2c-0000-4000-8000-000000000001";
    static final String GROUP = SUBSCRIPTION + "/resourceGroups/g";
    static final String NET = GROUP + "/providers/Microsoft.Network/";
    static final String COMPUTE = GROUP + "/providers/Microsoft.Compute/";
    static final String VNET = NET + "virtualNetworks/vnet";
    static final String TABLE = NET + "routeTables/rt";
    static final String HUB = NET + "virtualHubs/rs";
    static final String SET = COMPUTE + "virtualMachineScaleSets/nva";

    static final String LOCATED = "{'location':'westeurope'}";
    static final String NETWORK =
            """
            {'location':'westeurope','properties':{'addressSpace':{'addressPrefixes':['10.1.0.0/16']},
              'subnets':[{'name':'apps','properties':{'addressPrefix':'10.1.0.0/24'}},
                {'name':'RouteServerSubnet','properties':{'addressPrefix':'10.1.1.0/24'}},
                {'name':'nvas','properties':{'addressPrefix':'10.1.2.0/24'}}]}}
            """;
    static final String PUBLIC_ADDRESS =
            "{'location':'westeurope','sku':{'name':'Standard'},'properties':{'publicIPAllocationMethod':'Static'}}";
    static final String HUB_ADDRESS =
            "{'properties':{'subnet':{'id':'%s'},'publicIPAddress':{'id':'%s'}}}"
                    .formatted(VNET + "/subnets/RouteServerSubnet", NET + "publicIPAddresses/rs");
    static final String BOUND =
            "{'properties':{'routeServer':{'id':'%s'},'scaleSet':{'id':'%s'},'peerAsn':65001}}"
                    .formatted(HUB, SET);

    private Requests() {}

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
                .formatted(capacity, VNET + "/subnets/nvas");
    }

    static String peer(long asn, String address) {
        return "{'properties':{'peerAsn':%d,'peerIp':'%s'}}".formatted(asn, address);
    }

    static String nic() {
        return """
        {'location':'westeurope','properties':{'ipConfigurations':[{'name':'ip','properties':{
           'privateIPAllocationMethod':'Dynamic','subnet':{'id':'%s'}}}]}}
        """
                .formatted(VNET + "/subnets/apps");
    }

    static String machine() {
        return """
        {'location':'westeurope','tags':{'a':'b'},'properties':{
          'hardwareProfile':{'vmSize':'Standard_B1s'},
          'networkProfile':{'networkInterfaces':[{'id':'%s'}]},
          'storageProfile':{'osDisk':{'createOption':'FromImage'},
            'imageReference':{'publisher':'Canonical','offer':'o','sku':'s','version':'latest'}},
          'osProfile':{'computerName':'vm','adminUsername':'lab','customData':'I2Nsb3VkLWNvbmZpZwo='}}}
        """
                .formatted(NET + "networkInterfaces/nic");
    }

    /** A template with a bit of everything. */
    static String deployment() {
        return """
        {'properties':{'mode':'Incremental','parameters':{'count':{'value':2}},'template':{
           '$schema':'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
           'contentVersion':'1.0.0.0',
           'parameters':{'count':{'type':'int','minValue':1},'name':{'type':'string','defaultValue':'t'}},
           'variables':{'prefix':'[concat(parameters(\\u0027name\\u0027),\\u0027-\\u0027)]'},
           'resources':[
             {'type':'Microsoft.Network/routeTables','apiVersion':'2024-05-01','location':'westeurope',
              'name':'[concat(variables(\\u0027prefix\\u0027),copyIndex())]',
              'copy':{'name':'tables','count':'[parameters(\\u0027count\\u0027)]'},'properties':{}},
             {'type':'Microsoft.Network/networkSecurityGroups','apiVersion':'2024-05-01',
              'location':'westeurope','name':'nsg','dependsOn':['tables'],
              'properties':{'securityRules':[{'name':'ssh','properties':{'protocol':'Tcp',
                'sourcePortRange':'*','destinationPortRange':'22','sourceAddressPrefix':'*',
                'destinationAddressPrefix':'*','access':'Allow','priority':1000,'direction':'Inbound'}}]}}],
           'outputs':{'nsg':{'type':'string','value':
             '[reference(\\u0027nsg\\u0027).provisioningState]'}}}}}
        """;
    }

    static Cloud cloud() {
        return cloud(CloudSettings.USUAL);
    }

    static Cloud cloud(CloudSettings settings) {
        return Cloud.of(
                settings,
                new CloudIdentity(
                        "7e5f4b2c-0000-4000-8000-000000000002",
                        SUBSCRIPTION.substring("/subscriptions/".length()),
                        "fairlead-test",
                        JsonNodeFactory.instance.objectNode().put("name", "Fairlead")));
    }

    static ObjectNode json(String text) {
        return (ObjectNode) JsonMapper.shared().readTree(text.replace('\'', '"'));
    }

    static Request put(String path, String body) {
        return request(Request.Verb.PUT, path, Optional.of(json(body)));
    }

    static Request delete(String path) {
        return request(Request.Verb.DELETE, path, Optional.empty());
    }

    static Request post(String path) {
        return request(Request.Verb.POST, path, Optional.empty());
    }

    private static Request request(Request.Verb verb, String path, Optional<ObjectNode> body) {
        Map<String, String> query = new HashMap<>();
        return new Request(
                verb,
                List.of(path.substring(1).split("/", -1)),
                query,
                body.map(one -> one),
                Optional.empty());
    }
}
