package fairlead.azure.template;

import static fairlead.azure.template.Deployments.GROUP;
import static fairlead.azure.template.Deployments.node;
import static fairlead.azure.template.Deployments.plan;
import static org.assertj.core.api.Assertions.assertThat;

import fairlead.azure.arm.RefusedException;
import org.junit.jupiter.api.Test;

/** Language version 2.0, as Bicep writes it. */
class SymbolicNamesTest {

    private static final String TEMPLATE =
            """
            {"languageVersion": "2.0",
             "parameters": {"spokes": {"type": "array", "defaultValue": ["a", "b"]},
                            "note": {"type": "string", "nullable": true}},
             "resources": {
               "hub": {"existing": true, "type": "Microsoft.Network/virtualNetworks", "apiVersion": "2024-05-01",
                       "resourceGroup": "shared", "name": "hub", "dependsOn": ["lock"]},
               "lock": {"type": "A.B/lock", "apiVersion": "1", "name": "lock"},
               "spoke": {"copy": {"name": "spoke", "count": "[length(parameters('spokes'))]"},
                         "type": "Microsoft.Network/virtualNetworks", "apiVersion": "2024-05-01",
                         "name": "[format('spoke-{0}', parameters('spokes')[copyIndex()])]",
                         "properties": {"hub": "[reference('hub', '2024-05-01', 'full').location]",
                                        "note": "[coalesce(parameters('note'), 'none')]"}},
               "peering": {"copy": {"name": "peering", "count": "[length(parameters('spokes'))]", "mode": "serial"},
                           "type": "Microsoft.Network/virtualNetworks/virtualNetworkPeerings",
                           "apiVersion": "2024-05-01",
                           "name": "[format('{0}/{1}', format('spoke-{0}', parameters('spokes')[copyIndex()]), 'up')]",
                           "dependsOn": ["[format('spoke[{0}]', copyIndex())]"],
                           "properties": {"space": "[reference(format('spoke[{0}]', copyIndex())).space]"}},
               "module": {"type": "Microsoft.Resources/deployments", "apiVersion": "2022-09-01", "name": "module",
                          "dependsOn": ["spoke"],
                          "properties": {"mode": "Incremental", "expressionEvaluationOptions": {"scope": "inner"},
                            "template": {"languageVersion": "2.0", "resources": {
                              "x": {"existing": true, "type": "A.B/seen", "apiVersion": "1", "name": "s"},
                              "y": {"type": "A.B/made", "apiVersion": "1", "name": "m"}}}}}},
             "outputs": {"all": {"type": "array", "value": "[map(references('spoke'), lambda('s', lambdaVariables('s').space))]"}}}
            """;

    private static Deployments.Cloud cloud() throws RefusedException {
        var networks = "/providers/Microsoft.Network/virtualNetworks/";
        return new Deployments.Cloud()
                .with(
                        "/subscriptions/"
                                + Deployments.SUBSCRIPTION
                                + "/resourceGroups/shared"
                                + networks
                                + "hub",
                        "{\"location\": \"north\"}")
                .with(
                        GROUP + networks + "spoke-a",
                        "{\"properties\": {\"space\": \"10.1.0.0/16\"}}")
                .with(
                        GROUP + networks + "spoke-b",
                        "{\"properties\": {\"space\": \"10.2.0.0/16\"}}");
    }

    @Test
    void keysAreSymbolicNamesWithTheRoundOfTheLoop() throws RefusedException {
        assertThat(plan(TEMPLATE).nodes())
                .extracting(Node::key)
                .containsExactlyInAnyOrder(
                        "lock", "spoke[0]", "spoke[1]", "peering[0]", "peering[1]", "module");
    }

    @Test
    void waitingGoesByNameByRoundAndThroughWhatExists() throws RefusedException {
        var plan = plan(TEMPLATE);
        assertThat(node(plan, "spoke[0]").dependsOn()).containsExactly("lock");
        assertThat(node(plan, "peering[0]").dependsOn()).containsExactly("spoke[0]");
        assertThat(node(plan, "peering[1]").dependsOn())
                .containsExactlyInAnyOrder("spoke[1]", "peering[0]");
        assertThat(node(plan, "module").dependsOn())
                .containsExactlyInAnyOrder("spoke[0]", "spoke[1]");
    }

    @Test
    void bodiesSeeWhatTheNamesStandFor() throws RefusedException {
        var plan = plan(TEMPLATE);
        assertThat(plan.body(node(plan, "spoke[1]"), cloud()))
                .hasToString("{\"properties\":{\"hub\":\"north\",\"note\":\"none\"}}");
        assertThat(plan.body(node(plan, "peering[1]"), cloud()))
                .hasToString("{\"properties\":{\"space\":\"10.2.0.0/16\"}}");
        assertThat(plan.outputs(cloud()).get("all").get("value"))
                .hasToString("[\"10.1.0.0/16\",\"10.2.0.0/16\"]");
    }

    @Test
    void whatOnlyExistsIsNoTypeToCreate() throws RefusedException {
        assertThat(plan(TEMPLATE).allTypes())
                .extracting(Object::toString)
                .contains("A.B/made", "A.B/lock")
                .doesNotContain("A.B/seen");
    }
}
