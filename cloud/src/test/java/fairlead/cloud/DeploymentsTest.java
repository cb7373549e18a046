package fairlead.cloud;

import static fairlead.cloud.Bodies.GROUP;
import static fairlead.cloud.Bodies.NET;
import static fairlead.cloud.Bodies.deployment;
import static fairlead.cloud.Bodies.inTemplate;
import static fairlead.cloud.TestCloud.error;
import static fairlead.cloud.TestCloud.operation;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Template deployments: order, failure, outputs, and going on after a restart. */
class DeploymentsTest {

    private static final String ID = GROUP + "/providers/Microsoft.Resources/deployments/lab";
    private static final String TABLE = "Microsoft.Network/routeTables";
    private static final String VNET_PROPERTIES =
            "{'addressSpace':{'addressPrefixes':['10.1.0.0/16']},'subnets':[{'name':'apps','properties':{'addressPrefix':'10.1.0.0/24'}}]}";

    private final TestCloud cloud = TestCloud.withGroup();

    private static String table(String name, String... after) {
        var depends = new ArrayList<String>();
        for (var one : after) {
            // Single quotes become double ones, so those of an expression are written as escapes.
            depends.add("'[resourceId(\\u0027%s\\u0027,\\u0027%s\\u0027)]'".formatted(TABLE, one));
        }
        return inTemplate(TABLE, name, String.join(",", depends), "{}");
    }

    private List<String> tables() {
        return cloud.names(NET + "routeTables");
    }

    private String shown(String pointer) {
        return cloud.shown(ID, pointer).asString();
    }

    @Test
    void whatIsIndependentStartsTogetherAndTheRestWaits() {
        var begun = cloud.put(ID, deployment(table("c", "a", "b"), table("a"), table("b")));

        assertThat(begun.status()).isEqualTo(201);
        assertThat(begun.body().orElseThrow().at("/properties/provisioningState").asString())
                .isEqualTo("Accepted");
        assertThat(tables()).containsExactlyInAnyOrder("a", "b");
        assertThat(shown("/properties/provisioningState")).isEqualTo("Running");
        cloud.inForce();
        assertThat(tables()).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(cloud.statusOf(begun)).isEqualTo("InProgress");
        cloud.inForce();
        assertThat(cloud.statusOf(begun)).isEqualTo("Succeeded");
        assertThat(shown("/properties/provisioningState")).isEqualTo("Succeeded");
        assertThat(cloud.shown(ID, "/properties/outputResources")).hasSize(3);
    }

    @Test
    void theStepsAreListedAsTheyBegin() {
        cloud.put(ID, deployment(table("a"), table("b", "a")));
        var steps = ID + "/operations";

        assertThat(states(steps)).containsExactly("a Running");
        cloud.settle();
        assertThat(states(steps)).containsExactly("a Succeeded", "b Succeeded");
    }

    @Test
    void aGroupsDeploymentsAreNoneOfItsSubscription() {
        cloud.make(ID, deployment(table("a")));

        var deployments = "/providers/Microsoft.Resources/deployments";
        assertThat(cloud.names(Bodies.GROUP + deployments)).hasSize(1);
        assertThat(cloud.names(TestCloud.SUBSCRIPTION + deployments)).isEmpty();
    }

    @Test
    void aTemplateIsGivenBackAndWhatHasEndedIsNotCancelled() {
        cloud.make(ID, deployment(table("a")));

        var exported = cloud.post(ID + "/exportTemplate");
        var cancelled = cloud.post(ID + "/cancel");

        assertThat(exported.status()).isEqualTo(200);
        assertThat(exported.body().orElseThrow().at("/template/resources/0/name").asString())
                .isEqualTo("a");
        assertThat(cancelled.status()).isEqualTo(409);
        assertThat(TestCloud.error(cancelled)).isEqualTo("DeploymentCannotBeCancelled");
    }

    private List<String> states(String steps) {
        return cloud.get(steps)
                .body()
                .orElseThrow()
                .path("value")
                .valueStream()
                .map(step ->
                        step.at("/properties/targetResource/resourceName").asString()
                                + " "
                                + step.at("/properties/provisioningState").asString())
                .toList();
    }

    @Test
    void aRefusedStepFailsTheDeploymentWithItsOwnError() {
        var bad =
                inTemplate(
                        "Microsoft.Network/networkInterfaces",
                        "nic",
                        "",
                        "{'ipConfigurations':[{'name':'ip','properties':{'subnet':{'id':'%s'}}}]}"
                                .formatted(Bodies.APPS));

        var begun = cloud.put(ID, deployment(table("a"), bad, table("late", "a")));
        cloud.settle();

        assertThat(cloud.statusOf(begun)).isEqualTo("Failed");
        var error = cloud.status(operation(begun)).body().orElseThrow().path("error");
        assertThat(error.path("code").asString()).isEqualTo("DeploymentFailed");
        assertThat(error.at("/details/0/message").asString()).contains(Bodies.APPS);
        assertThat(shown("/properties/error/details/0/code"))
                .isEqualTo(error.at("/details/0/code").asString());
        assertThat(states(ID + "/operations")).contains("nic Failed", "a Succeeded");
        assertThat(tables()).as("nothing begins after a failure").containsExactly("a");
    }

