package fairlead.azure.template;

import static fairlead.azure.template.Deployments.node;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.RefusedException;
import fairlead.azure.arm.ResourceType;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SubscriptionDeploymentTest {

    private static final String SUBSCRIPTION = "/subscriptions/" + Deployments.SUBSCRIPTION;

    private static final DeploymentScope SCOPE =
            Deployments.SCOPE.nested(ArmId.parse(SUBSCRIPTION), "northeurope", Map.of(), "whole");

    private static DeploymentPlan plan(String template) throws RefusedException {
        return DeploymentPlan.of(Template.read(LenientJson.read(template)), Values.NULL, SCOPE);
    }

    @Test
    void aGroupIsMadeAndThenFilled() throws RefusedException {
        var plan =
                plan(
                        """
                        {"resources": [
                          {"type": "Microsoft.Resources/deployments", "apiVersion": "2022-09-01", "name": "fill",
                           "resourceGroup": "new",
                           "dependsOn": ["[subscriptionResourceId('Microsoft.Resources/resourceGroups', 'new')]"],
                           "properties": {"mode": "Incremental", "expressionEvaluationOptions": {"scope": "inner"},
                             "template": {"resources": [{"type": "A.B/c", "apiVersion": "1", "name": "x"}]}}},
                          {"type": "Microsoft.Resources/resourceGroups", "apiVersion": "2022-09-01", "name": "new",
                           "location": "[deployment().location]"}]}
                        """);
        assertThat(plan.nodes())
                .extracting(node -> node.id().toString())
                .containsExactly(
                        SUBSCRIPTION + "/resourceGroups/new",
                        SUBSCRIPTION
                                + "/resourceGroups/new/providers/Microsoft.Resources/deployments/fill");
        assertThat(node(plan, "/fill").dependsOn())
                .containsExactly(SUBSCRIPTION + "/resourceGroups/new");
        assertThat(plan.allTypes()).contains(ResourceType.GROUP, new ResourceType("A.B/c"));
        assertThat(plan.body(node(plan, "/new"), new Deployments.Cloud()))
                .hasToString("{\"location\":\"northeurope\"}");
    }

    @Test
    void thereIsNoGroupToAskFor() {
        var refused =
                catchThrowableOfType(
                        RefusedException.class,
                        () ->
                                plan(
                                        """
                                        {"resources": [{"type": "Microsoft.Resources/resourceGroups",
                                          "apiVersion": "1", "name": "[resourceGroup().name]"}]}
                                        """));
        assertThat(refused.error().message())
                .contains("A deployment at subscription scope has no resource group");
    }

    @Test
    void aResourceIsNoPlaceToDeployTo() {
        var resource = ArmId.parse(Deployments.GROUP + "/providers/A.B/c/d");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SCOPE.nested(resource, "x", Map.of(), "d"))
                .withMessageContaining("neither a resource group nor a subscription");
    }
}
