package fairlead.azure.types;

import static fairlead.azure.types.SmallCloud.COMPUTE;
import static fairlead.azure.types.SmallCloud.GROUP;
import static fairlead.azure.types.SmallCloud.NET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.RefusedException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The baseline with one thing changed, and the code that Azure answers. */
class RefusalTest {

    private static final String SECOND_NIC = NET + "networkInterfaces/second";
    private static final String SECOND_VM = COMPUTE + "virtualMachines/second";
    private static final String SECOND_PEERING = Baseline.VNET + "/virtualNetworkPeerings/second";

    static Stream<Arguments> envelopes() {
        return Stream.of(
                arguments("LocationRequired", Baseline.PIP, "{'properties':{}}"),
                arguments("InvalidResourceLocation", Baseline.PIP, "{'location':'eastus'}"),
                arguments("InvalidResourceGroupLocation", GROUP, "{'location':'eastus'}"),
                arguments(
                        "LocationNotAvailableForResourceType",
                        NET + "publicIPAddresses/new",
                        "{'location':'west-europe'}"),
                arguments(
                        "ResourceGroupNotFound",
                        "/subscriptions/s/resourceGroups/other/providers/Microsoft.Network/routeTables/t",
                        "{'location':'westeurope'}"),
                arguments(
                        "ParentResourceNotFound",
                        NET + "virtualNetworks/none/subnets/a",
                        "{'properties':{'addressPrefix':'10.1.9.0/24'}}"),
                arguments(
                        "InvalidResourceName",
                        NET + "routeTables/a;b",
                        "{'location':'westeurope'}"),
                arguments(
                        "InvalidResourceName",
                        NET + "networkInterfaces/n",
                        Baseline.NIC_BODY.replace("ipconfig1", "..")),
                arguments(
                        "InvalidRequestContent",
                        Baseline.VMS,
                        "{'properties':{'addressPrefix':'10.1.0.0/24','routeTable':{'name':'rt'}}}"),
                arguments("InvalidResourceType", NET + "routeFilters/f", "{}"),
                arguments(
                        "InvalidRequestFormat",
                        Baseline.TABLE,
                        "{'location':'westeurope','colour':'red'}"),
                arguments(
                        "InvalidRequestFormat",
                        Baseline.TABLE,
                        "{'location':'westeurope','properties':[]}"),
                arguments(
                        "InvalidRequestFormat",
                        Baseline.TABLE,
                        "{'location':'westeurope','tags':{'a':1}}"),
                arguments(
                        "InvalidRequestFormat",
                        Baseline.TABLE,
                        "{'location':'westeurope','properties':{'colour':'red'}}"),
                arguments(
                        "InvalidRequestFormat",
                        Baseline.TABLE,
                        "{'location':'westeurope','properties':{'disableBgpRoutePropagation':'perhaps'}}"),
                arguments(
                        "OperationNotAllowed",
                        Baseline.LB + "/probes/probe",
                        "{'properties':{'protocol':'Tcp','port':80}}"));
    }

