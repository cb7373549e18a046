package fairlead.cloud;

import static fairlead.cloud.Bodies.SET;
import static fairlead.cloud.TestCloud.operation;
import static org.assertj.core.api.Assertions.assertThat;

import fairlead.azure.arm.Resource;
import fairlead.azure.types.Types;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Scale sets: instances come and go, and those that stay are left alone. */
class ScaleSetTest {

    private final TestCloud cloud = Bodies.hub();

    private List<String> instances() {
        return cloud.names(SET + "/virtualMachines");
    }

    private static String instance(int id) {
        return SET + "/virtualMachines/" + id;
    }

    private List<Integer> serials(int upTo) {
        return java.util.stream.IntStream.range(0, upTo)
                .mapToObj(id -> cloud.resource(instance(id)).serial())
                .toList();
    }

    @Test
    void growingAndShrinkingKeepsTheOldestAndTheirPeerings() {
        cloud.make(SET, Bodies.scaleSet(3));
        assertThat(instances()).containsExactly("nva_0", "nva_1", "nva_2");
        cloud.make(Bodies.PEERS + "/nva_0", Bodies.peer(65001, "10.1.2.4"));
        var kept = serials(3);
        var peering = cloud.resource(Bodies.PEERS + "/nva_0");

        cloud.make(SET, Bodies.scaled(8));
        assertThat(instances()).hasSize(8).endsWith("nva_6", "nva_7");
        assertThat(serials(3)).isEqualTo(kept);

        cloud.make(SET, Bodies.scaled(4));
        assertThat(instances()).containsExactly("nva_0", "nva_1", "nva_2", "nva_3");
        assertThat(serials(3)).isEqualTo(kept);
        assertThat(cloud.resource(Bodies.PEERS + "/nva_0")).isEqualTo(peering);
        assertThat(cloud.decided().machines()).hasSize(4);

        cloud.make(SET, Bodies.scaled(5));
        assertThat(instances()).endsWith("nva_8");
    }

    @Test
    void theScaleSetIsDoneWhenEveryInstanceRuns() {
        var begun = cloud.put(SET, Bodies.scaleSet(2));

        assertThat(begun.body().orElseThrow().at("/properties/provisioningState").asString())
                .isEqualTo("Creating");
        assertThat(cloud.stateOf(instance(0))).isEqualTo("Creating");
        assertThat(cloud.stateOf(instance(0) + "/networkInterfaces/nic"))
                .as("a NIC, though of a scale set")
                .isEqualTo("Updating");
        cloud.inForce();
        assertThat(cloud.statusOf(begun)).isEqualTo("InProgress");
        cloud.saw(running(instance(0)));
        assertThat(cloud.stateOf(instance(0))).isEqualTo("Succeeded");
        assertThat(cloud.statusOf(begun)).isEqualTo("InProgress");
        cloud.saw(running(instance(1)));
        assertThat(cloud.statusOf(begun)).isEqualTo("Succeeded");
    }

    private Fact.Seen running(String machine) {
        int serial = cloud.resource(machine).serial();
        return new Fact.MachineObserved(
                serial, java.util.Optional.of(MachineSeen.STOPPED.running(serial, 0)));
    }

    @Test
    void itsInstanceViewCountsTheStatesOfItsInstances() {
        cloud.make(SET, Bodies.scaleSet(3));
        cloud.post(instance(1) + "/deallocate");
        cloud.settle();

        var view = cloud.get(SET + "/instanceView").body().orElseThrow();

        assertThat(view.at("/virtualMachine/statusesSummary").toString())
                .contains(
                        "{\"code\":\"PowerState/deallocated\",\"count\":1}",
                        "{\"code\":\"PowerState/running\",\"count\":2}",
                        "{\"code\":\"ProvisioningState/succeeded\",\"count\":3}");
        assertThat(view.at("/statuses/0/code").asString()).isEqualTo("ProvisioningState/succeeded");
    }

    @Test
    void aRemovedInstanceStaysUntilItsMachineHasStopped() {
        cloud.make(SET, Bodies.scaleSet(3));
        cloud.put(SET, Bodies.scaled(2));

        cloud.inForce();

        assertThat(cloud.stateOf(instance(2))).isEqualTo("Deleting");
        assertThat(cloud.find(instance(2) + "/networkInterfaces/nic")).isEmpty();
        cloud.endMachines();
        assertThat(cloud.stateOf(instance(2))).isEqualTo("absent");
    }

