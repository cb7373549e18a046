package fairlead.azure.types;

import static org.assertj.core.api.Assertions.assertThat;

import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.ResourceType;
import fairlead.azure.vnet.NextHop;
import fairlead.azure.vnet.Topology.IpForwarding;
import fairlead.net.Prefix;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CatalogueTest {

    private final SmallCloud cloud = Baseline.cloud();

    @Test
    void everyTypeIsListedUnderItsNamespaceWithItsVersionsNewestFirst() {
        var namespaces = cloud.catalogue.namespaces();
        assertThat(namespaces.keySet())
                .containsExactlyInAnyOrder(
                        "Microsoft.Resources",
                        "Microsoft.Network",
                        "Microsoft.Compute",
                        "Fairlead.Fleet");
        assertThat(namespaces.get("Microsoft.Network"))
                .extracting(Catalogue.ProvidedType::path)
                .contains("virtualHubs/bgpConnections", "loadBalancers/inboundNatRules");
        assertThat(namespaces.values())
                .allSatisfy(types ->
                        assertThat(types)
                                .allSatisfy(type ->
                                        assertThat(type.apiVersions())
                                                .isNotEmpty()
                                                .isSortedAccordingTo(Comparator.reverseOrder())));
        assertThat(cloud.catalogue.row(new ResourceType("microsoft.NETWORK/routetables")))
                .isPresent();
    }

    @Test
    void locationsAreShownInTheirShortForm() {
        assertThat(cloud.shown(SmallCloud.GROUP, "/location").stringValue())
                .isEqualTo("westeurope");
        assertThat(cloud.document(SmallCloud.GROUP).has("etag")).isFalse();
        assertThat(cloud.document(SmallCloud.GROUP).toString()).contains("Succeeded");
    }

    @Test
    void aPatchReplacesTagsAsASetAndMergesOnlyCompute() {
        cloud.put(Baseline.TABLE, "{'location':'westeurope','tags':{'a':'1','b':'2'}}");
        var table =
                cloud.catalogue.merged(
                        cloud.get(Baseline.TABLE),
                        SmallCloud.json(
                                "{'tags':{'c':'3'},'properties':{'disableBgpRoutePropagation':true}}"));
        assertThat(table.path("tags").toString()).isEqualTo("{\"c\":\"3\"}");
        cloud.put(Baseline.TABLE, table);
        assertThat(
                        cloud.shown(Baseline.TABLE, "/properties/disableBgpRoutePropagation")
                                .booleanValue())
                .isFalse();
        assertThat(cloud.shown(Baseline.TABLE, "/properties/routes").size()).isEqualTo(1);

        var set =
                cloud.catalogue.merged(
                        cloud.get(Baseline.SET),
                        SmallCloud.json(
                                "{'sku':{'capacity':4},'properties':{'upgradePolicy':{'Mode':'Automatic'}}}"));
        cloud.put(Baseline.SET, set);
        assertThat(cloud.shown(Baseline.SET, "/sku/name").stringValue()).isEqualTo("Standard_B1s");
        assertThat(cloud.shown(Baseline.SET, "/properties/upgradePolicy/mode").stringValue())
                .isEqualTo("Automatic");
        assertThat(cloud.has(Baseline.SET + "/virtualMachines/3")).isTrue();
    }

    @Test
    void aSystemAssignedIdentityHasAPrincipal() {
        cloud.put(
                Baseline.VM,
                Baseline.VM_BODY.replace("'tags':{}", "'identity':{'type':'SystemAssigned'}"));
        assertThat(cloud.shown(Baseline.VM, "/identity/principalId").stringValue()).hasSize(36);
        cloud.put(Baseline.VM, cloud.document(Baseline.VM));
        assertThat(cloud.get(Baseline.VM).body().path("identity").has("principalId")).isFalse();
    }

    @Test
    void theTopologyHoldsEveryNetworkAndNic() {
        var topology = Topologies.of(cloud);
        assertThat(topology.vnets()).hasSize(2);
        assertThat(Topologies.subnet(cloud.get(Baseline.VMS)).routeTable())
                .contains(ArmId.parse(Baseline.TABLE));
        assertThat(topology.nics()).hasSize(4);
        var nva =
                Objects.requireNonNull(
                        topology.nics()
                                .get(
                                        ArmId.parse(
                                                Baseline.SET
                                                        + "/virtualMachines/0/networkInterfaces/nic")));
        assertThat(nva.forwarding()).isEqualTo(IpForwarding.ENABLED);
        assertThat(nva.subnet()).isEqualTo(ArmId.parse(Baseline.NVAS));
        assertThat(nva.primary()).hasToString("10.1.2.4");
        var table = Objects.requireNonNull(topology.routeTables().get(ArmId.parse(Baseline.TABLE)));
        assertThat(table.routes())
                .extracting(one -> List.of(one.name(), one.prefix(), one.nextHop()))
                .containsExactly(
                        List.of(
                                "client",
                                Prefix.parse("109.125.124.132/32"),
                                new NextHop.Internet()));
        assertThat(Topologies.vnet(cloud.get(Baseline.VNET), cloud).peerings())
                .extracting(one -> one.remote().toString())
                .containsExactly(Baseline.SPOKE);
    }

    @Test
    void aMachineIsReadWithAllThatItsBootNeeds() {
        var vm = Machine.of(cloud.get(Baseline.VM));
        assertThat(vm.computerName()).isEqualTo("vm");
        assertThat(vm.image().publisher()).isEqualTo("Canonical");
        assertThat(vm.sshKeys()).containsExactly("ssh-rsa AAAA");
        assertThat(vm.customData()).contains("I2Nsb3VkLWNvbmZpZwo=");
        assertThat(vm.nics()).containsExactly(ArmId.parse(Baseline.NIC));
        assertThat(cloud.shown(Baseline.VM, "/properties/vmId").stringValue()).isEqualTo(vm.vmId());
        assertThat(NetworkInterface.of(cloud.get(Baseline.NIC), cloud).machine()).contains(vm.id());
    }

    @Test
    void theOutboundAddressOfAPoolIsItsRulesFrontend() {
        var lb = LoadBalancer.of(cloud.get(Baseline.LB), cloud);
        assertThat(lb.outboundAddresses(ArmId.parse(Baseline.POOL)))
                .containsExactly(ArmId.parse(Baseline.LB_PIP));
        cloud.put(
                Baseline.LB,
                Baseline.LB_BODY.replace("'enableFloatingIP':false", "'disableOutboundSnat':true"));
        assertThat(
                        LoadBalancer.of(cloud.get(Baseline.LB), cloud)
                                .outboundAddresses(ArmId.parse(Baseline.POOL)))
                .isEmpty();
        cloud.put(
                Baseline.LB,
                Baseline.LB_BODY
                        .replace("'enableFloatingIP':false", "'disableOutboundSnat':true")
                        .replace(
                                "'probes':",
                                """
                                'outboundRules':[{'name':'out','properties':{'protocol':'All',
                                  'frontendIPConfigurations':[{'id':'%1$s/frontendIPConfigurations/fe'}],
                                  'backendAddressPool':{'id':'%1$s/backendAddressPools/pool'}}}],'probes':
                                """
                                        .formatted(Baseline.LB)));
        assertThat(
                        LoadBalancer.of(cloud.get(Baseline.LB), cloud)
                                .outboundAddresses(ArmId.parse(Baseline.POOL)))
                .containsExactly(ArmId.parse(Baseline.LB_PIP));
    }

    @Test
    void aBasicLoadBalancerGivesOutboundAccessByItsPoolsAlone() {
        var pip = SmallCloud.NET + "publicIPAddresses/basic";
        var lb = SmallCloud.NET + "loadBalancers/basic";
        cloud.put(pip, Baseline.publicAddress("Basic", "Dynamic"));
        cloud.put(
                lb,
                """
                {'location':'westeurope','properties':{'backendAddressPools':[{'name':'p'}],
                  'frontendIPConfigurations':[{'name':'fe','properties':{'publicIPAddress':{'id':'%s'}}}],
                  'inboundNatPools':[{'name':'ssh','properties':{'backendPort':22,'protocol':'tcp',
                    'frontendPortRangeStart':'50000','frontendPortRangeEnd':'50119',
                    'frontendIPConfiguration':{'id':'%s/frontendIPConfigurations/fe'}}}]}}
                """
                        .formatted(pip, lb));
        assertThat(
                        LoadBalancer.of(cloud.get(lb), cloud)
                                .outboundAddresses(ArmId.parse(lb + "/backendAddressPools/p")))
                .containsExactly(ArmId.parse(pip));
        assertThat(PublicAddress.of(cloud.get(pip)).address()).isPresent();
    }

    @Test
    void nicsThatAreToGoWithTheirMachineDo() {
        cloud.put(
                Baseline.VM,
                Baseline.VM_BODY.replace("'deleteOption':null", "'deleteOption':'Delete'"));
        cloud.delete(Baseline.VM);
        assertThat(cloud.has(Baseline.NIC)).isFalse();
        assertThat(cloud.has(Baseline.NIC + "/ipConfigurations/ipconfig1")).isFalse();
    }
}
