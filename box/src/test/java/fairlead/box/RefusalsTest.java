package fairlead.box;

import static fairlead.box.Requests.GROUP;
import static fairlead.box.Requests.HUB;
import static fairlead.box.Requests.NET;
import static fairlead.box.Requests.VNET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import fairlead.azure.arm.ArmId;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * The mistakes that people make, over the API of a running cloud: each has its status, its code and
 * a message that names the cause, and leaves the cloud as it was. See docs/azure/errors.md.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
class RefusalsTest {

    private static final String SPOKE = NET + "virtualNetworks/spoke";
    private static final String DEPLOYMENT =
            GROUP + "/providers/Microsoft.Resources/deployments/wrong";

    private RunningCloud cloud;

    @BeforeAll
    void begin(@TempDir Path home) throws Exception {
        cloud = new RunningCloud(home);
        for (var made : baseline().entrySet()) {
            assertThat(cloud.send("PUT", made.getKey(), made.getValue()).statusCode())
                    .as(made.getKey())
                    .isIn(200, 201);
            await().until(() -> cloud.loop.world().inventory().unsettled().isEmpty());
        }
    }

    @AfterAll
    void end() throws InterruptedException {
        cloud.close();
    }

    private static Map<String, String> baseline() {
        var made = new LinkedHashMap<String, String>();
        made.put(GROUP, Requests.LOCATED);
        made.put(Requests.TABLE, "{'location':'westeurope'}");
        made.put(
                VNET,
                Requests.NETWORK.replace(
                        "'addressPrefix':'10.1.0.0/24'",
                        "'addressPrefix':'10.1.0.0/24','routeTable':{'id':'%s'}"
                                .formatted(Requests.TABLE)));
        made.put(SPOKE, network("10.2.0.0/16", "RouteServerSubnet", "10.2.1.0/28"));
        made.put(NET + "publicIPAddresses/rs", Requests.PUBLIC_ADDRESS);
        made.put(HUB, "{'location':'westeurope','properties':{'sku':'Standard'}}");
        made.put(HUB + "/ipConfigurations/Default", Requests.HUB_ADDRESS);
        made.put(NET + "virtualHubs/second", "{'location':'westeurope','properties':{}}");
        made.put(HUB + "/bgpConnections/p", Requests.peer(65001, "10.1.2.9"));
        made.put(NET + "networkInterfaces/nic", Requests.nic());
        made.put(Requests.COMPUTE + "virtualMachines/vm", Requests.machine());
        return made;
    }

    private static String network(String space, String subnet, String prefix) {
        return """
        {'location':'westeurope','properties':{'addressSpace':{'addressPrefixes':['%s']},
          'subnets':[{'name':'%s','properties':{'addressPrefix':'%s'}}]}}
        """
                .formatted(space, subnet, prefix);
    }

    private static String template(String members) {
        return """
        {'properties':{'mode':'Incremental',%s
           '$schema':'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
           'contentVersion':'1.0.0.0'}}}
        """
                .formatted(members);
    }