    static Stream<Arguments> networks() {
        return Stream.of(
                arguments("InvalidRequestContent", Baseline.VNET, vnet("", "")),
                arguments("InvalidAddressPrefixFormat", Baseline.VNET, vnet("'10.1.0.0'", "")),
                arguments("InvalidCIDRNotation", Baseline.VNET, vnet("'10.1.0.1/16'", "")),
                arguments(
                        "AddressPrefixInReservedRange",
                        NET + "virtualNetworks/n",
                        vnet("'224.1.0.0/16'", "")),
                arguments(
                        "NetcfgInvalidVirtualNetworkSite",
                        NET + "virtualNetworks/n",
                        vnet("'10.9.0.0/16','10.9.1.0/24'", "")),
                arguments(
                        "NetcfgSubnetRangeOutsideVnet", Baseline.VNET, vnet("'10.7.0.0/16'", null)),
                arguments(
                        "VnetAddressSpaceOverlapsWithAlreadyPeeredVnet",
                        Baseline.VNET,
                        vnet("'10.0.0.0/8'", null)),
                arguments("InUseSubnetCannotBeDeleted", Baseline.VNET, vnet("'10.1.0.0/16'", "")),
                arguments(
                        "NetcfgSubnetRangesOverlap",
                        Baseline.VNET + "/subnets/new",
                        subnet("10.1.0.128/25")),
                arguments(
                        "NetcfgSubnetRangeOutsideVnet",
                        Baseline.VNET + "/subnets/new",
                        subnet("10.3.0.0/24")),
                arguments(
                        "NetcfgInvalidSubnet",
                        Baseline.VNET + "/subnets/new",
                        subnet("10.1.9.0/30")),
                arguments("InUseSubnetCannotBeUpdated", Baseline.VMS, subnet("10.1.8.0/24")),
                arguments(
                        "RouteTableCannotBeAttachedForRouteServerSubnet",
                        Baseline.RS_SUBNET,
                        "{'properties':{'addressPrefix':'10.1.1.0/24','routeTable':{'id':'%s'}}}"
                                .formatted(Baseline.TABLE)),
                arguments(
                        "InvalidResourceReference",
                        Baseline.VMS,
                        "{'properties':{'addressPrefix':'10.1.0.0/24','routeTable':{'id':'%sx'}}}"
                                .formatted(Baseline.TABLE)),
                arguments(
                        "LinkedInvalidPropertyId",
                        Baseline.VMS,
                        "{'properties':{'addressPrefix':'10.1.0.0/24','routeTable':{'id':'rt'}}}"),
                arguments(
                        "AnotherPeeringAlreadyReferencesRemoteVnet",
                        SECOND_PEERING,
                        Baseline.peering(Baseline.SPOKE)),
                arguments("InvalidParameter", SECOND_PEERING, Baseline.peering(Baseline.VNET)),
                arguments(
                        "ChangingRemoteVirtualNetworkNotAllowed",
                        Baseline.VNET + "/virtualNetworkPeerings/out",
                        Baseline.peering(NET + "virtualNetworks/third")),
                arguments(
                        "VnetAddressSpacesOverlap",
                        SECOND_PEERING,
                        Baseline.peering(NET + "virtualNetworks/twin")),
                arguments(
                        "RemoteVnetHasNoGateways",
                        Baseline.SPOKE + "/virtualNetworkPeerings/back",
                        Baseline.peering(Baseline.VNET)
                                .replace("'useRemoteGateways':false", "'useRemoteGateways':true")),
                arguments(
                        "RouteConflict",
                        Baseline.TABLE + "/routes/twin",
                        route("109.125.124.132/32", "Internet", "")),
                arguments(
                        "InvalidRouteNextHop",
                        Baseline.TABLE + "/routes/new",
                        route("10.9.0.0/16", "VirtualAppliance", "")),
                arguments(
                        "InvalidRouteNextHop",
                        Baseline.TABLE + "/routes/new",
                        route("10.9.0.0/16", "None", "10.1.0.4")),
                arguments(
                        "InvalidIPAddressFormat",
                        Baseline.TABLE + "/routes/new",
                        route("10.9.0.0/16", "VirtualAppliance", "10.1")),
                arguments(
                        "InvalidParameter",
                        Baseline.TABLE + "/routes/new",
                        route("10.9.0.0/16", "Moon", "")),
                arguments(
                        "OperationNotAllowed",
                        Baseline.TABLE + "/routes/new",
                        route("Storage", "Internet", "")),
                arguments(
                        "SecurityRuleConflict",
                        Baseline.NSG + "/securityRules/twin",
                        "{'properties':{'protocol':'*','access':'Deny','priority':1000,'direction':'Inbound'}}"),
                arguments(
                        "InvalidParameter",
                        Baseline.NSG + "/securityRules/low",
                        "{'properties':{'protocol':'*','access':'Deny','priority':99,'direction':'Inbound'}}"));
    }

