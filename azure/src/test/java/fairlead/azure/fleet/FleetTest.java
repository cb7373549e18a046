package fairlead.azure.fleet;

import static fairlead.azure.fleet.Fleets.creation;
import static fairlead.azure.fleet.Fleets.deletion;
import static fairlead.azure.fleet.Fleets.instance;
import static fairlead.azure.fleet.Fleets.peering;
import static fairlead.azure.fleet.Fleets.seen;
import static fairlead.azure.fleet.Fleets.wanted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import fairlead.azure.arm.ProvisioningState;
import fairlead.azure.fleet.Seen.HubState;
import fairlead.azure.fleet.Wanted.Readiness;
import fairlead.net.Asn;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class FleetTest {

    /** Two instances, each with its peering. */
    private static final Wanted BASE =
            wanted(instance("nva_0", "10.1.2.4"), instance("nva_1", "10.1.2.5"));

    static Stream<Arguments> findings() {
        var nva0 = peering("nva_0", "10.1.2.4");
        var nva1 = peering("nva_1", "10.1.2.5");
        var exists0 = "Peering to 10.1.2.4 already exists";
        var exists1 = "Peering to 10.1.2.5 already exists";
        return Stream.of(
                arguments("in step", List.of(nva0, nva1), List.of(), List.of(exists0, exists1)),
                arguments(
                        "new instance",
                        List.of(nva0),
                        List.of(creation("nva_1", "10.1.2.5")),
                        List.of(
                                exists0,
                                "Peering to 10.1.2.5 does not exist, needs to be created")),
                arguments(
                        "instance gone",
                        List.of(nva0, nva1, peering("nva_5", "10.1.2.9")),
                        List.of(deletion("nva_5")),
                        List.of(
                                exists0,
                                exists1,
                                "Instance 10.1.2.9 does not exist any more, peering nva_5 needs to"
                                        + " be deleted")),
                arguments(
                        "adopted by address",
                        List.of(peering("by-hand", "10.1.2.4"), nva1),
                        List.of(),
                        List.of(exists0, exists1)),
                arguments(
                        "someone else's",
                        List.of(nva0, nva1, peering("router", "10.1.9.4")),
                        List.of(),
                        List.of(exists0, exists1)),
                arguments(
                        "failed",
                        List.of(nva0, peering("nva_1", "10.1.2.5", ProvisioningState.FAILED)),
                        List.of(deletion("nva_1"), creation("nva_1", "10.1.2.5")),
                        List.of(
                                exists0,
                                "Peering to 10.1.2.5 is Failed, needs to be deleted and created"
                                        + " again")),
                arguments(
                        "other number",
                        List.of(nva0, peering("nva_1", "10.1.2.5", new Asn(65009))),
                        List.of(deletion("nva_1"), creation("nva_1", "10.1.2.5")),
                        List.of(
                                exists0,
                                "Peering to 10.1.2.5 has ASN 65009 instead of 65001, needs to be"
                                        + " deleted and created again")),
                arguments(
                        "two to one address",
                        List.of(nva0, nva1, peering("again", "10.1.2.5")),
                        List.of(deletion("again")),
                        List.of(
                                exists0,
                                exists1,
                                "Peering again is a second one to 10.1.2.5, needs to be deleted")),
                arguments(
                        "name of a vanished instance is used again",
                        List.of(nva0, peering("nva_1", "10.1.2.77")),
                        List.of(deletion("nva_1"), creation("nva_1", "10.1.2.5")),
                        List.of(
                                exists0,
                                "Peering to 10.1.2.5 does not exist, needs to be created",
                                "Instance 10.1.2.77 does not exist any more, peering nva_1 needs"
                                        + " to be deleted")),
                arguments(
                        "name is someone else's",
                        List.of(nva0, peering("NVA_1", "10.1.9.4")),
                        List.of(creation("nva_1_10.1.2.5", "10.1.2.5")),
                        List.of(
                                exists0,
                                "Peering to 10.1.2.5 does not exist, needs to be created")),
                arguments(
                        "both names are someone else's",
                        List.of(
                                nva0,
                                peering("nva_1", "10.1.9.4"),
                                peering("nva_1_10.1.2.5", "10.1.9.5")),
                        List.of(creation("nva_1_10.1.2.5_2", "10.1.2.5")),
                        List.of(
                                exists0,
                                "Peering to 10.1.2.5 does not exist, needs to be created")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("findings")
    void whatIsFoundIsSaidAndMended(
            String name, List<Seen.Peering> peerings, List<Step> writes, List<String> log) {
        var decision = Fleet.next(BASE, seen(peerings));
        assertThat(Fleets.writes(decision)).isEqualTo(writes);
        assertThat(decision.log()).isEqualTo(log);
    }

    @Test
    void everyWriteIsWaitedFor() {
        var decision = Fleet.next(BASE, seen(List.of(peering("nva_9", "10.1.2.9"))));
        assertThat(decision.steps())
                .containsExactly(
                        deletion("nva_9"),
                        new Step.WaitFor("nva_9"),
                        creation("nva_0", "10.1.2.4"),
                        new Step.WaitFor("nva_0"),
                        creation("nva_1", "10.1.2.5"),
                        new Step.WaitFor("nva_1"));
    }

    @ParameterizedTest
    @EnumSource(
            value = ProvisioningState.class,
            names = {"CREATING", "UPDATING", "DELETING"})
    void whileAnyPeeringIsBeingWrittenNothingIsDone(ProvisioningState state) {
        var someoneElses = peering("router", "10.1.9.4", state);
        assertThat(Fleet.next(BASE, seen(List.of(someoneElses))))
                .isEqualTo(
                        new Decision(
                                List.of(),
                                List.of(
                                        "Peering router is "
                                                + state.text()
                                                + ", leaving all peerings alone for now")));
    }

    @Test
    void aRouteServerThatIsNotThereOrNotReadyIsLeftAlone() {
        assertThat(Fleet.next(BASE, new Seen(HubState.MISSING, List.of())))
                .isEqualTo(new Decision(List.of(), List.of("Route Server rs does not exist")));
        assertThat(Fleet.next(BASE, new Seen(HubState.BUSY, List.of())).steps()).isEmpty();
    }

    @Test
    void anInstanceThatIsNotReadyKeepsItsPeeringAndGetsNone() {
        var wanted =
                wanted(
                        instance("nva_0", "10.1.2.4", Readiness.NOT_READY),
                        instance("nva_1", "10.1.2.5", Readiness.NOT_READY));
        var decision =
                Fleet.next(
                        wanted,
                        seen(List.of(peering("nva_0", "10.1.2.4", ProvisioningState.FAILED))));
        assertThat(decision.steps()).isEmpty();
        assertThat(decision.log())
                .containsExactly(
                        "Instance 10.1.2.4 is not ready, leaving it alone for now",
                        "Instance 10.1.2.5 is not ready, leaving it alone for now");
    }

    @Test
    void atTheLimitPlacesAreMadeBeforeTheyAreTaken() {
        var wanted = Fleets.scaled(8, 4);
        var before = seen(Fleets.peerings(0, 8));
        var writes = Fleets.writes(Fleet.next(wanted, before));
        assertThat(writes)
                .startsWith(
                        deletion("nva_0"), deletion("nva_1"), deletion("nva_2"), deletion("nva_3"))
                .endsWith(
                        creation("nva_8", "10.1.2.12"),
                        creation("nva_9", "10.1.2.13"),
                        creation("nva_10", "10.1.2.14"),
                        creation("nva_11", "10.1.2.15"))
                .hasSize(8);
    }

    @Test
    void whereThereIsNoRoomInstancesWaitInTheirOrderAndAreNamed() {
        var others = List.of(peering("router", "10.1.9.4"));
        var decision = Fleet.next(Fleets.scaled(8, 0), seen(others));
        assertThat(Fleets.writes(decision))
                .hasSize(7)
                .doesNotContain(creation("nva_7", "10.1.2.11"));
        assertThat(decision.log().getLast())
                .isEqualTo("Route Server rs takes 8 peers, no room for one to 10.1.2.11");
    }

    @Test
    void ofManyBrokenPeeringsOnlyOneIsDownAtATime() {
        var broken =
                List.of(
                        peering("nva_0", "10.1.2.4", new Asn(65009)),
                        peering("nva_1", "10.1.2.5", new Asn(65009)));
        assertThat(Fleets.writes(Fleet.next(BASE, seen(broken))))
                .containsExactly(
                        deletion("nva_0"),
                        creation("nva_0", "10.1.2.4"),
                        deletion("nva_1"),
                        creation("nva_1", "10.1.2.5"));
    }

    @Test
    void aScaleSetScaledToNothingLosesItsPeeringsAndNobodyElseDoes() {
        var peerings = List.of(peering("nva_0", "10.1.2.4"), peering("router", "10.1.9.4"));
        assertThat(Fleets.writes(Fleet.next(wanted(), seen(peerings))))
                .containsExactly(deletion("nva_0"));
    }

    @Test
    void ofTwoPeeringsToOneInstanceTheSoundOneIsKept() {
        var peerings =
                List.of(
                        peering("nva_0", "10.1.2.4", ProvisioningState.FAILED),
                        peering("zz", "10.1.2.4"),
                        peering("nva_1", "10.1.2.5"));
        assertThat(Fleets.writes(Fleet.next(BASE, seen(peerings))))
                .containsExactly(deletion("nva_0"));
    }
}