    private static String table(String name, String dependsOn) {
        return "{'type':'Microsoft.Network/routeTables','apiVersion':'2024-05-01','location':'westeurope','name':'%s','dependsOn':['%s']}"
                .formatted(name, dependsOn);
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake("PUT", VNET, "{'location':", 400, "InvalidRequestContent", "end-of-input"),
                mistake("PUT", VNET, "[]", 400, "InvalidRequestContent", "a JSON object"),
                mistake(
                        "PUT",
                        VNET,
                        "{'location':'westeurope','properties':{'addressSpace':7}}",
                        400,
                        "InvalidRequestFormat",
                        "Cannot parse the request"),
                mistake(
                        "PUT",
                        VNET,
                        "{'location':'westeurope','properties':{'colour':'red'}}",
                        400,
                        "InvalidRequestFormat",
                        "Cannot parse the request"),
                mistake("PUT", VNET, "{'a':1e999}", 400, "InvalidRequestContent", "too large"),
                mistake(
                        "PUT",
                        VNET,
                        "{'a':" + "[".repeat(5000),
                        400,
                        "InvalidRequestContent",
                        "nested deeper than 100 levels"),
                mistake(
                        "PUT",
                        NET + "networkInterfaces/new",
                        Requests.nic().replace("/apps", "/nowhere"),
                        400,
                        "InvalidResourceReference",
                        "subnets/nowhere"),
                mistake(
                        "PUT",
                        VNET + "/subnets/new",
                        "{'properties':{'addressPrefix':'10.1.0.128/25'}}",
                        400,
                        "NetcfgSubnetRangesOverlap",
                        "overlaps subnet 'apps'"),
                mistake(
                        "PUT",
                        VNET + "/subnets/new",
                        "{'properties':{'addressPrefix':'10.9.0.0/24'}}",
                        400,
                        "NetcfgSubnetRangeOutsideVnet",
                        "not inside the address space"),
                mistake(
                        "PUT",
                        VNET + "/subnets/new",
                        "{'properties':{'addressPrefix':'10.1.9.1/24'}}",
                        400,
                        "InvalidCIDRNotation",
                        "10.1.9.0/24"),
                mistake(
                        "PUT",
                        NET + "virtualHubs/second/ipConfigurations/Default",
                        Requests.HUB_ADDRESS.replace(VNET, SPOKE),
                        400,
                        "RouteServerSubnetTooSmall",
                        "smaller than /27"),
                mistake(
                        "PUT",
                        NET + "virtualHubs/second/ipConfigurations/Default",
                        Requests.HUB_ADDRESS,
                        409,
                        "RouteServerAlreadyExistsInVirtualNetwork",
                        "is there already"),
                mistake(
                        "PUT",
                        NET + "virtualHubs/second/bgpConnections/p",
                        Requests.peer(65001, "10.1.2.8"),
                        400,
                        "HubBgpConnectionParentHubMustHaveProvisionedRoutingState",
                        "routingState"),
                mistake(
                        "PUT",
                        HUB + "/bgpConnections/new",
                        Requests.peer(65515, "10.1.2.8"),
                        400,
                        "InvalidPeerAsn",
                        "reserved by Azure"),
                mistake(
                        "PUT",
                        HUB + "/bgpConnections/new",
                        Requests.peer(64500, "10.1.2.8"),
                        400,
                        "InvalidPeerAsn",
                        "reserved by IANA"),
                mistake("DELETE", VNET, "", 400, "InUseSubnetCannotBeDeleted", "networkInterfaces"),
                mistake(
                        "DELETE",
                        Requests.TABLE,
                        "",
                        400,
                        "InUseRouteTableCannotBeDeleted",
                        "subnets/apps"),
                mistake(
                        "DELETE",
                        NET + "publicIPAddresses/rs",
                        "",
                        400,
                        "PublicIPAddressCannotBeDeleted",
                        "ipConfigurations/Default"),
                mistake(
                        "PUT",
                        DEPLOYMENT,
                        template(
                                "'template':{'resources':["
                                        + table("a", "b")
                                        + ","
                                        + table("b", "a")
                                        + "],"),
                        400,
                        "InvalidTemplateCircularDependency",
                        "The circle is"),
                mistake(
                        "PUT",
                        DEPLOYMENT,
                        template(
                                "'template':{'resources':[],'parameters':{'size':{'type':'int'}},"),
                        400,
                        "InvalidTemplate",
                        "'size'"),
                mistake(
                        "PUT",
                        DEPLOYMENT,
                        template(
                                "'parameters':{'colour':{'value':'red'}},'template':{'resources':[],"),
                        400,
                        "InvalidTemplate",
                        "'colour'"),
                mistake(
                        "PUT",
                        DEPLOYMENT,
                        template("'template':{'resources':[" + table("a", "nobody") + "],"),
                        400,
                        "InvalidTemplate",
                        "nobody"),
                mistake(
                        "PUT",
                        NET + "routeTables/\u00fcber;alles",
                        Requests.LOCATED,
                        400,
                        "InvalidResourceName",
                        "letters, digits"),
                mistake("GET", VNET + "/subnets/none", "", 404, "ResourceNotFound", "subnets"),
                mistake(
                        "GET",
                        GROUP.replace("/g", "/none") + "/providers/Microsoft.Network/routeTables",
                        "",
                        404,
                        "ResourceGroupNotFound",
                        "none"),
                mistake(
                        "POST",
                        NET + "networkInterfaces/nic/explode",
                        "{}",
                        404,
                        "NotFound",
                        "explode"));
    }

    private static Arguments mistake(
            String verb, String path, String body, int status, String code, String part) {
        return arguments(verb, path, body, status, code, part);
    }

    @ParameterizedTest(name = "{4}: {0} {1}")
    @MethodSource("mistakes")
    void eachMistakeHasItsCodeAndItsCauseAndChangesNothing(
            String verb, String path, String body, int status, String code, String part)
            throws Exception {
        var before = cloud.loop.world();

        var answer = cloud.send(verb, path, body);

        var error = JsonMapper.shared().readTree(answer.body()).path("error");
        assertThat(answer.statusCode() + " " + error.path("code").asString(""))
                .as(answer.body())
                .isEqualTo(status + " " + code);
        assertThat(error.path("message").asString("")).contains(part);
        assertThat(cloud.loop.world().inventory()).isEqualTo(before.inventory());
        assertThat(cloud.loop.world().operations()).isEqualTo(before.operations());
    }

    /** Not refused at once, as in Azure: it is there, and useless. */
    @Test
    void aNinthPeerIsStoredAndFailsWithAzuresWords() throws Exception {
        for (int i = 2; i <= 8; i++) {
            var path = HUB + "/bgpConnections/p" + i;
            cloud.send("PUT", path, Requests.peer(65001, "10.1.2.1" + i));
            await().until(() -> cloud.loop.world().inventory().unsettled().isEmpty());
        }
        var ninth = HUB + "/bgpConnections/p9";

        var begun = cloud.send("PUT", ninth, Requests.peer(65001, "10.1.2.30"));

        assertThat(begun.statusCode()).isEqualTo(201);
        await().until(() -> cloud.loop.world().inventory().unsettled().isEmpty());
        assertThat(
                        cloud.loop
                                .world()
                                .inventory()
                                .find(ArmId.parse(ninth))
                                .orElseThrow()
                                .state()
                                .text())
                .isEqualTo("Failed");
        var status = begun.headers().firstValue("Azure-AsyncOperation").orElseThrow();
        assertThat(cloud.get(status).body())
                .contains(
                        "MaximumLocalNetworkSitesLimitReachedForGateway",
                        "Current site to site connections : 9, max limit : 8");
        cloud.send("DELETE", ninth, "");
        await().until(() -> cloud.loop.world().inventory().unsettled().isEmpty());
    }

    /** A hundred megabytes that nobody holds: most of them are not even sent. */
    @Test
    void aBodyOf100MegabytesIsRefusedWhileOthersAreServed() throws Exception {
        var before = cloud.loop.world();
        var huge =
                HttpRequest.BodyPublishers.ofInputStream(() ->
                        new InputStream() {
                            private int left = 100 << 20;

                            @Override
                            public int read() {
                                return left-- > 0 ? ' ' : -1;
                            }

                            @Override
                            public int read(byte[] into, int from, int length) {
                                int n = Math.min(length, left);
                                left -= n;
                                return n == 0 ? -1 : n;
                            }
                        });

        var refused = cloud.sending("PUT", VNET, huge);
        assertThat(cloud.send("GET", VNET, "").statusCode()).isEqualTo(200);

        refused.handle(
                        (answer, brokenOff) -> {
                            // Who sends on after 16 MB of it is hung up on.
                            if (answer != null) {
                                assertThat(answer.statusCode()).isEqualTo(413);
                            }
                            return brokenOff;
                        })
                .get();
        assertThat(cloud.loop.world().inventory()).isEqualTo(before.inventory());
    }
}
