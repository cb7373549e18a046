package fairlead.cloud;

import static fairlead.cloud.Bodies.VM;
import static fairlead.cloud.TestCloud.operation;
import static org.assertj.core.api.Assertions.assertThat;

import fairlead.cloud.Reply.Style;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Machines: starting, stopping, failing, and what Azure's instance view says of it. */
class PowerTest {

    private final TestCloud cloud = Bodies.network();

    PowerTest() {
        cloud.make(Bodies.NIC, Bodies.nic(Bodies.APPS));
    }

    private String power() {
        return cloud.shown(VM + "/instanceView", "/statuses/1/code").asString();
    }

    private MachineWanted wanted() {
        return java.util.Objects.requireNonNull(
                cloud.decided().machines().get(cloud.resource(VM).serial()));
    }

    private void machineRuns() {
        cloud.make(VM, Bodies.machine("vm", Bodies.NIC));
    }

    @Test
    void aMachineIsDoneWhenItRuns() {
        var begun = cloud.put(VM, Bodies.machine("vm", Bodies.NIC));

        assertThat(cloud.stateOf(VM)).isEqualTo("Creating");
        assertThat(power()).isEqualTo("PowerState/starting");
        cloud.inForce();
        assertThat(cloud.statusOf(begun)).isEqualTo("InProgress");
        cloud.obey();
        assertThat(cloud.statusOf(begun)).isEqualTo("Succeeded");
        assertThat(power()).isEqualTo("PowerState/running");
        assertThat(cloud.shown(VM + "/instanceView", "/statuses/0/code").asString())
                .isEqualTo("ProvisioningState/succeeded");
    }

    @Test
    void aMachineIsToldWhatItsDocumentSays() {
        machineRuns();

        assertThat(wanted().hostname()).isEqualTo("vm");
        assertThat(wanted().guest())
                .isEqualTo(
                        new MachineWanted.Guest(
                                "lab", List.of("ssh-ed25519 AAAA lab"), "#cloud-config\n"));
        assertThat(wanted().nics())
                .singleElement()
                .satisfies(nic -> {
                    assertThat(nic.address()).hasToString("10.1.0.4");
                    assertThat(nic.gateway()).hasToString("10.1.0.1");
                    assertThat(nic.prefixLength()).isEqualTo(24);
                });
    }

    @Test
    void aMachineThatDoesNotStartFailsWithTheReason() {
        cloud.breakMachine("vm");
        var begun = cloud.put(VM, Bodies.machine("vm", Bodies.NIC));
        cloud.settle();

        assertThat(cloud.stateOf(VM)).isEqualTo("Failed");
        assertThat(cloud.statusOf(begun)).isEqualTo("Failed");
        var error = cloud.status(operation(begun)).body().orElseThrow().path("error");
        assertThat(error.path("code").asString()).isEqualTo("OSProvisioningInternalError");
        assertThat(error.path("message").asString()).contains("vm", "its disk is on fire");
        assertThat(cloud.result(operation(begun)).status()).isEqualTo(409);
        assertThat(cloud.get(VM).body().orElseThrow().toString()).doesNotContain("$");
    }

    @Test
    void aMachineThatWasStoppedCanBePatchedAndStaysStopped() {
        cloud.make(VM, Bodies.machine("vm", Bodies.NIC));
        cloud.post(VM + "/deallocate");
        cloud.settle();

        var patched = cloud.patch(VM, "{'identity':{'type':'SystemAssigned'}}");
        cloud.settle();

        assertThat(patched.status()).isEqualTo(200);
        assertThat(cloud.shown(VM, "/identity/principalId").asString()).hasSize(36);
        assertThat(cloud.shown(VM, "/identity/tenantId").asString())
                .isEqualTo("7e5f4b2c-0000-4000-8000-000000000002");
        assertThat(power()).isEqualTo("PowerState/deallocated");
    }

    @Test
    void aFailedMachineCanBeStoppedStartedAndDeleted() {
        cloud.breakMachine("vm");
        cloud.put(VM, Bodies.machine("vm", Bodies.NIC));
        cloud.settle();
        cloud.mendMachine("vm");

        cloud.post(VM + "/deallocate");
        cloud.settle();
        assertThat(cloud.stateOf(VM)).isEqualTo("Succeeded");
        cloud.post(VM + "/start");
        cloud.settle();
        assertThat(power()).isEqualTo("PowerState/running");
        cloud.delete(VM);
        cloud.settle();
        assertThat(cloud.stateOf(VM)).isEqualTo("absent");
    }