    static Stream<Arguments> addresses() {
        return Stream.of(
                arguments("PrivateIPAddressIsAllocated", SECOND_NIC, nic(Baseline.VMS, "10.1.0.4")),
                arguments(
                        "PrivateIPAddressInReservedRange",
                        SECOND_NIC,
                        nic(Baseline.VMS, "10.1.0.3")),
                arguments(
                        "PrivateIPAddressInReservedRange",
                        SECOND_NIC,
                        nic(Baseline.VMS, "10.1.0.255")),
                arguments("PrivateIPAddressNotInSubnet", SECOND_NIC, nic(Baseline.VMS, "10.1.2.4")),
                arguments(
                        "SubnetWithExternalResourcesCannotBeUsedByOtherResources",
                        SECOND_NIC,
                        nic(Baseline.RS_SUBNET, "10.1.1.9")),
                arguments(
                        "NetworkInterfaceMustHaveAtLeastOneIpConfiguration",
                        SECOND_NIC,
                        "{'location':'westeurope','properties':{'ipConfigurations':[]}}"),
                arguments(
                        "PublicIPAddressInUse",
                        SECOND_NIC,
                        Baseline.NIC_BODY.replace("'name':'ipconfig1'", "'name':'other'")),
                arguments(
                        "StandardSkuPublicIPAddressMustBeStatic",
                        NET + "publicIPAddresses/new",
                        Baseline.publicAddress("Standard", "Dynamic")),
                arguments(
                        "PropertyChangeNotAllowed",
                        Baseline.PIP,
                        Baseline.publicAddress("Basic", "Static")),
                arguments(
                        "PublicIPAndLBSkuDoNotMatch",
                        NET + "loadBalancers/new",
                        """
                        {'location':'westeurope','sku':{'name':'Basic'},'properties':{'frontendIPConfigurations':[
                          {'name':'fe','properties':{'publicIPAddress':{'id':'%s'}}}]}}
                        """
                                .formatted(Baseline.LB_PIP)),
                arguments(
                        "LoadBalancerInUseByVirtualMachineScaleSet",
                        Baseline.LB,
                        Baseline.LB_BODY.replace("[{'name':'pool'}]", "[]")),
                arguments(
                        "InvalidResourceReference",
                        Baseline.LB,
                        Baseline.LB_BODY.replaceAll("'probes':\\[[^\\]]*\\]", "'probes':[]")));
    }

    static Stream<Arguments> machines() {
        return Stream.of(
                arguments("NicInUse", SECOND_VM, Baseline.VM_BODY),
                arguments(
                        "InvalidResourceReference",
                        Baseline.VM,
                        Baseline.VM_BODY.replace("/nic'", "/none'")),
                arguments(
                        "InvalidRequestContent",
                        Baseline.VM,
                        Baseline.VM_BODY.replace("'vmSize':'Standard_B1s'", "")),
                arguments(
                        "PropertyChangeNotAllowed",
                        Baseline.VM,
                        Baseline.VM_BODY.replace("I2Nsb3Vk", "I3Nsb3Vk")),
                arguments(
                        "InvalidParameter",
                        Baseline.VM,
                        Baseline.VM_BODY.replace("I2Nsb3Vk", "#cloud-config")),
                arguments(
                        "InvalidParameter",
                        Baseline.VM,
                        Baseline.VM_BODY.replace("'lab'", "'root'")),
                arguments(
                        "InvalidParameter",
                        SECOND_VM,
                        Baseline.VM_BODY.replace("'computerName':'vm'", "'computerName':'a b'")),
                arguments("InvalidParameter", Baseline.SET, Baseline.scaleSet(1001)),
                arguments(
                        "InvalidResourceReference",
                        Baseline.SET,
                        Baseline.scaleSet(3).replace("/subnets/nvas", "/subnets/none")),
                arguments(
                        "OperationNotAllowed",
                        Baseline.SET,
                        Baseline.scaleSet(3).replace("Uniform", "Flexible")),
                arguments(
                        "InvalidParameter",
                        Baseline.SET + "/virtualMachines/77",
                        "{'location':'westeurope'}"));
    }

