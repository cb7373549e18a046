package fairlead.azure.types;

import static fairlead.azure.types.RefusalTest.subnet;
import static fairlead.azure.types.RefusalTest.vnet;
import static fairlead.azure.types.SmallCloud.NET;
import static org.assertj.core.api.Assertions.assertThat;

import fairlead.azure.arm.ArmId;
import fairlead.azure.types.TypeRow.Change;
import org.junit.jupiter.api.Test;

/** A child is one thing, whether it is seen by itself or inside its parent. */
class ParentAndChildTest {

    private final SmallCloud cloud = Baseline.cloud();

    @Test
    void aChildPutShowsInItsParentAndTheReverse() {
        var own = Baseline.VNET + "/subnets/own";
        var change = cloud.put(own, subnet("10.1.20.0/24"));
        assertThat(change).containsExactly(new Change.Put(ArmId.parse(own), cloud.get(own).body()));
        var subnets = cloud.shown(Baseline.VNET, "/properties/subnets");
        assertThat(subnets.get(3)).isEqualTo(cloud.document(own));
        assertThat(subnets.get(0)).isEqualTo(cloud.document(Baseline.VMS));
        assertThat(cloud.document(Baseline.VMS).propertyNames())
                .containsExactly("id", "name", "type", "etag", "properties");
    }

    @Test
    void aParentWithoutItsCollectionKeepsTheChildrenAndAnEmptyOneRemovesThem() {
        var net = NET + "virtualNetworks/n";
        cloud.put(
                net,
                vnet("'10.9.0.0/16'", "{'name':'a','properties':{'addressPrefix':'10.9.0.0/24'}}"));
        cloud.put(net, vnet("'10.9.0.0/16'", null));
        assertThat(cloud.has(net + "/subnets/a")).isTrue();
        var changes = cloud.put(net, vnet("'10.9.0.0/16'", ""));
        assertThat(changes.getLast()).isEqualTo(new Change.Remove(ArmId.parse(net + "/subnets/a")));
        assertThat(cloud.has(net + "/subnets/a")).isFalse();
        assertThat(cloud.shown(net, "/properties/subnets").isEmpty()).isTrue();
    }

    @Test
    void subnetsMayExchangeTheirPrefixesInOnePut() {
        var net = NET + "virtualNetworks/n";
        var two =
                """
                {'name':'a','properties':{'addressPrefix':'10.9.0.0/24'}},
                {'name':'b','properties':{'addressPrefix':'10.9.1.0/24'}}
                """;
        cloud.put(net, vnet("'10.9.0.0/16'", two));
        cloud.put(
                net,
                vnet(
                        "'10.9.0.0/16'",
                        two.replace("10.9.0", "@")
                                .replace("10.9.1", "10.9.0")
                                .replace("@", "10.9.1")));
        assertThat(cloud.shown(net + "/subnets/a", "/properties/addressPrefix").stringValue())
                .isEqualTo("10.9.1.0/24");
    }

    @Test
    void everyCollectionIsThereEvenWhenItIsEmpty() {
        var lb = NET + "loadBalancers/empty";
        cloud.put(lb, "{'location':'westeurope','sku':{'name':'Standard'}}");
        assertThat(cloud.shown(lb, "/properties").propertyNames())
                .contains(
                        "frontendIPConfigurations",
                        "backendAddressPools",
                        "loadBalancingRules",
                        "probes",
                        "inboundNatRules",
                        "inboundNatPools",
                        "outboundRules");
        assertThat(cloud.shown(Baseline.SPOKE, "/properties").propertyNames())
                .contains("subnets", "virtualNetworkPeerings");
        cloud.put(NET + "networkSecurityGroups/empty", "{'location':'westeurope'}");
        assertThat(cloud.shown(NET + "networkSecurityGroups/empty", "/properties").propertyNames())
                .contains("securityRules", "defaultSecurityRules");
        assertThat(
                        cloud.shown(Baseline.NSG, "/properties/securityRules/0/properties")
                                .propertyNames())
                .containsAll(SecurityRules.LISTS);
        assertThat(cloud.shown(Baseline.NSG, "/properties/defaultSecurityRules").size())
                .isEqualTo(6);
        cloud.put(NET + "routeTables/empty", "{'location':'westeurope','properties':null}");
        assertThat(cloud.shown(NET + "routeTables/empty", "/properties/routes").isArray()).isTrue();
    }

