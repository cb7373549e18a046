package fairlead.cloud;

import static fairlead.cloud.Bodies.NIC;
import static fairlead.cloud.Bodies.VM;
import static fairlead.cloud.TestCloud.error;
import static fairlead.cloud.TestCloud.operation;
import static org.assertj.core.api.Assertions.assertThat;

import fairlead.azure.arm.RefusedException;
import fairlead.azure.hub.Profile;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Effective routes: Azure's answer for running machines, and ours for any NIC. */
class RouteTablesTest {

    private final TestCloud cloud = Bodies.machine();

    private List<String> effective() {
        var begun = cloud.post(NIC + "/effectiveRouteTable");
        assertThat(begun.status()).isEqualTo(202);
        return cloud.result(operation(begun))
                .body()
                .orElseThrow()
                .path("value")
                .valueStream()
                .map(RouteTablesTest::line)
                .toList();
    }

    private static String line(JsonNode row) {
        return row.path("source").asString()
                + " "
                + row.at("/addressPrefix/0").asString()
                + " "
                + row.path("nextHopType").asString()
                + (row.path("nextHopIpAddress").isEmpty()
                        ? ""
                        : " " + row.at("/nextHopIpAddress/0").asString());
    }

    @Test
    void aRunningMachinesNicShowsItsTable() {
        assertThat(effective())
                .contains("Default 10.1.0.0/16 VnetLocal", "Default 0.0.0.0/0 Internet");
    }

    @Test
    void aUserRouteTakesThePlaceOfADefaultOne() {
        cloud.make(
                Bodies.NET + "routeTables/rt",
                "{'location':'westeurope','properties':{'routes':[{'name':'out','properties':{"
                        + "'addressPrefix':'0.0.0.0/0','nextHopType':'VirtualAppliance','nextHopIpAddress':'10.1.2.4'}}]}}");
        cloud.make(
                Bodies.APPS,
                "{'properties':{'addressPrefix':'10.1.0.0/24','routeTable':{'id':'%s'}}}"
                        .formatted(Bodies.NET + "routeTables/rt"));

        assertThat(effective()).contains("User 0.0.0.0/0 VirtualAppliance 10.1.2.4");
    }

    @Test
    void onlyARunningMachineHasEffectiveRoutes() throws RefusedException {
        cloud.post(VM + "/deallocate");
        cloud.settle();

        var refused = cloud.post(NIC + "/effectiveRouteTable");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(error(refused)).isEqualTo("NicMustBeAttachedToRunningVmToGetEffectiveRoutes");
        assertThat(new Explanations(cloud.world(), Profile.AZURE).routes(NIC).path("rows"))
                .isNotEmpty();
    }

    @Test
    void aMachineThatIsToldToStopHasNoneAnyMore() {
        cloud.post(VM + "/powerOff");

        assertThat(error(cloud.post(NIC + "/effectiveRouteTable")))
                .isEqualTo("NicMustBeAttachedToRunningVmToGetEffectiveRoutes");
    }

    @Test
    void aNicWithoutAMachineHasNone() {
        cloud.make(Bodies.NET + "networkInterfaces/idle", Bodies.nic(Bodies.APPS));

        assertThat(error(cloud.post(Bodies.NET + "networkInterfaces/idle/effectiveRouteTable")))
                .isEqualTo("NicMustBeAttachedToRunningVmToGetEffectiveRoutes");
    }

    @Test
    void aNicThatIsNotThereIsNotFound() {
        assertThat(cloud.post(Bodies.NET + "networkInterfaces/no/effectiveRouteTable").status())
                .isEqualTo(404);
    }

    @Test
    void whySaysWhichRouteTakesAPacket() throws RefusedException {
        var why = new Explanations(cloud.world(), Profile.AZURE).why(NIC, "10.1.2.9");

        assertThat(why.at("/chosen/prefix").asString()).isEqualTo("10.1.0.0/16");
        assertThat(why.path("candidates").valueStream())
                .extracting(one -> one.path("verdict").asString())
                .containsOnlyOnce("chosen");
    }
}
