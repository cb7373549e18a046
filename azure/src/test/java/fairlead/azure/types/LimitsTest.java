package fairlead.azure.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.RefusedException;
import fairlead.azure.arm.ResourceType;
import fairlead.azure.hub.Profile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One child more than the limits of a cloud allow. */
class LimitsTest {

    static Stream<Arguments> children() {
        return Stream.of(
                Arguments.of(
                        Types.ROUTES,
                        1,
                        Baseline.TABLE + "/routes/new",
                        RefusalTest.route("10.9.0.0/16", "None", ""),
                        "RouteCountLimitReached",
                        "Cannot create more than 1 routes for"),
                Arguments.of(
                        Types.SUBNETS,
                        3,
                        Baseline.VNET + "/subnets/new",
                        RefusalTest.subnet("10.1.9.0/24"),
                        "SubnetCountLimitReached",
                        "3 subnets"),
                Arguments.of(
                        Types.PEERINGS,
                        1,
                        Baseline.VNET + "/virtualNetworkPeerings/new",
                        Baseline.peering(SmallCloud.NET + "virtualNetworks/third"),
                        "VirtualNetworkPeeringCountLimitReached",
                        "1 virtualNetworkPeerings"),
                Arguments.of(
                        Types.SECURITY_RULES,
                        1,
                        Baseline.NSG + "/securityRules/new",
                        "{'properties':{'protocol':'*','access':'Deny','priority':900,'direction':'Inbound'}}",
                        "SecurityRuleCountLimitReached",
                        "1 securityRules"),
                Arguments.of(
                        Types.NICS,
                        0,
                        Baseline.VM,
                        Baseline.VM_BODY.replace("'tags':{}", "'tags':{'a':'b'}"),
                        "NetworkInterfaceCountExceeded",
                        "is 1 and the maximum allowed is 0"),
                Arguments.of(
                        Types.NIC_IP_CONFIGURATIONS,
                        0,
                        Baseline.NIC,
                        Baseline.NIC_BODY,
                        "IpConfigurationCountLimitReached",
                        "0 ipConfigurations"));
    }

    @ParameterizedTest(name = "{4}")
    @MethodSource("children")
    void oneMoreThanTheLimitIsRefused(
            ResourceType type, int most, String id, String body, String code, String part) {
        var cloud = Baseline.cloud();
        cloud.put(SmallCloud.NET + "virtualNetworks/third", RefusalTest.vnet("'10.3.0.0/16'", ""));
        var wanted = SmallCloud.json(body);
        var tight = Catalogue.of(Limits.AZURE.with(type, most), Profile.AZURE);

        var refused =
                catchThrowableOfType(
                        RefusedException.class, () -> tight.put(ArmId.parse(id), wanted, cloud));

        assertThat(refused).isNotNull();
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.error().code()).isEqualTo(code);
        assertThat(refused.error().message()).contains(part);
    }

    @ParameterizedTest(name = "{4}")
    @MethodSource("children")
    void asManyAsTheLimitAreTaken(
            ResourceType type, int most, String id, String body, String code, String part)
            throws RefusedException {
        var cloud = Baseline.cloud();
        cloud.put(SmallCloud.NET + "virtualNetworks/third", RefusalTest.vnet("'10.3.0.0/16'", ""));
        var loose = Catalogue.of(Limits.AZURE.with(type, most + 1), Profile.AZURE);

        assertThat(loose.put(ArmId.parse(id), SmallCloud.json(body), cloud)).isNotEmpty();
    }

    @Test
    void theCountsAreAzures() {
        assertThat(Limits.AZURE.of(Types.ROUTES)).isEqualTo(400);
        assertThat(Limits.AZURE.of(Types.PEERINGS)).isEqualTo(500);
        assertThat(Limits.AZURE.of(Types.SUBNETS)).isEqualTo(3000);
        assertThat(Limits.NONE.of(Types.ROUTES)).isEqualTo(Integer.MAX_VALUE);
    }
}
