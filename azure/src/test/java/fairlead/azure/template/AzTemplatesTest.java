package fairlead.azure.template;

import static fairlead.azure.template.Deployments.GROUP;
import static fairlead.azure.template.Deployments.node;
import static org.assertj.core.api.Assertions.assertThat;

import fairlead.azure.arm.RefusedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * Templates as {@code az vm create}, {@code az vmss create}, {@code az network ... create} make
 * them.
 */
class AzTemplatesTest {

    private static JsonNode properties(String file) throws RefusedException {
        try (var stream =
                Objects.requireNonNull(AzTemplatesTest.class.getResourceAsStream(file), file)) {
            var text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            return LenientJson.read(text.replace("GROUP", GROUP)).get("properties");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DeploymentPlan az(String file) throws RefusedException {
        var properties = properties(file);
        return DeploymentPlan.of(
                Template.ofDeployment(properties), properties.get("parameters"), Deployments.SCOPE);
    }

    private static Deployments.Cloud cloud() throws RefusedException {
        return new Deployments.Cloud()
                .with(
                        GROUP + "/providers/Microsoft.Compute/virtualMachines/edge",
                        "{\"identity\": {\"principalId\": \"p1\"}}")
                .with(
                        GROUP + "/providers/Microsoft.Compute/virtualMachineScaleSets/fw",
                        "{\"properties\": {\"uniqueId\": \"u\"}}")
                .with(
                        GROUP + "/providers/Microsoft.Network/connections/uplink",
                        "{\"properties\": {\"routingWeight\": 10}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"az-vm.json", "az-vm-count.json", "az-vmss.json", "az-connection.json"})
    void noExpressionIsLeftInABody(String file) throws RefusedException {
        var plan = az(file);
        for (var node : plan.nodes()) {
            assertThat(plan.body(node, cloud()).toString())
                    .doesNotContain("\"[")
                    .contains("\"properties\"");
        }
        assertThat(plan.allTypes()).hasSizeLessThanOrEqualTo(plan.nodes().size());
    }

    @Test
    void aMachineComesAfterItsInterfaceAndARoleAfterTheMachine() throws RefusedException {
        var plan = az("az-vm.json");
        assertThat(plan.nodes())
                .extracting(node -> node.id().name())
                .containsExactly(
                        "edgeNSG",
                        "edgePublicIP",
                        "edgeVMNic",
                        "edge",
                        "0b9f6f0e-8f1c-4a43-9c0f-5f1f6d6e7a01");
        assertThat(plan.body(node(plan, "7a01"), cloud()))
                .hasToString("{\"properties\":{\"principalId\":\"p1\"}}");
        var machine = plan.body(node(plan, "/edge"), cloud());
        assertThat(machine.at("/properties/osProfile/adminPassword").stringValue())
                .isEqualTo("S3cret-word!");
        assertThat(machine.at("/properties/storageProfile/osDisk/name").isNull()).isTrue();
        assertThat(plan.parametersEcho())
                .hasToString("{\"adminPassword\":{\"type\":\"SecureString\"}}");
    }

    @Test
    void machinesByCountEachHaveTheirOwn() throws RefusedException {
        var plan = az("az-vm-count.json");
        assertThat(plan.nodes()).hasSize(6);
        assertThat(node(plan, "/edge1").dependsOn()).hasSize(2);
        var nic = plan.body(node(plan, "/edgeVMNic1"), cloud());
        assertThat(
                        nic.at("/properties/ipConfigurations/0/properties/publicIPAddress/id")
                                .stringValue())
                .isEqualTo(GROUP + "/providers/Microsoft.Network/publicIPAddresses/edgePublicIP1");
    }

    @Test
    void aScaleSetIsGivenOut() throws RefusedException {
        var plan = az("az-vmss.json");
        assertThat(node(plan, "/NatRule").id())
                .hasToString(
                        GROUP
                                + "/providers/Microsoft.Network/loadBalancers/fwLB/inboundNatRules/NatRule");
        assertThat(node(plan, "/NatRule").dependsOn())
                .containsExactly(GROUP + "/providers/Microsoft.Network/loadBalancers/fwLB");
        assertThat(plan.outputs(cloud()))
                .hasToString("{\"VMSS\":{\"type\":\"Object\",\"value\":{\"uniqueId\":\"u\"}}}");
    }

    @Test
    void aResourceIsGivenOutByItsBareName() throws RefusedException {
        assertThat(az("az-connection.json").outputs(cloud()))
                .hasToString(
                        "{\"resource\":{\"type\":\"Object\",\"value\":{\"routingWeight\":10}}}");
    }
}
