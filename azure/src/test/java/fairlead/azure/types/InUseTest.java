package fairlead.azure.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What others of the baseline refer to stays, and the refusal says so with Azure's code. */
class InUseTest {

    static Stream<Arguments> deletes() {
        return Stream.of(
                arguments("InUseSubnetCannotBeDeleted", Baseline.VMS),
                arguments("InUseSubnetCannotBeDeleted", Baseline.NVAS),
                arguments("InUseSubnetCannotBeDeleted", Baseline.RS_SUBNET),
                arguments("InUseSubnetCannotBeDeleted", Baseline.VNET),
                arguments("NicInUse", Baseline.NIC),
                arguments("PublicIPAddressCannotBeDeleted", Baseline.PIP),
                arguments("PublicIPAddressCannotBeDeleted", Baseline.LB_PIP),
                arguments("PublicIPAddressCannotBeDeleted", Baseline.RS_PIP),
                arguments("InUseRouteTableCannotBeDeleted", Baseline.TABLE),
                arguments("InUseNetworkSecurityGroupCannotBeDeleted", Baseline.NSG),
                arguments("LoadBalancerInUseByVirtualMachineScaleSet", Baseline.LB),
                arguments("LoadBalancerInUseByVirtualMachineScaleSet", Baseline.POOL),
                arguments("OperationNotAllowed", Baseline.NIC + "/ipConfigurations/ipconfig1"),
                arguments(
                        "OperationNotAllowed",
                        Baseline.SET + "/virtualMachines/0/networkInterfaces/nic"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("deletes")
    void whatIsInUseCannotBeDeleted(String code, String id) {
        assertThat(Baseline.cloud().refusalOfDelete(id)).isEqualTo(code);
    }

    @Test
    void whatAScaleSetUsesOfALoadBalancerStays() {
        var cloud = Baseline.cloud();
        cloud.put(
                Baseline.SET,
                Baseline.scaleSet(3)
                        .replace(
                                "'networkInterfaceConfigurations'",
                                "'healthProbe':{'id':'"
                                        + Baseline.LB
                                        + "/probes/probe'},'networkInterfaceConfigurations'"));
        var without =
                Baseline.LB_BODY
                        .replaceAll("'probes':\\[[^\\]]*\\]", "'probes':[]")
                        .replaceAll(
                                "'loadBalancingRules':\\[[^\\]]*\\]", "'loadBalancingRules':[]");
        assertThat(cloud.refusal(Baseline.LB, without))
                .isEqualTo("LoadBalancerInUseByVirtualMachineScaleSet");
    }
}