    @Test
    void aMachineThatDoesNotStartFailsDeploymentAndOperation() {
        cloud.make(Bodies.VNET, Bodies.NETWORK);
        cloud.make(Bodies.NIC, Bodies.nic(Bodies.APPS));
        cloud.breakMachine("vm");
        var machine = TestCloud.json(Bodies.machine("vm", Bodies.NIC)).path("properties");

        var begun =
                cloud.put(
                        ID,
                        deployment(
                                inTemplate(
                                        "Microsoft.Compute/virtualMachines",
                                        "vm",
                                        "",
                                        machine.toString().replace('"', '\''))));
        cloud.settle();

        assertThat(cloud.stateOf(Bodies.VM)).isEqualTo("Failed");
        assertThat(cloud.stateOf(ID)).isEqualTo("Failed");
        assertThat(cloud.statusOf(begun)).isEqualTo("Failed");
        assertThat(cloud.status(operation(begun)).body().orElseThrow().toString())
                .contains("its disk is on fire");
    }

    @Test
    void outputsAreReadWhenEverythingStands() {
        cloud.put(
                ID,
                deployment(
                        List.of(
                                inTemplate(
                                        "Microsoft.Network/virtualNetworks",
                                        "vnet",
                                        "",
                                        VNET_PROPERTIES)),
                        "'parameters':{'who':{'type':'string','defaultValue':'me'}},"
                                + "'outputs':{'space':{'type':'string','value':'[reference(\\u0027vnet\\u0027).addressSpace.addressPrefixes[0]]'},"
                                + "'who':{'type':'string','value':'[parameters(\\u0027who\\u0027)]'}},"));
        assertThat(cloud.shown(ID, "/properties/outputs").isMissingNode()).isTrue();
        cloud.settle();

        assertThat(shown("/properties/outputs/space/value")).isEqualTo("10.1.0.0/16");
        assertThat(shown("/properties/outputs/who/value")).isEqualTo("me");
        assertThat(shown("/properties/parameters/who/value")).isEqualTo("me");
    }

    private static String nested(String inner) {
        return """
        {'type':'Microsoft.Resources/deployments','apiVersion':'2022-09-01','name':'inner','properties':{
          'mode':'Incremental','expressionEvaluationOptions':{'scope':'inner'},'template':{
            '$schema':'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
            'contentVersion':'1.0.0.0','resources':[%s],'outputs':{'x':{'type':'string','value':'from inside'}}}}}
        """
                .formatted(inner);
    }

    @Test
    void aNestedDeploymentIsAStepOfItsOwn() {
        var inner = GROUP + "/providers/Microsoft.Resources/deployments/inner";
        var after =
                inTemplate(
                        TABLE,
                        "after",
                        "'[resourceId(\\u0027Microsoft.Resources/deployments\\u0027,\\u0027inner\\u0027)]'",
                        "{}");

        cloud.put(ID, deployment(nested(table("deep")), after));

        assertThat(tables()).containsExactly("deep");
        assertThat(cloud.stateOf(inner)).isEqualTo("Creating");
        cloud.settle();
        assertThat(tables()).containsExactlyInAnyOrder("deep", "after");
        assertThat(cloud.stateOf(ID)).isEqualTo("Succeeded");
        assertThat(cloud.shown(inner, "/properties/outputs/x/value").asString())
                .isEqualTo("from inside");
    }

    @Test
    void aFailureInsideANestedDeploymentIsToldOutside() {
        var bad =
                inTemplate(
                        "Microsoft.Network/networkInterfaces",
                        "nic",
                        "",
                        "{'ipConfigurations':[{'name':'ip','properties':{'subnet':{'id':'%s'}}}]}"
                                .formatted(Bodies.APPS));
        cloud.put(ID, deployment(nested(bad)));
        cloud.settle();

        assertThat(cloud.stateOf(ID)).isEqualTo("Failed");
        assertThat(shown("/properties/error/details/0/code")).isEqualTo("DeploymentFailed");
        assertThat(shown("/properties/error/details/0/details/0/message")).contains(Bodies.APPS);
    }

