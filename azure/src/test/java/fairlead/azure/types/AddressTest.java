package fairlead.azure.types;

import static fairlead.azure.types.RefusalTest.dynamicNic;
import static fairlead.azure.types.RefusalTest.nic;
import static fairlead.azure.types.SmallCloud.NET;
import static fairlead.testkit.ForAll.forAll;
import static org.assertj.core.api.Assertions.assertThat;

import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressTest {

    private static final String PRIVATE =
            "/properties/ipConfigurations/0/properties/privateIPAddress";

    private final SmallCloud cloud = Baseline.cloud();

    private static String name(int number) {
        return NET + "networkInterfaces/n" + number;
    }

    private String privateAddress(String nic) {
        return cloud.shown(nic, PRIVATE).stringValue();
    }

    @Test
    void theLowestFreeAddressIsUsedAgain() {
        for (int i = 0; i < 3; i++) {
            cloud.put(name(i), dynamicNic(Baseline.VMS));
        }
        assertThat(privateAddress(name(2))).isEqualTo("10.1.0.7");
        cloud.delete(name(0));
        cloud.put(name(3), dynamicNic(Baseline.VMS));
        assertThat(privateAddress(name(3))).isEqualTo("10.1.0.5");
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.0.9,   true,  false, ''",
        "10.1.0.5,   false, false, '10.1.0.6 10.1.0.7 10.1.0.8 10.1.0.9 10.1.0.10'",
        "10.1.0.1,   false, true,  '10.1.0.6 10.1.0.7 10.1.0.8 10.1.0.9 10.1.0.10'",
        "10.1.0.255, false, true,  '10.1.0.6 10.1.0.7 10.1.0.8 10.1.0.9 10.1.0.10'",
        "10.9.9.9,   false, false, ''"
    })
    void aFreeAddressIsAvailableAndForAnotherSomeAreOffered(
            String asked, boolean available, boolean reserved, String offered) {
        cloud.put(name(0), nic(Baseline.VMS, "10.1.0.5"));

        var answer =
                cloud.catalogue.addressAvailability(
                        cloud.get(Baseline.VNET), IpAddress.parse(asked), cloud);

        assertThat(answer.path("available").asBoolean()).isEqualTo(available);
        assertThat(answer.path("isPlatformReserved").asBoolean()).isEqualTo(reserved);
        assertThat(
                        answer.path("availableIPAddresses")
                                .valueStream()
                                .map(one -> one.asString())
                                .collect(Collectors.joining(" ")))
                .isEqualTo(offered);
    }

    @Test
    void aStaticAddressIsSteppedOverAndADynamicOneStays() {
        cloud.put(name(0), nic(Baseline.VMS, "10.1.0.5"));
        cloud.put(name(1), dynamicNic(Baseline.VMS));
        assertThat(privateAddress(name(1))).isEqualTo("10.1.0.6");
        cloud.delete(name(0));
        cloud.put(name(1), dynamicNic(Baseline.VMS));
        assertThat(privateAddress(name(1))).isEqualTo("10.1.0.6");
    }

    @Test
    void aNicThatMovesToAnotherSubnetTakesAnAddressThere() {
        cloud.put(name(0), dynamicNic(Baseline.VMS));
        cloud.put(name(0), dynamicNic(Baseline.NVAS));
        assertThat(privateAddress(name(0))).isEqualTo("10.1.2.7");
    }

    @Test
    void whateverComesAndGoesNoAddressIsReservedOrGivenTwice() {
        forAll(
                20,
                dice -> dice.ints(30, 0, 12).boxed().toList(),
                steps -> {
                    var small = Baseline.cloud();
                    for (int step : steps) {
                        if (small.has(name(step))) {
                            small.delete(name(step));
                        } else {
                            small.put(name(step), dynamicNic(Baseline.VMS));
                        }
                    }
                    var used = new ArrayList<IpAddress>();
                    Topologies.of(small).nics().values().stream()
                            .filter(one -> one.subnet().name().equals("vms"))
                            .forEach(one -> used.add(one.primary()));
                    assertThat(used).doesNotHaveDuplicates();
                    var prefix = Prefix.parse("10.1.0.0/24");
                    assertThat(used)
                            .allMatch(prefix::contains)
                            .noneMatch(at -> at.compareTo(prefix.address(4)) < 0)
                            .doesNotContain(prefix.last());
                });
    }

    @Test
    void staticPublicAddressesCountFromTheFourthOfThePool() {
        var addresses =
                List.of(Baseline.PIP, Baseline.LB_PIP, Baseline.RS_PIP).stream()
                        .map(id -> cloud.shown(id, "/properties/ipAddress").stringValue())
                        .toList();
        assertThat(addresses).containsExactly("20.50.0.4", "20.50.0.5", "20.50.0.6");
    }

    @Test
    void aDynamicPublicAddressLastsAsLongAsItsUse() {
        var basic = NET + "publicIPAddresses/basic";
        cloud.put(basic, Baseline.publicAddress("Basic", "Dynamic"));
        assertThat(PublicAddress.of(cloud.get(basic)).address()).isEmpty();
        var attached =
                dynamicNic(Baseline.VMS)
                        .replace("'subnet':", "'publicIPAddress':{'id':'" + basic + "'},'subnet':");
        cloud.put(name(0), attached);
        assertThat(cloud.shown(basic, "/properties/ipAddress").stringValue())
                .isEqualTo("20.50.0.7");
        assertThat(cloud.shown(basic, "/properties/ipConfiguration/id").stringValue())
                .isEqualTo(name(0) + "/ipConfigurations/ip");
        cloud.put(name(0), dynamicNic(Baseline.VMS));
        assertThat(PublicAddress.of(cloud.get(basic)).address()).isEmpty();
        cloud.put(name(0), attached);
        cloud.delete(name(0));
        assertThat(PublicAddress.of(cloud.get(basic)).address()).isEmpty();
    }

    @Test
    void everyNicHasAHardwareAddressOfItsOwn() {
        IntStream.range(0, 5).forEach(i -> cloud.put(name(i), dynamicNic(Baseline.VMS)));
        var macs =
                Topologies.of(cloud).nics().values().stream()
                        .map(one -> one.mac().dashed())
                        .toList();
        assertThat(macs)
                .hasSize(9)
                .doesNotHaveDuplicates()
                .allMatch(mac -> mac.startsWith("00-0D-3A-"));
        assertThat(cloud.shown(name(0), "/properties/macAddress").stringValue()).isIn(macs);
    }

    @Test
    void onlyOneIpConfigurationIsPrimaryWhoeverSaysSo() {
        var two =
                """
                {'location':'westeurope','properties':{'ipConfigurations':[
                  {'name':'a','properties':{'subnet':{'id':'%1$s'}}},
                  {'name':'b','properties':{'primary':'true','subnet':{'id':'%1$s'}}}]}}
                """
                        .formatted(Baseline.VMS);
        cloud.put(name(0), two);
        var read = NetworkInterface.of(cloud.get(name(0)), cloud);
        assertThat(read.ipConfigurations())
                .extracting(one -> one.id().name())
                .containsExactly("b", "a");
        assertThat(
                        cloud.refusal(
                                name(0),
                                two.replace(
                                        "'a','properties':{", "'a','properties':{'primary':true,")))
                .isEqualTo("NetworkInterfaceMustHaveExactlyOnePrimaryIpConfiguration");
    }
}
