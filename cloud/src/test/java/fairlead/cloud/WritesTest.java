package fairlead.cloud;

import static fairlead.cloud.Bodies.APPS;
import static fairlead.cloud.Bodies.GROUP;
import static fairlead.cloud.Bodies.NET;
import static fairlead.cloud.Bodies.NETWORK;
import static fairlead.cloud.Bodies.NIC;
import static fairlead.cloud.Bodies.VNET;
import static fairlead.cloud.TestCloud.error;
import static fairlead.cloud.TestCloud.operation;
import static org.assertj.core.api.Assertions.assertThat;

import fairlead.cloud.Reply.Style;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a PUT, a PATCH and a DELETE answer, at once and at their addresses afterwards. */
class WritesTest {

    private final TestCloud cloud = TestCloud.withGroup();

    @Test
    void aGroupIsThereAtOnce() {
        assertThat(cloud.put(GROUP + "2", "{'location':'westeurope'}"))
                .satisfies(reply -> assertThat(reply.status()).isEqualTo(201))
                .satisfies(reply -> assertThat(reply.poll()).isEmpty());
        assertThat(cloud.put(GROUP + "2", "{'location':'westeurope','tags':{'a':'b'}}").status())
                .isEqualTo(200);
        assertThat(cloud.shown(GROUP + "2", "/tags/a").asString()).isEqualTo("b");
    }

    @Test
    void aNewResourceIsUpdatingUntilTheHostHoldsIt() {
        var begun = cloud.put(VNET, NETWORK);

        assertThat(begun.status()).isEqualTo(201);
        assertThat(begun.poll().orElseThrow().style()).isEqualTo(Style.STATUS);
        assertThat(begun.body().orElseThrow().at("/properties/provisioningState").asString())
                .isEqualTo("Updating");
        assertThat(cloud.statusOf(begun)).isEqualTo("InProgress");
        assertThat(cloud.status(operation(begun)).poll()).isPresent();

        cloud.inForce();

        assertThat(cloud.shown(VNET, "/properties/provisioningState").asString())
                .isEqualTo("Succeeded");
        assertThat(cloud.stateOf(APPS)).isEqualTo("Succeeded");
        assertThat(cloud.statusOf(begun)).isEqualTo("Succeeded");
        assertThat(cloud.status(operation(begun)).poll()).isEmpty();
        assertThat(cloud.status(operation(begun)).body().orElseThrow().has("endTime")).isTrue();
        assertThat(cloud.result(operation(begun)).body().orElseThrow().path("name").asString())
                .isEqualTo("vnet");
    }

    @Test
    void whatTheHostHeldBeforeAWriteDoesNotEndIt() {
        long before = cloud.world().version();
        var begun = cloud.put(VNET, NETWORK);

        cloud.saw(new Fact.HostInForce(before, java.util.Optional.empty()));

        assertThat(cloud.statusOf(begun)).isEqualTo("InProgress");
    }

