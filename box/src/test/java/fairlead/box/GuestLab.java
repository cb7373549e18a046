package fairlead.box;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Small networks of machines in a whole cloud, and what programs in these machines say.
 *
 * @param group the id of the resource group that everything is in
 */
record GuestLab(WholeCloud cloud, String group) {

    static final String METADATA = "http://169.254.169.254/metadata/";

    /** The group {@code g} of a new cloud. */
    static GuestLab in(WholeCloud cloud) throws Exception {
        var lab = new GuestLab(cloud, cloud.subscription() + "/resourceGroups/g");
        cloud.put(lab.group, Requests.LOCATED);
        return lab;
    }

    String net(String path) {
        return group + "/providers/Microsoft.Network/" + path;
    }

    void network(String name, String more) throws Exception {
        cloud.put(
                net("virtualNetworks/" + name),
                """
                {'location':'westeurope','properties':{'addressSpace':{'addressPrefixes':['10.1.0.0/16']},
                  %s'subnets':[{'name':'s','properties':{'addressPrefix':'10.1.0.0/24','routeTable':{'id':'%s'}}}]}}
                """
                        .formatted(more, net("routeTables/rt")));
    }

    void machine(String name, String network, String more) throws Exception {
        cloud.put(
                net("networkInterfaces/" + name),
                "{'location':'westeurope','properties':{'ipConfigurations':[{'name':'ip','properties':{'subnet':{'id':'%s'}}}]}}"
                        .formatted(net("virtualNetworks/" + network + "/subnets/s")));
        cloud.put(
                group + "/providers/Microsoft.Compute/virtualMachines/" + name,
                """
                {'location':'westeurope',%s'properties':{'hardwareProfile':{'vmSize':'Standard_B1s'},
                  'networkProfile':{'networkInterfaces':[{'id':'%s'}]},
                  'storageProfile':{'osDisk':{'createOption':'FromImage'},
                    'imageReference':{'publisher':'Canonical','offer':'o','sku':'s','version':'latest'}},
                  'osProfile':{'computerName':'%s','adminUsername':'lab'}}}
                """
                        .formatted(more, net("networkInterfaces/" + name), name));
    }

    String say(String machine, String... command) throws Exception {
        var process = cloud.in(machine, command);
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return said.strip();
    }

    String curl(String machine, String path) throws Exception {
        return say(machine, "curl", "-sS", "-m", "10", "-H", "Metadata: true", METADATA + path);
    }

    JsonNode json(String machine, String path) throws Exception {
        var said = curl(machine, path);
        assertThat(said).startsWith("{");
        return JsonMapper.shared().readTree(said);
    }
}
