package fairlead.cloud;

import static fairlead.cloud.Bodies.HUB;
import static fairlead.cloud.Bodies.NET;
import static fairlead.cloud.Bodies.PEERS;
import static fairlead.cloud.Bodies.VM;
import static fairlead.cloud.Bodies.peer;
import static org.assertj.core.api.Assertions.assertThat;

import fairlead.azure.arm.ArmId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A machine and a peering; both are well until a test changes that. */
class HealthTest {

    private final TestCloud cloud = Bodies.network();

    HealthTest() {
        cloud.make(Bodies.NIC, Bodies.nic(Bodies.APPS));
        cloud.make(VM, Bodies.machine("vm", Bodies.NIC));
        Bodies.routeServer(cloud);
        cloud.make(PEERS + "/a", peer(65001, "10.1.2.4"));
        session(0, "Established", "");
        session(1, "Established", "");
    }

    private void session(int instance, String state, String error) {
        cloud.saw(
                new Fact.SessionObserved(
                        new SessionKey(ArmId.parse(HUB), instance, ArmId.parse(PEERS + "/a")),
                        Optional.of(
                                new SessionSeen(
                                        state,
                                        Instant.EPOCH,
                                        Optional.of(error).filter(text -> !text.isEmpty())))));
    }

    private List<String> problems() {
        return Health.of(cloud.world()).problems().stream().map(Health.Problem::text).toList();
    }

    @Test
    void whatIsAsItIsWantedIsNoProblem() {
        assertThat(problems()).isEmpty();
        assertThat(Health.of(cloud.world()).remarks()).isEmpty();
    }

    @Test
    void aSessionThatIsNotEstablishedSaysWhySinceWhenAndWhere() {
        session(1, "Active", "it refuses connections");

        assertThat(Health.of(cloud.world()).problems())
                .containsExactly(
                        new Health.Problem(
                                "BGP session of rs instance 1 with a is Active: it refuses connections",
                                Optional.of(Instant.EPOCH),
                                ""));
    }

    @Test
    void aSessionThatNobodySawYetIsIdle() {
        cloud.saw(
                new Fact.SessionObserved(
                        new SessionKey(ArmId.parse(HUB), 0, ArmId.parse(PEERS + "/a")),
                        Optional.empty()));

        assertThat(problems()).containsExactly("BGP session of rs instance 0 with a is Idle");
    }

    @Test
    void aMachineThatEndedByItselfIsAProblemAndOneThatWasStoppedIsNone() {
        cloud.saw(
                new Fact.MachineObserved(
                        cloud.resource(VM).serial(), Optional.of(MachineSeen.STOPPED)));
        assertThat(problems()).containsExactly("Machine vm has ended by itself");

        cloud.post(VM + "/powerOff");
        cloud.settle();

        assertThat(problems()).isEmpty();
    }

    @Test
    void aMachineThatCannotStartSaysWhyBeforeItsFailedResource() {
        cloud.breakMachine("broken");
        cloud.make(NET + "networkInterfaces/nic2", Bodies.nic(Bodies.APPS));
        cloud.put(
                Bodies.COMPUTE + "virtualMachines/broken",
                Bodies.machine("broken", NET + "networkInterfaces/nic2"));
        cloud.settle();

        assertThat(problems().getFirst())
                .isEqualTo("Machine broken did not start: its disk is on fire");
        assertThat(problems().getLast()).startsWith("virtualMachines broken is Failed: ");
    }

    @Test
    void whatTheHostRefusesComesFirst() {
        session(0, "Idle", "");
        cloud.saw(new Fact.HostInForce(cloud.world().version(), Optional.of("no space")));

        assertThat(problems().getFirst()).isEqualTo("The host refused a change: no space");
    }

    @Test
    void whatIsStoredAndNotEnforcedIsARemarkAndSoIsACloudConfigThatFailed() {
        cloud.make(NET + "networkSecurityGroups/nsg", "{'location':'westeurope'}");
        cloud.saw(
                new Fact.MachineObserved(
                        cloud.resource(VM).serial(),
                        Optional.of(
                                MachineSeen.STOPPED
                                        .running(7, 0)
                                        .cloudInitDone(List.of("runcmd[1]")))));

        assertThat(problems()).isEmpty();
        assertThat(Health.of(cloud.world()).remarks())
                .containsExactly(
                        "Of the cloud-config of vm failed: runcmd[1]. See: fairlead logs vm --cloud-init",
                        "Network security groups are stored and not enforced.");
    }

    @Test
    void theDocumentTellsWhatRunsAndWhatFailed() {
        cloud.put(NET + "routeTables/rt", "{'location':'westeurope'}");

        var json = StatusDocument.of(cloud.world());

        assertThat(json.at("/operations/running/0/name").asString()).isEqualTo("rt");
        assertThat(json.at("/operations/running/0/kind").asString()).isEqualTo("write");
        assertThat(json.at("/resources/settling").asInt()).isEqualTo(1);
        assertThat(json.at("/resources/failed").asInt()).isZero();
        cloud.settle();
        assertThat(StatusDocument.of(cloud.world()).at("/operations/running")).isEmpty();
    }
}
