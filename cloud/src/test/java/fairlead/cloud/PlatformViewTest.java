package fairlead.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import fairlead.azure.arm.ArmId;
import fairlead.azure.dns.DnsQuestion;
import fairlead.azure.dns.DnsRecord;
import fairlead.net.IpAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlatformViewTest {

    private static final IpAddress FIRST = IpAddress.parse("10.1.0.4");
    private static final String TWIN = Bodies.NET + "virtualNetworks/twin";

    private static PlatformView view(TestCloud cloud) {
        return PlatformView.of(cloud.world().inventory(), Map.of());
    }

    private static int serial(TestCloud cloud, String id) {
        return cloud.world().inventory().find(ArmId.parse(id)).orElseThrow().serial();
    }

    private static Optional<String> at(TestCloud cloud, String vnet, IpAddress address) {
        return view(cloud)
                .resident(serial(cloud, vnet), address)
                .map(resident -> resident.machine().id().name());
    }

    private static List<DnsRecord> known(TestCloud cloud, String vnet, String name) {
        return view(cloud)
                .names(serial(cloud, vnet))
                .orElseThrow()
                .answer(new DnsQuestion(name, DnsQuestion.Type.A))
                .records();
    }

    private static TestCloud twins() {
        var cloud = Bodies.machine();
        cloud.make(TWIN, Bodies.NETWORK);
        cloud.make(Bodies.NIC + "2", Bodies.nic(TWIN + "/subnets/apps"));
        cloud.make(Bodies.VM + "2", Bodies.machine("vm2", Bodies.NIC + "2"));
        return cloud;
    }

    @Test
    void oneAddressIsAnotherMachineInAnotherNetwork() {
        var cloud = twins();
        assertThat(at(cloud, Bodies.VNET, FIRST)).contains("vm");
        assertThat(at(cloud, TWIN, FIRST)).contains("vm2");
        assertThat(at(cloud, TWIN, FIRST.plus(1))).isEmpty();
        assertThat(known(cloud, TWIN, "vm2.internal.cloudapp.net")).hasSize(1);
        assertThat(known(cloud, TWIN, "vm.internal.cloudapp.net")).isEmpty();
    }

    @Test
    void aMachineIsKnownByEveryAddressAndItsNameStandsForTheFirstOfItsPrimaryNic() {
        var cloud = Bodies.network();
        cloud.make(
                Bodies.NIC,
                Bodies.nic(Bodies.APPS)
                        .replace(
                                "'ipConfigurations':[",
                                "'ipConfigurations':[{'name':'more','properties':{'privateIPAllocationMethod':'Static',"
                                        + "'privateIPAddress':'10.1.0.9','primary':false,'subnet':{'id':'%s'}}},"
                                                .formatted(Bodies.APPS))
                        .replace(
                                "'name':'ip','properties':{",
                                "'name':'ip','properties':{'primary':true,"));
        cloud.make(Bodies.NIC + "2", Bodies.nic(Bodies.NVAS));
        cloud.make(
                Bodies.VM,
                Bodies.machine("vm", Bodies.NIC)
                        .replace(
                                "{'id':'%s'}".formatted(Bodies.NIC),
                                "{'id':'%1$s2','properties':{'primary':false}},{'id':'%1$s','properties':{'primary':true}}"
                                        .formatted(Bodies.NIC)));
        assertThat(known(cloud, Bodies.VNET, "vm.internal.cloudapp.net"))
                .extracting(DnsRecord::toString)
                .containsExactly("Address[name=vm.internal.cloudapp.net, address=10.1.0.4]");
        for (var address : List.of("10.1.0.4", "10.1.0.9", "10.1.2.4")) {
            assertThat(at(cloud, Bodies.VNET, IpAddress.parse(address))).as(address).contains("vm");
        }
    }

    @Test
    void aMachineThatIsSwitchedOffHasNoName() {
        var cloud = Bodies.machine();
        assertThat(known(cloud, Bodies.VNET, "vm.internal.cloudapp.net")).hasSize(1);
        cloud.post(Bodies.VM + "/deallocate");
        assertThat(known(cloud, Bodies.VNET, "vm.internal.cloudapp.net")).isEmpty();
    }

    @Test
    void aPublicNameMeansTheSameEverywhere() {
        var cloud = twins();
        cloud.make(
                Bodies.NET + "publicIPAddresses/p",
                Bodies.PUBLIC_ADDRESS.replace(
                        "'properties':{",
                        "'properties':{'dnsSettings':{'domainNameLabel':'Front'},"));
        for (var vnet : List.of(Bodies.VNET, TWIN)) {
            assertThat(known(cloud, vnet, "front.westeurope.cloudapp.azure.com"))
                    .singleElement()
                    .isInstanceOf(DnsRecord.Address.class)
                    .hasToString(
                            "Address[name=front.westeurope.cloudapp.azure.com, address=20.50.0.4]");
        }
    }

    @Test
    void aMachineIsToldOfTheServersOfItsNicThenOfItsNetworkThenOfAzure() {
        var cloud = Bodies.machine();
        assertThat(resolver(cloud))
                .matches("168\\.63\\.129\\.16 [0-9a-v]{26}\\.ax\\.internal\\.cloudapp\\.net");
        cloud.make(
                Bodies.VNET,
                Bodies.NETWORK.replace(
                        "'properties':{'addressSpace'",
                        "'properties':{'dhcpOptions':{'dnsServers':['10.1.0.9','10.1.0.8']},'addressSpace'"));
        assertThat(resolver(cloud)).isEqualTo("10.1.0.9,10.1.0.8 reddog.microsoft.com");
        cloud.make(
                Bodies.NIC,
                Bodies.nic(Bodies.APPS)
                        .replace(
                                "'properties':{'ipConf",
                                "'properties':{'dnsSettings':{'dnsServers':['10.9.9.9']},'ipConf"));
        assertThat(resolver(cloud)).isEqualTo("10.9.9.9 reddog.microsoft.com");
        cloud.make(
                Bodies.NIC,
                Bodies.nic(Bodies.APPS)
                        .replace(
                                "'properties':{'ipConf",
                                "'properties':{'dnsSettings':{'dnsServers':['AzureProvidedDNS']},'ipConf"));
        assertThat(resolver(cloud)).startsWith("168.63.129.16 ");
    }

    @Test
    void aDnsServerThatIsNoAddressIsRefused() {
        var cloud = Bodies.machine();
        var refused =
                cloud.put(
                        Bodies.VNET,
                        Bodies.NETWORK.replace(
                                "'properties':{'addressSpace'",
                                "'properties':{'dhcpOptions':{'dnsServers':['ns.example.com']},'addressSpace'"));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(TestCloud.message(refused)).contains("'ns.example.com'", "dnsServers");
    }

    private static String resolver(TestCloud cloud) {
        var resolver = cloud.decided().machines().values().iterator().next().resolver();
        return String.join(",", resolver.servers().stream().map(IpAddress::toString).toList())
                + " "
                + resolver.domain();
    }
}
