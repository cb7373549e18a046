package fairlead.azure.template;

import static fairlead.azure.template.Deployments.GROUP;
import static fairlead.azure.template.Deployments.node;
import static fairlead.azure.template.Deployments.plan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fairlead.azure.arm.ArmId;
import fairlead.azure.arm.RefusedException;
import fairlead.azure.arm.ResourceType;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NestedDeploymentTest {

    private static final Deployments.Cloud CLOUD = cloud();

    private static Deployments.Cloud cloud() {
        try {
            return new Deployments.Cloud()
                    .with(
                            GROUP + "/providers/A.B/c/x",
                            "{\"properties\": {\"size\": 5, \"name\": \"[a]\"}}")
                    .with(
                            GROUP + "/providers/Microsoft.Resources/deployments/first",
                            "{\"properties\": {\"outputs\": {\"ip\": {\"type\": \"String\", \"value\": \"10.0.0.4\"}}}}");
        } catch (RefusedException e) {
            throw new AssertionError(e);
        }
    }

    /** A deployment {@code inside} with these members of properties beside mode. */
    private static String nested(String more, String properties) {
        return """
        {"parameters": {"p": {"type": "string", "defaultValue": "outer"}},
         "variables": {"v": {"a": [1, "two"]}},
         "resources": [
          {"type": "A.B/c", "apiVersion": "1", "name": "x"},
          {"type": "Microsoft.Resources/deployments", "apiVersion": "2022-09-01", "name": "inside", %s
           "properties": {"mode": "Incremental", %s}}]}
        """
                .formatted(more, properties);
    }

    private static final String INNER =
            """
            "expressionEvaluationOptions": {"scope": "inner"},
            "parameters": {"q": {"value": "[reference('x').size]"}, "r": {"value": "[parameters('p')]"}},
            "template": {"parameters": {"q": {"type": "int"}, "r": {"type": "string"}},
              "resources": [{"type": "A.B/d", "apiVersion": "1", "name": "[parameters('r')]"},
                            {"type": "A.B/off", "apiVersion": "1", "name": "o",
                             "condition": "[equals(parameters('r'), 'other')]"},
                            {"type": "A.B/unknown", "apiVersion": "1", "name": "u",
                             "condition": "[equals(parameters('q'), 1)]"}]}
            """;

    @Test
    void anInnerTemplateGoesOutAsItIsWritten() throws RefusedException {
        var plan = plan(nested("", INNER));
        assertThat(node(plan, "/inside").type()).isEqualTo(ResourceType.DEPLOYMENT);
        assertThat(node(plan, "/inside").dependsOn()).containsExactly(GROUP + "/providers/A.B/c/x");
        var properties = plan.body(node(plan, "/inside"), CLOUD).get("properties");
        assertThat(properties.get("mode").stringValue()).isEqualTo("Incremental");
        assertThat(properties.get("parameters"))
                .hasToString("{\"q\":{\"value\":5},\"r\":{\"value\":\"outer\"}}");
        assertThat(properties.at("/template/resources/0/name").stringValue())
                .isEqualTo("[parameters('r')]");
        var inside =
                DeploymentPlan.of(
                        Template.ofDeployment(properties),
                        properties.get("parameters"),
                        Deployments.SCOPE.nested(
                                Deployments.SCOPE.target(), "westeurope", Map.of(), "inside"));
        assertThat(inside.nodes()).extracting(node -> node.id().name()).containsExactly("outer");
    }

    @Test
    void typesAreKnownAheadAsFarAsConditionsAre() throws RefusedException {
        assertThat(plan(nested("", INNER)).allTypes())
                .extracting(ResourceType::text)
                .containsExactly(
                        "A.B/c", "Microsoft.Resources/deployments", "A.B/d", "A.B/unknown");
    }

    @Test
    void anOuterTemplateIsEvaluatedHere() throws RefusedException {
        var plan =
                plan(
                        nested(
                                "",
                                """
                                "template": {"variables": {"v": "own"}, "resources": [
                                   {"type": "A.B/d", "apiVersion": "1", "name": "[parameters('p')]",
                                    "condition": "[equals(parameters('p'), 'outer')]",
                                    "properties": {"v": "[variables('v')]", "size": "[reference('x').size]",
                                                   "odd": "[reference('x').name]", "still": "[[literal]"}},
                                   {"type": "A.B/e", "apiVersion": "1", "name": "[concat(parameters('p'), copyIndex())]",
                                    "copy": {"name": "l", "count": "[length(variables('v').a)]"},
                                    "properties": {"x": "[variables('v').a[copyIndex('l')]]"}},
                                   {"type": "A.B/off", "apiVersion": "1", "name": "o", "condition": "[equals(1, 2)]"}]}
                                """));
        assertThat(node(plan, "/inside").dependsOn()).containsExactly(GROUP + "/providers/A.B/c/x");
        assertThat(plan.allTypes())
                .doesNotContain(new ResourceType("A.B/off"))
                .contains(new ResourceType("A.B/e"));
        var properties = plan.body(node(plan, "/inside"), CLOUD).get("properties");
        assertThat(properties.at("/template/resources/0"))
                .hasToString(
                        "{\"type\":\"A.B/d\",\"apiVersion\":\"1\",\"name\":\"outer\",\"condition\":true,\"properties\":"
                                + "{\"v\":{\"a\":[1,\"two\"]},\"size\":5,\"odd\":\"[[a]\",\"still\":\"[[literal]\"}}");
        var inside =
                DeploymentPlan.of(
                        Template.ofDeployment(properties), Values.object(), Deployments.SCOPE);
        assertThat(inside.nodes())
                .extracting(node -> node.id().name())
                .containsExactly("outer", "outer0", "outer1");
        assertThat(inside.body(node(inside, "/outer"), CLOUD).at("/properties/odd").stringValue())
                .isEqualTo("[a]");
        assertThat(inside.body(node(inside, "/outer1"), CLOUD).at("/properties/x").stringValue())
                .isEqualTo("two");
    }

    static Stream<Arguments> targets() {
        var deployments = "/providers/Microsoft.Resources/deployments/inside";
        var subscription = "/subscriptions/" + Deployments.SUBSCRIPTION;
        return Stream.of(
                Arguments.of("", GROUP + deployments),
                Arguments.of(
                        "\"resourceGroup\": \"[concat('rg', 2)]\",",
                        subscription + "/resourceGroups/rg2" + deployments),
                Arguments.of(
                        "\"subscriptionId\": \"s2\", \"resourceGroup\": \"rg2\",",
                        "/subscriptions/s2/resourceGroups/rg2" + deployments),
                Arguments.of(
                        "\"subscriptionId\": \"s2\", \"location\": \"x\",",
                        "/subscriptions/s2" + deployments));
    }

    @ParameterizedTest
    @MethodSource("targets")
    void aDeploymentMayGoToAnotherGroup(String more, String id) throws RefusedException {
        var plan = plan(nested(more, INNER));
        assertThat(node(plan, "/inside").id()).isEqualTo(ArmId.parse(id));
        assertThat(plan.body(node(plan, "/inside"), CLOUD).propertyNames())
                .isSubsetOf("location", "properties");
    }

    @Test
    void whatADeploymentGivesOutIsReadByItsName() throws RefusedException {
        var plan =
                plan(
                        """
                        {"resources": [
                          {"type": "A.B/c", "apiVersion": "1", "name": "user",
                           "properties": {"ip": "[reference('first').outputs.ip.value]"}},
                          {"type": "Microsoft.Resources/deployments", "apiVersion": "2022-09-01", "name": "first",
                           "properties": {"mode": "Incremental", "template": {"resources": []}}}]}
                        """);
        assertThat(plan.nodes())
                .extracting(node -> node.id().name())
                .containsExactly("first", "user");
        assertThat(plan.body(node(plan, "/user"), CLOUD))
                .hasToString("{\"properties\":{\"ip\":\"10.0.0.4\"}}");
    }

    static Stream<Arguments> refusals() {
        var deep = new StringBuilder("\"template\": {\"resources\": []}");
        for (int i = 0; i < 6; i++) {
            deep.insert(
                    0,
                    "\"template\": {\"resources\": [{\"type\": \"Microsoft.Resources/deployments\", \"name\": \"n\","
                            + " \"apiVersion\": \"1\", \"properties\": {");
            deep.append("}}]}");
        }
        return Stream.of(
                Arguments.of(
                        "\"templateLink\": {\"uri\": \"https://host/t.json\"}",
                        "InvalidContentLink: Unable to download deployment content from 'https://host/t.json'"),
                Arguments.of(
                        "\"template\": {\"resources\": [{\"type\": \"x\"}]}", "has no valid type"),
                Arguments.of(
                        "\"template\": {\"resource\": []}", "Could not find member 'resource'"),
                Arguments.of(deep.toString(), "nested deeper than 5 levels"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void aNestedDeploymentThatCannotWorkIsRefusedBeforeAnythingIsCreated(
            String properties, String part) {
        var refused =
                catchThrowableOfType(RefusedException.class, () -> plan(nested("", properties)));
        assertThat(refused).isNotNull();
        assertThat(refused.error().toString()).contains(part);
    }

    @Test
    void aDeploymentWithoutATemplateSaysSo() {
        var refused =
                catchThrowableOfType(
                        RefusedException.class, () -> Template.ofDeployment(Values.object()));
        assertThat(refused.error().message()).contains("no 'properties.template'");
    }
}
