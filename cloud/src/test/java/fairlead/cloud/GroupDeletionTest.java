package fairlead.cloud;

import static fairlead.cloud.Bodies.GROUP;
import static fairlead.cloud.Bodies.NET;
import static fairlead.cloud.Bodies.SET;
import static fairlead.cloud.Bodies.VM;
import static fairlead.cloud.Bodies.VNET;
import static fairlead.cloud.TestCloud.operation;
import static org.assertj.core.api.Assertions.assertThat;

import fairlead.cloud.Reply.Style;
import org.junit.jupiter.api.Test;

/** A group goes with everything in it, and not before its machines have ended. */
class GroupDeletionTest {

    private final TestCloud cloud = Bodies.machine();

    @Test
    void theGroupWaitsForItsMachines() {
        Bodies.routeServer(cloud);
        cloud.make(SET, Bodies.scaleSet(2));

        var begun = cloud.delete(GROUP);

        assertThat(begun.status()).isEqualTo(202);
        assertThat(begun.poll().orElseThrow().style()).isEqualTo(Style.RESULT);
        cloud.inForce();
        assertThat(cloud.stateOf(VM)).isEqualTo("Deleting");
        assertThat(cloud.stateOf(GROUP)).isEqualTo("Deleting");
        assertThat(cloud.result(operation(begun)).status()).isEqualTo(202);
        cloud.endMachines();
        assertThat(cloud.stateOf(GROUP)).isEqualTo("absent");
        assertThat(cloud.result(operation(begun)).status()).isEqualTo(200);
        assertThat(cloud.world().inventory().byKey()).isEmpty();
        assertThat(cloud.decided().parts()).isEmpty();
        assertThat(cloud.decided().machines()).isEmpty();
    }

    @Test
    void anotherGroupStays() {
        var other = GROUP.replaceFirst("/g$", "/gg");
        cloud.put(other, "{'location':'westeurope'}");
        cloud.make(
                other + "/providers/Microsoft.Network/routeTables/rt", "{'location':'westeurope'}");

        cloud.delete(GROUP);
        cloud.settle();

        assertThat(cloud.stateOf(GROUP)).isEqualTo("absent");
        assertThat(cloud.names(other + "/resources")).containsExactly("rt");
    }

    @Test
    void nothingIsMadeInAGroupThatGoes() {
        cloud.delete(GROUP);

        var refused = cloud.put(NET + "routeTables/rt", "{'location':'westeurope'}");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(TestCloud.error(refused)).isEqualTo("ResourceGroupBeingDeleted");
        cloud.settle();
        assertThat(cloud.stateOf(GROUP)).isEqualTo("absent");
    }

    @Test
    void nothingIsMadeInANetworkThatGoes() {
        cloud.delete(VM);
        cloud.settle();
        cloud.delete(Bodies.NIC);
        cloud.settle();
        cloud.delete(VNET);

        var refused =
                cloud.put(VNET + "/subnets/late", "{'properties':{'addressPrefix':'10.1.7.0/24'}}");

        assertThat(refused.status()).isEqualTo(409);
        cloud.settle();
        assertThat(cloud.stateOf(VNET)).isEqualTo("absent");
    }

    @Test
    void nothingIsPutIntoASubnetThatGoes() {
        cloud.delete(VM);
        cloud.settle();
        cloud.delete(Bodies.NIC);
        cloud.settle();
        cloud.delete(Bodies.APPS);

        var refused = cloud.put(Bodies.NIC, Bodies.nic(Bodies.APPS));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(TestCloud.error(refused)).isEqualTo("ReferencedResourceNotProvisioned");
        cloud.settle();
        assertThat(TestCloud.error(cloud.put(Bodies.NIC, Bodies.nic(Bodies.APPS))))
                .isNotEqualTo("ReferencedResourceNotProvisioned");
    }

    @Test
    void theNameIsFreeAfterwardsAndSerialsAreNotUsedAgain() {
        int highest = cloud.world().inventory().nextSerial();
        cloud.delete(GROUP);
        cloud.settle();

        cloud.put(GROUP, "{'location':'westeurope'}");
        cloud.make(VNET, Bodies.NETWORK);

        assertThat(cloud.resource(VNET).serial()).isGreaterThanOrEqualTo(highest);
    }

    @Test
    void aNetworkThatAnotherGroupUsesStaysAndSoDoesItsGroup() {
        var other = TestCloud.SUBSCRIPTION + "/resourceGroups/other";
        cloud.make(other, "{'location':'westeurope'}");
        var nic = other + "/providers/Microsoft.Network/networkInterfaces/guest";
        cloud.make(nic, Bodies.nic(Bodies.APPS));

        var refused = cloud.delete(Bodies.GROUP);
        cloud.settle();

        assertThat(refused.status()).isBetween(400, 499);
        assertThat(cloud.stateOf(Bodies.APPS)).isEqualTo("Succeeded");
        assertThat(cloud.stateOf(nic)).isEqualTo("Succeeded");

        cloud.delete(nic);
        cloud.settle();
        assertThat(cloud.delete(Bodies.GROUP).status()).isEqualTo(202);
        cloud.settle();
        assertThat(cloud.stateOf(Bodies.VNET)).isEqualTo("absent");
    }
}
