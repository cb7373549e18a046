package fairlead.clients;

import static fairlead.clients.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.management.exception.ManagementException;
import com.azure.resourcemanager.resources.fluent.models.DeploymentExtendedInner;
import com.azure.resourcemanager.resources.fluent.models.DeploymentInner;
import com.azure.resourcemanager.resources.models.ChangeType;
import com.azure.resourcemanager.resources.models.DeploymentMode;
import com.azure.resourcemanager.resources.models.DeploymentParameter;
import com.azure.resourcemanager.resources.models.DeploymentProperties;
import com.azure.resourcemanager.resources.models.DeploymentWhatIf;
import com.azure.resourcemanager.resources.models.DeploymentWhatIfProperties;
import com.azure.resourcemanager.resources.models.WhatIfChange;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Templates: deployed, only judged, only thought through. */
@OnCloud
class DeploymentsTest {

    private static Map<String, Object> template(String prefix) {
        return Map.of(
                "$schema",
                "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
                "contentVersion",
                "1.0.0.0",
                "parameters",
                Map.of("name", Map.of("type", "string", "defaultValue", "vnet")),
                "resources",
                List.of(
                        Map.of(
                                "type",
                                "Microsoft.Network/virtualNetworks",
                                "apiVersion",
                                "2024-05-01",
                                "name",
                                "[parameters('name')]",
                                "location",
                                "[resourceGroup().location]",
                                "properties",
                                Map.of(
                                        "addressSpace",
                                        Map.of("addressPrefixes", List.of(prefix))))),
                "outputs",
                Map.of(
                        "id",
                        Map.of(
                                "type",
                                "string",
                                "value",
                                "[resourceId('Microsoft.Network/virtualNetworks', parameters('name'))]")));
    }

    private static DeploymentInner of(Map<String, Object> template) {
        return new DeploymentInner()
                .withProperties(
                        new DeploymentProperties()
                                .withMode(DeploymentMode.INCREMENTAL)
                                .withTemplate(template)
                                .withParameters(
                                        Map.of(
                                                "name",
                                                new DeploymentParameter().withValue("named"))));
    }

    @Test
    void aTemplateBecomesResources(Sdk azure) {
        azure.group("deployed");
        var deployments = azure.deployments().getDeployments();

        var thought =
                deployments.whatIf(
                        "deployed",
                        "first",
                        new DeploymentWhatIf()
                                .withProperties(
                                        new DeploymentWhatIfProperties()
                                                .withMode(DeploymentMode.INCREMENTAL)
                                                .withTemplate(template("10.1.0.0/16"))));
        assertThat(thought.changes())
                .extracting(WhatIfChange::changeType)
                .containsExactly(ChangeType.CREATE);
        assertThat(
                        deployments
                                .validate("deployed", "first", of(template("10.1.0.0/16")))
                                .properties()
                                .validatedResources())
                .hasSize(1);
        assertThat(deployments.checkExistence("deployed", "first")).isFalse();

        var made = deployments.createOrUpdate("deployed", "first", of(template("10.1.0.0/16")));

        assertThat(made.properties().provisioningState()).hasToString("Succeeded");
        assertThat(made.properties().outputs().toString()).contains("virtualNetworks/named");
        assertThat(azure.network().getVirtualNetworks().getByResourceGroup("deployed", "named"))
                .isNotNull();
        assertThat(deployments.listByResourceGroup("deployed"))
                .extracting(DeploymentExtendedInner::name)
                .containsExactly("first");
        assertThat(
                        azure.deployments()
                                .getDeploymentOperations()
                                .listByResourceGroup("deployed", "first"))
                .singleElement()
                .satisfies(step ->
                        assertThat(step.properties().targetResource().resourceName())
                                .isEqualTo("named"));
        deployments.delete("deployed", "first");
        refused(
                404,
                "DeploymentNotFound",
                () -> deployments.getByResourceGroup("deployed", "first"));
    }

    @Test
    void aTemplateThatFailsSaysWhy(Sdk azure) {
        azure.group("refused");
        var deployments = azure.deployments().getDeployments();

        assertThat(deployments.validate("refused", "bad", of(template("10.1.0.1/16"))).error())
                .isNull(); // the resource provider's rules are not the template's
        assertThatThrownBy(() ->
                        deployments.createOrUpdate("refused", "bad", of(template("10.1.0.1/16"))))
                .isInstanceOfSatisfying(
                        ManagementException.class,
                        failed -> {
                            assertThat(failed.getValue().getCode()).isEqualTo("DeploymentFailed");
                            assertThat(failed.getValue().getDetails()).isNotEmpty();
                        });
    }
}
