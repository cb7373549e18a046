package fairlead.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A client gets and sends what its api-version has, and nothing that came later. */
class ApiVersionsTest {

    private static final String VNET =
            Bodies.GROUP + "/providers/Microsoft.Network/virtualNetworks/vnet";
    private static final String NETWORK =
            """
            {'location':'westeurope','properties':{'addressSpace':{'addressPrefixes':['10.1.0.0/16']},
              'privateEndpointVNetPolicies':'Basic',
              'subnets':[{'name':'apps','properties':{'addressPrefix':'10.1.0.0/24','defaultOutboundAccess':false}}]}}
            """;

    private static String in(String version) {
        return VNET + "?api-version=" + version;
    }

    @Test
    void aMemberOfALaterVersionIsUnknown() {
        var cloud = TestCloud.withGroup();

        var refused = cloud.put(in("2022-01-01"), NETWORK);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(TestCloud.error(refused)).isEqualTo("InvalidRequestFormat");
        assertThat(refused.body().orElseThrow().at("/error/details/0/message").asString())
                .isEqualTo(
                        "Could not find member 'privateEndpointVNetPolicies' on this object in"
                                + " api-version 2022-01-01; later versions have it. Path"
                                + " 'properties.privateEndpointVNetPolicies'.");
        assertThat(cloud.find(VNET)).isEmpty();
    }

    @Test
    void aMemberOfALaterVersionIsUnknownInAChildToo() {
        var cloud = TestCloud.withGroup();

        var refused =
                cloud.put(
                        in("2022-01-01"),
                        NETWORK.replace("'privateEndpointVNetPolicies':'Basic',", ""));

        assertThat(refused.body().orElseThrow().at("/error/details/0/target").asString())
                .isEqualTo("properties.subnets[0].properties.defaultOutboundAccess");
    }

    @Test
    void aMemberOfALaterVersionIsNotShown() {
        var cloud = TestCloud.withGroup();
        cloud.make(VNET, NETWORK);

        var old = cloud.get(in("2022-01-01")).body().orElseThrow().path("properties");
        var between = cloud.get(in("2023-11-01")).body().orElseThrow().path("properties");
        var now = cloud.get(in("2024-05-01")).body().orElseThrow().path("properties");

        assertThat(old.has("privateEndpointVNetPolicies")).isFalse();
        assertThat(old.at("/subnets/0/properties").has("defaultOutboundAccess")).isFalse();
        assertThat(between.has("privateEndpointVNetPolicies")).isFalse();
        assertThat(between.at("/subnets/0/properties/defaultOutboundAccess").asBoolean(true))
                .isFalse();
        assertThat(now.path("privateEndpointVNetPolicies").asString()).isEqualTo("Basic");
    }

    @Test
    void aListShowsAsMuchAsTheResourceAlone() {
        var cloud = TestCloud.withGroup();
        cloud.make(VNET, NETWORK);

        var list =
                cloud.get(
                        Bodies.GROUP
                                + "/providers/Microsoft.Network/virtualNetworks?api-version=2022-01-01");

        assertThat(list.body().orElseThrow().path("value").get(0))
                .isEqualTo(cloud.get(in("2022-01-01")).body().orElseThrow());
    }

    @Test
    void theResourceManagersListShowsNoProperties() {
        var cloud = TestCloud.withGroup();
        cloud.make(VNET, NETWORK);

        var listed = cloud.get(Bodies.GROUP + "/resources").body().orElseThrow().at("/value/0");

        assertThat(listed.propertyNames()).containsExactly("id", "name", "type", "location");
    }

    @Test
    void aTemplateSpeaksTheVersionOfEachResource() {
        var cloud = TestCloud.withGroup();
        var deployment = Bodies.GROUP + "/providers/Microsoft.Resources/deployments/d";

        cloud.put(
                deployment,
                """
                {'properties':{'mode':'Incremental','template':{'contentVersion':'1.0.0.0',
                  '$schema':'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
                  'resources':[{'type':'Microsoft.Network/routeTables','apiVersion':'2022-01-01','name':'rt',
                    'location':'westeurope','properties':{'disablePeeringRoute':'All'}}]}}}
                """);
        cloud.settle();

        assertThat(cloud.stateOf(deployment)).isEqualTo("Failed");
        assertThat(cloud.get(deployment).body().orElseThrow().toString())
                .contains("disablePeeringRoute", "in api-version 2022-01-01");
    }
}
