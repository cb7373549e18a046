package fairlead.box;

import static org.assertj.core.api.Assertions.assertThat;

import fairlead.box.store.SqliteStore;
import fairlead.box.store.StoreException;
import fairlead.testkit.ForAll;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whatever is wrong with a request, it is answered in Azure's error form, never as a fault of the
 * server's, and leaves the cloud as it was.
 */
class RefusalLawsTest {

    private static final int REQUESTS = 40;
    private static final String DEPLOYMENT =
            Requests.GROUP + "/providers/Microsoft.Resources/deployments/d";

    private static final String SPOKE = Requests.NET + "virtualNetworks/spoke";
    private static final String ROUTE =
            "{'properties':{'addressPrefix':'9.9.8.0/24','nextHopType':'VirtualAppliance','nextHopIpAddress':'10.1.2.4'}}";
    private static final String RULE =
            "{'properties':{'protocol':'Tcp','sourcePortRange':'*','destinationPortRanges':['22','80-90'],"
                    + "'sourceAddressPrefix':'VirtualNetwork','destinationAddressPrefixes':['10.1.0.0/24'],"
                    + "'access':'Allow','priority':1000,'direction':'Inbound'}}";
    private static final String SUBNET =
            "{'properties':{'addressPrefix':'10.1.3.0/24','routeTable':{'id':'%s'},'networkSecurityGroup':{'id':'%s'}}}"
                    .formatted(Requests.TABLE, Requests.NET + "networkSecurityGroups/rules");
    private static final String PEERING =
            "{'properties':{'remoteVirtualNetwork':{'id':'%s'},'allowForwardedTraffic':true}}";
    private static final String BALANCER =
            """
            {'location':'westeurope','sku':{'name':'Standard'},'properties':{
              'backendAddressPools':[{'name':'pool'}],'probes':[{'name':'probe','properties':{'protocol':'Tcp','port':80}}],
              'frontendIPConfigurations':[{'name':'fe','properties':{'subnet':{'id':'%1$s/subnets/apps'}}}],
              'loadBalancingRules':[{'name':'rule','properties':{'protocol':'Tcp','frontendPort':80,'backendPort':80,
                 'frontendIPConfiguration':{'id':'%2$s/frontendIPConfigurations/fe'},
                 'backendAddressPool':{'id':'%2$s/backendAddressPools/pool'},'probe':{'id':'%2$s/probes/probe'}}}]}}
            """
                    .formatted(Requests.VNET, Requests.NET + "loadBalancers/lb");
    private static final String NESTED =
            """
            {'properties':{'mode':'Incremental','template':{'contentVersion':'1.0.0.0',
              '$schema':'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
              'resources':[{'type':'Microsoft.Resources/deployments','apiVersion':'2024-03-01','name':'inner',
                'properties':{'mode':'Incremental','expressionEvaluationOptions':{'scope':'inner'},
                  'parameters':{'name':{'value':'within'}},'template':{'contentVersion':'1.0.0.0',
                    '$schema':'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
                    'parameters':{'name':{'type':'string'}},
                    'resources':[{'type':'Microsoft.Network/routeTables','apiVersion':'2024-05-01',
                      'location':'westeurope','name':'[parameters(\\u0027name\\u0027)]','properties':{}}],
                    'outputs':{'id':{'type':'string','value':
                      '[resourceId(\\u0027Microsoft.Network/routeTables\\u0027,parameters(\\u0027name\\u0027))]'}}}}}],
              'outputs':{'id':{'type':'string','value':'[reference(\\u0027inner\\u0027).outputs.id.value]'}}}}}
            """;

    @TempDir Path home;

    @Test
    @Timeout(300)
    void aWrongRequestIsRefusedInAzuresFormAndChangesNothing() {
        ForAll.forAll(10, this::drawn, this::holds);
    }

    @Test
    @Tag("long")
    @Timeout(3600)
    void soAreThousands() {
        ForAll.forAll(200, this::drawn, this::holds);
    }

    private WildRequests drawn(SplittableRandom random) {
        var asked = good();
        asked.put("POST " + Requests.SET + "/start", "{'instanceIds':['0','1']}");
        asked.put("POST " + Requests.SET + "/delete", "{'instanceIds':['1']}");
        asked.put("POST " + Requests.SET + "/manualupgrade", "{'instanceIds':['*']}");
        asked.put("POST " + DEPLOYMENT + "/validate", Requests.deployment());
        asked.put("POST " + DEPLOYMENT + "/whatIf", NESTED);
        asked.put("POST " + Requests.NET + "networkInterfaces/nic/effectiveRouteTable", "{}");
        asked.put("POST " + Requests.HUB + "/bgpConnections/p/learnedRoutes", "{}");
        asked.put("PATCH " + Requests.SET, "{'tags':{'a':'b'},'sku':{'capacity':3}}");
        asked.put("PATCH " + Requests.VNET, "{'tags':{'a':'b'}}");
        asked.put("GET " + Requests.SUBSCRIPTION + "/resources", "{}");
        asked.put("GET " + Requests.VNET + "/CheckIPAddressAvailability", "{}");
        asked.put("DELETE " + Requests.NET + "networkSecurityGroups/rules", "{}");
        return new WildRequests(random, asked);
    }