    @Test
    void theAddressOfAnInstanceThatGoesIsNotGivenToOneThatComes() {
        cloud.make(SET, Bodies.scaleSet(3));
        cloud.put(SET, Bodies.scaled(2));
        cloud.put(SET, Bodies.scaled(3));

        var addresses =
                cloud.world()
                        .inventory()
                        .children(cloud.resource(SET).id(), "virtualMachines")
                        .flatMap(one -> cloud.world().inventory().below(one.id()))
                        .map(Resource::id)
                        .filter(id -> id.type().equals(Types.INSTANCE_NICS))
                        .map(nic ->
                                nic
                                        + " "
                                        + cloud.shown(
                                                        nic.toString(),
                                                        "/properties/ipConfigurations/0/properties/privateIPAddress")
                                                .asString())
                        .toList();
        assertThat(addresses).hasSizeGreaterThanOrEqualTo(3).doesNotHaveDuplicates();
        cloud.settle();
        assertThat(instances()).containsExactly("nva_0", "nva_1", "nva_3");
    }

    @Test
    void aFailedInstanceFailsTheScaleSetWithItsReason() {
        cloud.breakMachine("nva000001");

        var begun = cloud.put(SET, Bodies.scaleSet(3));
        cloud.settle();

        assertThat(cloud.stateOf(instance(0))).isEqualTo("Succeeded");
        assertThat(cloud.stateOf(instance(1))).isEqualTo("Failed");
        assertThat(cloud.stateOf(SET)).isEqualTo("Failed");
        assertThat(
                        cloud.status(operation(begun))
                                .body()
                                .orElseThrow()
                                .at("/error/message")
                                .asString())
                .contains("its disk is on fire");
    }

    @Test
    void poweringOffTheSetPowersOffTheNamedInstancesOrAll() {
        cloud.make(SET, Bodies.scaleSet(3));

        var some = cloud.post(SET + "/poweroff", TestCloud.json("{'instanceIds':['1']}"));
        cloud.settle();
        assertThat(cloud.statusOf(some)).isEqualTo("Succeeded");
        assertThat(powers()).containsExactly("ON", "OFF", "ON");
        cloud.post(SET + "/deallocate");
        cloud.settle();
        assertThat(powers()).containsOnly("OFF");
        cloud.post(SET + "/start", TestCloud.json("{'instanceIds':['*']}"));
        cloud.settle();
        assertThat(powers()).containsOnly("ON");
        assertThat(
                        TestCloud.error(
                                cloud.post(
                                        SET + "/start", TestCloud.json("{'instanceIds':['9']}"))))
                .isEqualTo("InvalidParameter");
    }

    private List<String> powers() {
        return serials(3).stream()
                .map(serial ->
                        java.util.Objects.requireNonNull(cloud.decided().machines().get(serial))
                                .power()
                                .name())
                .toList();
    }

    @Test
    void namedInstancesAreDeletedAndTheCapacityFollows() {
        cloud.make(SET, Bodies.scaleSet(3));

        var begun = cloud.post(SET + "/delete", TestCloud.json("{'instanceIds':['1']}"));
        cloud.settle();

        assertThat(cloud.statusOf(begun)).isEqualTo("Succeeded");
        assertThat(instances()).containsExactly("nva_0", "nva_2");
        assertThat(cloud.shown(SET, "/sku/capacity").asInt()).isEqualTo(2);
    }

    @Test
    void aDeletedScaleSetGoesAfterItsInstances() {
        cloud.make(SET, Bodies.scaleSet(2));

        var begun = cloud.delete(SET);
        cloud.inForce();

        assertThat(cloud.stateOf(SET)).isEqualTo("Deleting");
        cloud.endMachines();
        assertThat(cloud.stateOf(SET)).isEqualTo("absent");
        assertThat(cloud.statusOf(begun)).isEqualTo("Succeeded");
    }

    @Test
    void theNicsOfAllInstancesAreOneList() {
        cloud.make(SET, Bodies.scaleSet(2));

        assertThat(cloud.names(SET + "/networkInterfaces")).containsExactly("nic", "nic");
        assertThat(cloud.names(instance(0) + "/networkInterfaces")).containsExactly("nic");
    }
}