    @Test
    void whatTheCloudLacksIsRefusedBeforeAnythingIsMade() {
        var before = cloud.world();

        var refused =
                cloud.put(
                        ID,
                        deployment(
                                table("a"),
                                inTemplate("Microsoft.Sql/servers", "db", "", "{}"),
                                nested(inTemplate("Microsoft.Web/sites", "site", "", "{}"))));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(error(refused)).isEqualTo("NoRegisteredProviderFound");
        assertThat(TestCloud.message(refused))
                .contains("Microsoft.Sql/servers", "Microsoft.Web/sites");
        assertThat(refused.body().orElseThrow().at("/error/details")).hasSize(2);
        assertThat(cloud.world()).isEqualTo(before);
    }

    @Test
    void aRunningDeploymentIsNotEdited() {
        cloud.put(ID, deployment(table("a")));

        var refused = cloud.put(ID, deployment(table("b")));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(error(refused)).isEqualTo("DeploymentActiveAndUneditable");
        cloud.settle();
        assertThat(cloud.put(ID, deployment(table("b"))).status()).isEqualTo(200);
        cloud.settle();
        assertThat(tables()).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void theSameDeploymentAgainChangesNoResource() {
        cloud.put(ID, deployment(table("a"), table("b", "a")));
        cloud.settle();
        var a = cloud.resource(NET + "routeTables/a");

        cloud.put(ID, deployment(table("a"), table("b", "a")));
        cloud.settle();

        assertThat(cloud.stateOf(ID)).isEqualTo("Succeeded");
        assertThat(cloud.resource(NET + "routeTables/a")).isEqualTo(a);
    }

    @Test
    void validateAndWhatIfLeaveTheWorldAsItIs() {
        cloud.make(NET + "routeTables/a", "{'location':'westeurope'}");
        cloud.make(NET + "routeTables/b", "{'location':'westeurope','tags':{'x':'y'}}");
        var before = cloud.world();
        var body = TestCloud.json(deployment(table("a"), table("b"), table("c")));

        var valid = cloud.post(ID + "/validate", body);
        var whatIf = cloud.post(ID + "/whatIf", body);

        assertThat(cloud.world()).isEqualTo(before);
        assertThat(valid.status()).isEqualTo(200);
        assertThat(valid.body().orElseThrow().at("/properties/validatedResources")).hasSize(3);
        assertThat(whatIf.body().orElseThrow().at("/properties/changes").valueStream())
                .extracting(change -> change.path("changeType").asString())
                .containsExactly("NoChange", "Modify", "Create");
    }

    @Test
    void whatIfOfABadTemplateIsRefusedAsTheDeploymentWouldBe() {
        var body = TestCloud.json(deployment(inTemplate("Microsoft.Sql/servers", "db", "", "{}")));

        assertThat(error(cloud.post(ID + "/whatIf", body))).isEqualTo("NoRegisteredProviderFound");
        var invalid = cloud.post(ID + "/validate", body);
        assertThat(invalid.status()).as("a verdict, not a failed request").isEqualTo(200);
        assertThat(error(invalid)).isEqualTo("NoRegisteredProviderFound");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void itGoesOnAfterARestartInTheMiddle(int turnsBefore) {
        cloud.put(
                ID,
                deployment(
                        List.of(table("a"), table("b", "a"), table("c", "b")),
                        "'outputs':{'done':{'type':'string','value':'yes'}},"));
        for (int i = 0; i < turnsBefore; i++) {
            cloud.inForce();
        }

        cloud.restart(cloud.world());
        cloud.settle();

        assertThat(tables()).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(cloud.stateOf(ID)).isEqualTo("Succeeded");
        assertThat(shown("/properties/outputs/done/value")).isEqualTo("yes");
    }

    @Test
    void aGroupThatGoesTakesItsRunningDeploymentAlong() {
        var begun = cloud.put(ID, deployment(table("a"), table("b", "a")));

        cloud.delete(GROUP);
        cloud.settle();

        assertThat(cloud.stateOf(GROUP)).isEqualTo("absent");
        assertThat(cloud.statusOf(begun)).isEqualTo("Failed");
    }

    @Test
    void peeringsOfATemplateAreWrittenOneAfterTheOther() {
        cloud.make(Bodies.VNET, Bodies.NETWORK);
        Bodies.routeServer(cloud);
        var type = "Microsoft.Network/virtualHubs/bgpConnections";
        cloud.put(
                ID,
                deployment(
                        inTemplate(type, "rs/a", "", "{'peerAsn':65001,'peerIp':'10.1.2.4'}"),
                        inTemplate(type, "rs/b", "", "{'peerAsn':65002,'peerIp':'10.1.2.5'}")));

        assertThat(cloud.names(Bodies.PEERS)).containsExactly("a");
        cloud.inForce();
        assertThat(cloud.names(Bodies.PEERS)).containsExactly("a", "b");
        cloud.settle();
        assertThat(cloud.stateOf(ID)).isEqualTo("Succeeded");
    }
}