    private void holds(WildRequests requests) {
        try {
            var folder = Files.createTempDirectory(home, "cloud");
            try (var cloud = new RunningCloud(folder)) {
                for (var path : good().entrySet()) {
                    var answer = cloud.send("PUT", path.getKey(), path.getValue());
                    assertThat(answer.statusCode())
                            .as(() -> "%s: %s".formatted(path.getKey(), answer.body()))
                            .isIn(200, 201);
                    comesToRest(cloud, path.getKey());
                }
                for (int i = 0; i < REQUESTS; i++) {
                    holds(cloud, requests.next());
                }
                cloud.forgive();
            }
            readAgain(folder);
        } catch (Exception broken) {
            throw new AssertionError(broken);
        }
    }

    private static void holds(RunningCloud cloud, WildRequests.Wild wild) throws Exception {
        var before = cloud.loop.world();
        var answer = sent(cloud, wild);
        assertThat(answer.statusCode()).as("%s: %s", wild, answer.body()).isBetween(200, 499);
        if (answer.statusCode() < 400) {
            comesToRest(cloud, wild.toString());
            return;
        }
        if (!wild.verb().equals("HEAD")) {
            var error = JsonMapper.shared().readTree(answer.body()).path("error");
            assertThat(error.path("code").asString("")).as(wild.toString()).isNotBlank();
            assertThat(error.path("message").asString("")).as(wild.toString()).isNotBlank();
        }
        var after = cloud.loop.world();
        assertThat(after.inventory()).as(wild.toString()).isEqualTo(before.inventory());
        assertThat(after.operations()).as(wild.toString()).isEqualTo(before.operations());
    }

    private static HttpResponse<String> sent(RunningCloud cloud, WildRequests.Wild wild)
            throws InterruptedException {
        try {
            return cloud.send(wild);
        } catch (IOException unanswered) {
            throw new AssertionError("no answer to " + wild, unanswered);
        }
    }

    private static void comesToRest(RunningCloud cloud, String what) throws InterruptedException {
        assertThat(
                        cloud.loop.await(
                                world ->
                                        world.inventory().unsettled().isEmpty()
                                                && world.operations().running().isEmpty(),
                                Duration.ofSeconds(20)))
                .as("the cloud comes to rest after %s", what)
                .isTrue();
    }

    /** What was taken can be read by the next daemon. */
    private static void readAgain(Path folder) throws StoreException {
        try (var store = SqliteStore.open(folder.resolve("store.sqlite"))) {
            assertThat(Ledger.load(store).inventory().unsettled()).isEmpty();
        }
    }

    private static Map<String, String> good() {
        var good = new LinkedHashMap<String, String>();
        good.put(Requests.GROUP, Requests.LOCATED);
        good.put(
                Requests.TABLE,
                "{'location':'westeurope','properties':{'routes':[{'name':'r','properties':{"
                        + "'addressPrefix':'9.9.9.0/24','nextHopType':'Internet'}}]}}");
        good.put(Requests.TABLE + "/routes/own", ROUTE);
        good.put(Requests.NET + "networkSecurityGroups/rules", Requests.LOCATED);
        good.put(Requests.NET + "networkSecurityGroups/rules/securityRules/ssh", RULE);
        good.put(Requests.VNET, Requests.NETWORK);
        good.put(Requests.VNET + "/subnets/more", SUBNET);
        good.put(SPOKE, Requests.NETWORK.replace("10.1.", "10.2."));
        good.put(SPOKE + "/virtualNetworkPeerings/hub", PEERING.formatted(Requests.VNET));
        good.put(Requests.VNET + "/virtualNetworkPeerings/spoke", PEERING.formatted(SPOKE));
        good.put(Requests.NET + "publicIPAddresses/rs", Requests.PUBLIC_ADDRESS);
        good.put(Requests.HUB, "{'location':'westeurope','properties':{'sku':'Standard'}}");
        good.put(Requests.HUB + "/ipConfigurations/Default", Requests.HUB_ADDRESS);
        good.put(Requests.HUB + "/bgpConnections/p", Requests.peer(65001, "10.1.2.9"));
        good.put(Requests.SET, Requests.scaleSet(2));
        good.put(Requests.NET + "networkInterfaces/nic", Requests.nic());
        good.put(Requests.COMPUTE + "virtualMachines/vm", Requests.machine());
        good.put(Requests.NET + "loadBalancers/lb", BALANCER);
        good.put(Requests.NET + "loadBalancers/lb/backendAddressPools/second", "{}");
        good.put(DEPLOYMENT, Requests.deployment());
        good.put(DEPLOYMENT + "-nested", NESTED);
        return good;
    }
}