    @Test
    void backReferencesFollowTheForwardOnes() {
        assertThat(cloud.shown(Baseline.TABLE, "/properties/subnets/0/id").stringValue())
                .isEqualTo(Baseline.VMS);
        assertThat(cloud.shown(Baseline.NIC, "/properties/virtualMachine/id").stringValue())
                .isEqualTo(Baseline.VM);
        assertThat(cloud.shown(Baseline.POOL, "/properties/backendIPConfigurations").size())
                .isEqualTo(3);
        assertThat(cloud.shown(Baseline.POOL, "/properties/loadBalancingRules/0/id").stringValue())
                .isEqualTo(Baseline.LB + "/loadBalancingRules/rule");
        assertThat(cloud.shown(Baseline.VMS, "/properties/ipConfigurations/0/id").stringValue())
                .isEqualTo(Baseline.NIC + "/ipConfigurations/ipconfig1");
        assertThat(cloud.shown(Baseline.LB_PIP, "/properties/ipConfiguration/id").stringValue())
                .isEqualTo(Baseline.LB + "/frontendIPConfigurations/fe");
    }

    @Test
    void namesKeepTheirFirstCaseAndTypesTheCatalogues() {
        var shouted = Baseline.VNET.replace("virtualNetworks/vnet", "VIRTUALNETWORKS/VNET");
        cloud.put(shouted + "/SUBNETS/New", subnet("10.1.30.0/24"));
        assertThat(cloud.shown(Baseline.VNET + "/subnets/new", "/id").stringValue())
                .isEqualTo(Baseline.VNET + "/subnets/New");
        cloud.put(
                shouted + "/subnets/new",
                "{'properties':{'addressPrefix':'10.1.30.0/24','routeTable':{'id':'%s','properties':{'x':1}}}}"
                        .formatted(
                                Baseline.TABLE
                                        .toUpperCase(java.util.Locale.ROOT)
                                        .replace("/SUBSCRIPTIONS", "/subscriptions")));
        assertThat(
                        cloud.shown(Baseline.VNET + "/subnets/New", "/properties/routeTable/id")
                                .stringValue())
                .isEqualTo(Baseline.TABLE);
    }

    @Test
    void aGroupGoesWithEverythingInIt() {
        cloud.delete(SmallCloud.GROUP);
        assertThat(cloud.all()).isEmpty();
    }

    @Test
    void aDeleteOfNothingChangesNothing() {
        assertThat(cloud.delete(NET + "routeTables/none")).isEmpty();
    }

    @Test
    void aNatRuleAsAScaleSetsTemplateSendsItIsTaken() {
        var rule = Baseline.LB + "/inboundNatRules/NatRule";
        cloud.put(
                rule,
                """
                {'location':'westeurope','properties':{
                  'frontendIPConfiguration':{'id':'%1$s/frontendIPConfigurations/fe'},
                  'backendAddressPool':{'id':'%1$s/backendAddressPools/pool'},'backendPort':22,
                  'frontendPortRangeStart':'50000','frontendPortRangeEnd':'50119','protocol':'tcp',
                  'idleTimeoutInMinutes':5}}
                """
                        .formatted(Baseline.LB));
        assertThat(cloud.shown(rule, "/properties/frontendPortRangeStart").intValue())
                .isEqualTo(50000);
        assertThat(
                        cloud.shown(
                                        Baseline.LB,
                                        "/properties/inboundNatRules/0/properties/protocol")
                                .stringValue())
                .isEqualTo("Tcp");
        assertThat(cloud.document(rule).has("location")).isFalse();
    }
}