    static Stream<Arguments> routeServers() {
        return Stream.of(
                arguments(
                        "OperationNotAllowed",
                        NET + "virtualHubs/wan",
                        "{'location':'westeurope','properties':{'addressPrefix':'10.5.0.0/24'}}"),
                arguments(
                        "PropertyChangeNotAllowed",
                        Baseline.HUB,
                        "{'location':'westeurope','properties':{'virtualRouterAsn':65001}}"),
                arguments(
                        "RouteServerAlreadyExistsInVirtualNetwork",
                        Baseline.HUB + "/ipConfigurations/second",
                        Baseline.reference("subnet", Baseline.RS_SUBNET)),
                arguments(
                        "RouteServerSubnetNameInvalid",
                        Baseline.HUB + "/ipConfigurations/Default",
                        Baseline.reference("subnet", Baseline.VMS)),
                arguments("InvalidPeerAsn", Baseline.PEER, Baseline.peer(65515, "10.1.2.4")),
                arguments("InvalidPeerAsn", Baseline.PEER, Baseline.peer(64500, "10.1.2.4")),
                arguments("InvalidPeerIp", Baseline.PEER, Baseline.peer(65001, "10.1.1.9")),
                arguments("InvalidPeerIp", Baseline.PEER, Baseline.peer(65001, "10.3.0.4")),
                arguments("InvalidIPAddressFormat", Baseline.PEER, Baseline.peer(65001, "nva")),
                arguments(
                        "InvalidRequestContent", Baseline.PEER, "{'properties':{'peerAsn':65001}}"),
                arguments(
                        "PeerIpAlreadyInUse",
                        Baseline.HUB + "/bgpConnections/b",
                        Baseline.peer(65001, "10.1.2.4")),
                arguments(
                        "ScaleSetAlreadyBound",
                        GROUP + "/providers/Fairlead.Fleet/routeServerPeerings/second",
                        "{'properties':{'routeServer':{'id':'%s'},'scaleSet':{'id':'%s'},'peerAsn':65001}}"
                                .formatted(Baseline.HUB, Baseline.SET)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource({"envelopes", "networks", "addresses", "machines", "routeServers"})
    void aWrongPutIsRefusedWithItsCode(String code, String id, String body) {
        var cloud = Baseline.cloud();
        cloud.put(NET + "virtualNetworks/third", vnet("'10.3.0.0/16'", ""));
        cloud.put(NET + "virtualNetworks/twin", vnet("'10.1.0.0/16'", ""));
        assertThat(cloud.refusal(id, body)).isEqualTo(code);
    }

    @Test
    void anUnknownMemberIsNamedWithItsPath() {
        var cloud = Baseline.cloud();
        var body =
                SmallCloud.json(Baseline.NIC_BODY.replace("'subnet':", "'colour':'red','subnet':"));
        try {
            cloud.catalogue.put(ArmId.parse(Baseline.NIC), body, cloud);
        } catch (RefusedException refused) {
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.error().details().getFirst().message())
                    .contains("'colour'")
                    .contains("properties.ipConfigurations[0].properties.colour");
            return;
        }
        throw new AssertionError("accepted");
    }

    @Test
    void aFullSubnetIsRefused() {
        var cloud = Baseline.cloud();
        var tiny = Baseline.VNET + "/subnets/tiny";
        cloud.put(tiny, subnet("10.1.9.0/29"));
        for (int i = 0; i < 3; i++) {
            cloud.put(NET + "networkInterfaces/n" + i, dynamicNic(tiny));
        }
        assertThat(cloud.refusal(NET + "networkInterfaces/n3", dynamicNic(tiny)))
                .isEqualTo("SubnetIsFull");
        assertThat(cloud.refusal(Baseline.SET, Baseline.scaleSet(4).replace("/nvas", "/tiny")))
                .isEqualTo("SubnetIsFull");
    }

    @Test
    void nicsOfOneMachineAreInOneNetwork() {
        var cloud = Baseline.cloud();
        cloud.put(Baseline.SPOKE + "/subnets/a", subnet("10.2.0.0/24"));
        cloud.put(SECOND_NIC, dynamicNic(Baseline.SPOKE + "/subnets/a"));
        var two =
                Baseline.VM_BODY.replace(
                        "'properties':{'deleteOption':null}}",
                        "'properties':{'primary':true}},{'id':'" + SECOND_NIC + "'}");
        assertThat(cloud.refusal(Baseline.VM, two)).isEqualTo("SubnetsNotInSameVnet");
        assertThat(cloud.refusal(Baseline.VM, two.replace("true", "false")))
                .isEqualTo("VirtualMachineMustHaveOneNetworkInterfaceAsPrimary");
    }

    static String vnet(String space, @org.jspecify.annotations.Nullable String subnets) {
        return "{'location':'westeurope','properties':{'addressSpace':{'addressPrefixes':[%s]}%s}}"
                .formatted(space, subnets == null ? "" : ",'subnets':[" + subnets + "]");
    }

    static String subnet(String prefix) {
        return "{'properties':{'addressPrefix':'%s'}}".formatted(prefix);
    }

    static String route(String prefix, String type, String hop) {
        return "{'properties':{'addressPrefix':'%s','nextHopType':'%s','nextHopIpAddress':'%s'}}"
                .formatted(prefix, type, hop);
    }

    static String nic(String subnet, String address) {
        return """
        {'location':'westeurope','properties':{'ipConfigurations':[{'name':'ip','properties':{
          'privateIPAllocationMethod':'Static','privateIPAddress':'%s','subnet':{'id':'%s'}}}]}}
        """
                .formatted(address, subnet);
    }

    static String dynamicNic(String subnet) {
        return """
        {'location':'westeurope','properties':{'ipConfigurations':[{'name':'ip','properties':{
          'subnet':{'id':'%s'}}}]}}
        """
                .formatted(subnet);
    }
}