    @Test
    void theSameAgainChangesNothingAndAnswersAtOnce() {
        cloud.make(VNET, NETWORK);
        var before = cloud.world();

        var again = cloud.put(VNET, NETWORK);

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.poll()).isEmpty();
        assertThat(cloud.world()).isEqualTo(before);
    }

    @Test
    void aChangeOfWhatIsThereAnswers200AndKeepsTheSerial() {
        cloud.make(VNET, NETWORK);
        int serial = cloud.resource(VNET).serial();
        var etag = cloud.shown(VNET, "/etag").asString();

        var changed =
                cloud.put(VNET, NETWORK.replace("'10.1.0.0/16'", "'10.1.0.0/16','10.9.0.0/16'"));
        cloud.settle();

        assertThat(changed.status()).isEqualTo(200);
        assertThat(cloud.resource(VNET).serial()).isEqualTo(serial);
        assertThat(cloud.shown(VNET, "/etag").asString()).isNotEqualTo(etag);
    }

    @Test
    void patchMergesTagsAndLeavesTheRest() {
        cloud.make(VNET, NETWORK);

        assertThat(cloud.patch(VNET, "{'tags':{'team':'net'}}").status()).isEqualTo(200);
        cloud.settle();

        assertThat(cloud.shown(VNET, "/tags/team").asString()).isEqualTo("net");
        assertThat(cloud.names(VNET + "/subnets")).contains("apps", "nvas");
    }

    @Test
    void aWriteUnderAnOldEtagIsRefused() {
        cloud.make(VNET, NETWORK);
        var old = cloud.resource(VNET).etag();
        cloud.make(VNET, NETWORK.replace("westeurope'", "westeurope','tags':{'a':'b'}"));
        var before = cloud.world();

        var refused = cloud.putIf(VNET, NETWORK, old);

        assertThat(refused.status()).isEqualTo(412);
        assertThat(error(refused)).isEqualTo("PreconditionFailed");
        assertThat(cloud.world()).isEqualTo(before);
        assertThat(cloud.putIf(VNET, NETWORK, cloud.resource(VNET).etag()).status()).isEqualTo(200);
        assertThat(cloud.putIf(VNET, NETWORK, "*").status()).isEqualTo(200);
    }

    @Test
    void aDeleteUnderAnOldEtagIsRefused() {
        cloud.make(NET + "routeTables/rt", "{'location':'westeurope'}");
        var old = cloud.resource(NET + "routeTables/rt").etag();
        cloud.make(NET + "routeTables/rt", "{'location':'westeurope','tags':{'a':'b'}}");

        assertThat(error(cloud.deleteIf(NET + "routeTables/rt", old)))
                .isEqualTo("PreconditionFailed");
        assertThat(cloud.stateOf(NET + "routeTables/rt")).isEqualTo("Succeeded");

        var fresh = cloud.resource(NET + "routeTables/rt").etag();
        assertThat(cloud.deleteIf(NET + "routeTables/rt", fresh).status()).isEqualTo(202);
    }

    @Test
    void anEtagIsWeakAndChangesWithTheStateToo() {
        cloud.put(VNET, NETWORK);
        var updating = cloud.shown(VNET, "/etag").asString();
        cloud.inForce();
        var succeeded = cloud.shown(VNET, "/etag").asString();

        assertThat(updating).matches("W/\"[0-9a-f-]{36}\"");
        assertThat(succeeded).matches("W/\"[0-9a-f-]{36}\"").isNotEqualTo(updating);
        assertThat(cloud.shown(VNET, "/etag").asString()).isEqualTo(succeeded);
    }

    @Test
    void onlyWhatHasTagsIsPatched() {
        cloud.make(VNET, NETWORK);

        var refused = cloud.patch(APPS, "{'tags':{'a':'b'}}");

        assertThat(refused.status()).isEqualTo(405);
        assertThat(error(refused)).isEqualTo("MethodNotAllowed");
        assertThat(cloud.patch(GROUP, "{'tags':{'a':'b'}}").status()).isEqualTo(200);
    }

    @Test
    void aDeletedResourceIsDeletingUntilTheHostLetsItGo() {
        cloud.make(NET + "routeTables/rt", "{'location':'westeurope'}");

        var begun = cloud.delete(NET + "routeTables/rt");

        assertThat(begun.status()).isEqualTo(202);
        assertThat(begun.body()).isEmpty();
        assertThat(begun.poll().orElseThrow().style()).isEqualTo(Style.STATUS_AND_RESULT);
        assertThat(cloud.stateOf(NET + "routeTables/rt")).isEqualTo("Deleting");
        assertThat(cloud.result(operation(begun)).status()).isEqualTo(202);
        assertThat(error(cloud.put(NET + "routeTables/rt", "{'location':'westeurope'}")))
                .isEqualTo("AnotherOperationInProgress");

        cloud.inForce();

        assertThat(cloud.get(NET + "routeTables/rt").status()).isEqualTo(404);
        assertThat(cloud.statusOf(begun)).isEqualTo("Succeeded");
        assertThat(cloud.result(operation(begun)).status()).isEqualTo(204);
        assertThat(cloud.delete(NET + "routeTables/rt").status()).isEqualTo(204);
    }

    @Test
    void aSecondDeleteFollowsTheFirst() {
        cloud.make(NET + "routeTables/rt", "{'location':'westeurope'}");
        var first = cloud.delete(NET + "routeTables/rt");

        var second = cloud.delete(NET + "routeTables/rt");

        assertThat(second.status()).isEqualTo(202);
        assertThat(operation(second).id()).isEqualTo(operation(first).id());
    }

    @Test
    void aWriteThatADeleteOvertakesFailsAsPreempted() {
        var write = cloud.put(NET + "routeTables/rt", "{'location':'westeurope'}");
        cloud.delete(NET + "routeTables/rt");
        cloud.settle();

        assertThat(cloud.statusOf(write)).isEqualTo("Failed");
        assertThat(error(cloud.result(operation(write)))).isEqualTo("OperationPreempted");
    }

    @Test
    void aDeletedNetworkTakesItsSubnetsWithIt() {
        cloud.make(VNET, NETWORK);
        cloud.delete(VNET);
        cloud.settle();

        assertThat(cloud.stateOf(APPS)).isEqualTo("absent");
        assertThat(cloud.world().inventory().below(cloud.resource(GROUP).id())).isEmpty();
    }

    @Test
    void whatIsInUseIsNotDeleted() {
        cloud.make(VNET, NETWORK);
        cloud.make(NIC, Bodies.nic(APPS));

        assertThat(cloud.delete(VNET).status()).isEqualTo(400);
        assertThat(cloud.stateOf(VNET)).isEqualTo("Succeeded");
    }

    @ParameterizedTest
    @CsvSource({
        "GET,    G/providers/Microsoft.Network/virtualNetworks/none,         404, ResourceNotFound",
        "GET,    G/providers/Microsoft.Resources/deployments/none,           404, DeploymentNotFound",
        "GET,    G2/providers/Microsoft.Network/virtualNetworks/none,        404, ResourceGroupNotFound",
        "GET,    G2,                                                         404, ResourceGroupNotFound",
        "GET,    G/providers/Microsoft.Sql/servers/one,                      404, InvalidResourceType",
        "GET,    G/providers/Microsoft.Sql/servers,                          404, InvalidResourceType",
        "PUT,    G/providers/Microsoft.Sql/servers/one,                      404, InvalidResourceType",
        "POST,   G/providers/Microsoft.Sql/servers/one/start,                404, ResourceNotFound",
        "PUT,    G2/providers/Microsoft.Network/routeTables/rt,              404, ResourceGroupNotFound",
        "PUT,    G/providers/Microsoft.Network/virtualNetworks/no/subnets/s, 404, ParentResourceNotFound",
        "DELETE, G2,                                                         404, ResourceGroupNotFound",
        "PUT,    G/providers/Microsoft.Network/virtualNetworks,              405, MethodNotAllowed",
        "DELETE, G/providers/Microsoft.Network/virtualNetworks,              405, MethodNotAllowed",
        "GET,    G/providers/Microsoft.Network,                              400, InvalidResourceType",
        "GET,    /nowhere/at/all,                                            400, InvalidResourceType",
        "PUT,    G/resources,                                                405, MethodNotAllowed",
    })
    void whatCannotBeIsRefusedByName(Request.Verb verb, String path, int status, String code) {
        var before = cloud.world();
        var request =
                TestCloud.request(
                        verb,
                        path.replaceFirst("^G", GROUP),
                        java.util.Optional.of(TestCloud.json("{'location':'westeurope'}")),
                        java.util.Optional.empty());

        var reply = verb == Request.Verb.GET ? cloud.get(request.path()) : cloud.ask(request);

        assertThat(reply.status() + " " + error(reply)).isEqualTo(status + " " + code);
        assertThat(cloud.world()).isEqualTo(before);
    }

    @Test
    void aPutWithoutABodySaysSo() {
        var reply =
                cloud.ask(
                        TestCloud.request(
                                Request.Verb.PUT,
                                VNET,
                                java.util.Optional.empty(),
                                java.util.Optional.empty()));

        assertThat(error(reply)).isEqualTo("InvalidRequestContent");
    }

    @Test
    void anOperationThatNeverWasIsNotFound() {
        assertThat(cloud.get(TestCloud.SUBSCRIPTION + "/operationresults/none").status())
                .isEqualTo(404);
    }

    @Test
    void resourcesAreListedByGroupAndFilter() {
        cloud.make(VNET, NETWORK);
        cloud.make(
                NET + "routeTables/rt", "{'location':'westeurope','tags':{'role':'test','a':'b'}}");

        for (var filter :
                java.util.Map.of(
                                "tagName eq 'role'", 1,
                                "tagname eq 'role' and tagvalue eq 'test'", 1,
                                "tagname eq 'role' and tagvalue eq 'b'", 0,
                                "tagname eq 'none'", 0)
                        .entrySet()) {
            assertThat(cloud.names(GROUP + "/resources?$filter=" + filter.getKey()))
                    .as(filter.getKey())
                    .hasSize(filter.getValue());
        }
        assertThat(cloud.names(GROUP + "/resources")).containsExactlyInAnyOrder("vnet", "rt");
        assertThat(
                        cloud.names(
                                GROUP
                                        + "/resources?$filter=resourceType eq 'Microsoft.Network/routeTables'"))
                .containsExactly("rt");
        assertThat(cloud.names(TestCloud.SUBSCRIPTION + "/resourceGroups")).containsExactly("g");
        assertThat(cloud.names(VNET + "/subnets"))
                .containsExactly("apps", "RouteServerSubnet", "nvas");
    }
}