    @ParameterizedTest
    @CsvSource({
        "powerOff,   PowerState/stopped,     OFF, 0",
        "deallocate, PowerState/deallocated, OFF, 0",
        "restart,    PowerState/running,     ON,  1",
        "start,      PowerState/running,     ON,  0",
        "POWEROFF,   PowerState/stopped,     OFF, 0",
    })
    void anActionEndsWhenTheMachineIsThere(
            String action, String after, MachineWanted.Power power, int boots) {
        machineRuns();

        var begun = cloud.post(VM + "/" + action);
        cloud.settle();

        assertThat(begun.status()).isEqualTo(202);
        assertThat(begun.poll().orElseThrow().style()).isEqualTo(Style.STATUS_AND_RESULT);
        assertThat(cloud.statusOf(begun)).isEqualTo("Succeeded");
        assertThat(cloud.result(operation(begun)).status()).isEqualTo(200);
        assertThat(power()).isEqualTo(after);
        assertThat(wanted().power()).isEqualTo(power);
        assertThat(wanted().boots()).isEqualTo(boots);
    }

    @Test
    void aMachineThatEndedByItselfIsBootedAgainByStart() {
        machineRuns();
        cloud.saw(
                new Fact.MachineObserved(
                        cloud.resource(VM).serial(), java.util.Optional.of(MachineSeen.STOPPED)));
        assertThat(power()).isEqualTo("PowerState/starting");

        var begun = cloud.post(VM + "/start");
        assertThat(wanted().boots()).isEqualTo(1);
        assertThat(cloud.statusOf(begun)).isEqualTo("InProgress");
        cloud.settle();

        assertThat(cloud.statusOf(begun)).isEqualTo("Succeeded");
        assertThat(power()).isEqualTo("PowerState/running");
    }

    @Test
    void aStopIsNotOverBeforeTheMachineHasStopped() {
        machineRuns();

        var begun = cloud.post(VM + "/powerOff");
        cloud.inForce();

        assertThat(cloud.statusOf(begun)).isEqualTo("InProgress");
        cloud.obey();
        assertThat(cloud.statusOf(begun)).isEqualTo("Succeeded");
    }

    @Test
    void aWriteKeepsAStoppedMachineStopped() {
        machineRuns();
        cloud.post(VM + "/deallocate");
        cloud.settle();

        cloud.make(
                VM,
                Bodies.machine("vm", Bodies.NIC)
                        .replaceFirst("westeurope'", "westeurope','tags':{'a':'b'}"));

        assertThat(power()).isEqualTo("PowerState/deallocated");
        assertThat(wanted().power()).isEqualTo(MachineWanted.Power.OFF);
    }

    @Test
    void anActionThatIsNoneIsNotFound() {
        machineRuns();

        assertThat(cloud.post(VM + "/reimagineIt").status()).isEqualTo(404);
    }

    @Test
    void aDeletedMachineIsGoneWhenItHasStopped() {
        machineRuns();

        cloud.delete(VM);
        cloud.inForce();

        assertThat(cloud.stateOf(VM)).isEqualTo("Deleting");
        cloud.endMachines();
        assertThat(cloud.stateOf(VM)).isEqualTo("absent");
        assertThat(cloud.stateOf(Bodies.NIC)).isEqualTo("Succeeded");
    }

    @Test
    void anActionDoesNotBringADeletedMachineBack() {
        machineRuns();
        cloud.delete(VM);

        var refused = cloud.post(VM + "/start");

        assertThat(refused.status()).isEqualTo(409);
        cloud.settle();
        assertThat(cloud.stateOf(VM)).isEqualTo("absent");
    }

    @Test
    void aFailedMachineIsTriedAgainByTheSameWrite() {
        cloud.breakMachine("vm");
        cloud.put(VM, Bodies.machine("vm", Bodies.NIC));
        cloud.settle();
        cloud.mendMachine("vm");

        var again = cloud.put(VM, Bodies.machine("vm", Bodies.NIC));
        cloud.settle();

        assertThat(cloud.statusOf(again)).isEqualTo("Succeeded");
        assertThat(power()).isEqualTo("PowerState/running");
    }

    @Test
    void aFailedMachineIsTriedAgainByStartingIt() {
        cloud.breakMachine("vm");
        cloud.put(VM, Bodies.machine("vm", Bodies.NIC));
        cloud.settle();
        cloud.mendMachine("vm");

        var started = cloud.post(VM + "/start");
        cloud.settle();

        assertThat(cloud.statusOf(started)).isEqualTo("Succeeded");
        assertThat(cloud.stateOf(VM)).isEqualTo("Succeeded");
    }

    @Test
    void aFailedMachineThatFailsAgainSaysSoAgain() {
        cloud.breakMachine("vm");
        cloud.put(VM, Bodies.machine("vm", Bodies.NIC));
        cloud.settle();

        var started = cloud.post(VM + "/start");
        assertThat(cloud.statusOf(started)).isEqualTo("InProgress");
        cloud.settle();

        assertThat(cloud.statusOf(started)).isEqualTo("Failed");
    }
}
