package fairlead.cloud;

import static fairlead.cloud.Bodies.HUB;
import static fairlead.cloud.Bodies.PEERS;
import static fairlead.cloud.Bodies.peer;
import static org.assertj.core.api.Assertions.assertThat;

import fairlead.azure.arm.ArmId;
import fairlead.azure.hub.AsPath;
import fairlead.azure.hub.HeardRoute;
import fairlead.azure.hub.Profile;
import fairlead.host.desired.Forwarding;
import fairlead.host.desired.SubnetPart;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One cloud whose host holds what it should, and what an audit says when one thing does not. */
class AuditTest {

    private static final Prefix LEARNED = Prefix.parse("192.168.0.0/16");

    private final TestCloud cloud = Bodies.hub();
    private final SessionKey session =
            new SessionKey(ArmId.parse(HUB), 0, ArmId.parse(PEERS + "/a"));
    private final List<AuditFinding> kernel = new ArrayList<>();
    private final Map<Integer, List<Forwarding>> tables = new HashMap<>();
    private final Set<Integer> machines = new HashSet<>();
    private final Map<SessionKey, String> sessions = new HashMap<>();
    private final Map<SessionKey, Set<Prefix>> learned = new HashMap<>();

    @BeforeEach
    void aHostThatHoldsWhatItShould() {
        cloud.make(Bodies.NIC, Bodies.nic(Bodies.NVAS));
        cloud.make(Bodies.VM, Bodies.machine("vm", Bodies.NIC));
        cloud.make(PEERS + "/a", peer(65001, "10.1.2.4"));
        cloud.saw(new Fact.RoutesHeard(session, List.of(route()), Set.of()));
        cloud.settle();
        for (var part : cloud.decided().parts().values()) {
            if (part instanceof SubnetPart subnet) {
                tables.put(subnet.serial(), new ArrayList<>(subnet.entries()));
            }
        }
        machines.addAll(cloud.decided().machines().keySet());
        for (var place : cloud.decided().speakers()) {
            sessions.put(
                    new SessionKey(session.hub(), place.speaker().instance(), session.peer()),
                    "Established");
        }
        learned.put(session, new HashSet<>(Set.of(LEARNED)));
    }

    private HeardRoute route() {
        return HeardRoute.of(
                0,
                session.peer(),
                LEARNED,
                IpAddress.parse("10.1.2.4"),
                new AsPath(List.of(new AsPath.Hop.Single(new Asn(65001)))));
    }

    private List<String> findings() {
        return Audit.of(
                        cloud.world(),
                        Profile.AZURE,
                        cloud.decided(),
                        new Audit.Found(kernel, tables, machines, sessions, learned))
                .stream()
                .map(one ->
                        String.join(
                                " | ",
                                one.subject().name(),
                                one.where(),
                                one.what(),
                                one.wanted(),
                                one.found()))
                .toList();
    }

    @Test
    void aHostThatHoldsWhatItShouldShowsNoDifference() {
        assertThat(tables).isNotEmpty();
        assertThat(machines).hasSize(1);
        assertThat(findings()).isEmpty();
    }

    @Test
    void whatDiffersInTheKernelComesFirst() {
        machines.clear();
        kernel.add(new AuditFinding(AuditFinding.Subject.KERNEL, "fl-fab", "RULE 7", "a", "b"));

        assertThat(findings()).hasSize(2).first().isEqualTo("KERNEL | fl-fab | RULE 7 | a | b");
    }

    @Test
    void aRowThatTheKernelRoutesOtherwiseIsOne() {
        tables.values().forEach(table -> table.removeIf(entry -> entry.prefix().equals(LEARNED)));

        assertThat(findings())
                .singleElement()
                .isEqualTo("ROUTE | nic | 192.168.0.0/16 | through 10.1.2.4 | nothing");
    }

    @Test
    void aRowThatOnlyTheKernelHasIsOne() {
        var more = new Forwarding(Prefix.parse("198.51.100.0/24"), new Forwarding.Action.Drop());
        tables.values().forEach(table -> table.add(more));

        assertThat(findings())
                .singleElement()
                .isEqualTo("ROUTE | nic | 198.51.100.0/24 | nothing | None");
    }

    @Test
    void aMachineThatShouldRunAndDoesNotIsOne() {
        machines.clear();

        assertThat(findings()).singleElement().asString().endsWith(" | running | stopped");
    }

    @Test
    void aSessionThatIsNotEstablishedIsOneAndSoIsOneThatNobodyWants() {
        sessions.put(session, "Active");
        sessions.put(new SessionKey(session.hub(), 1, ArmId.parse(PEERS + "/gone")), "Established");

        assertThat(findings())
                .containsExactly(
                        "SESSION | rs RouteServiceRole_IN_0 | a | Established | Active",
                        "SESSION | rs RouteServiceRole_IN_1 | gone | nothing | Established");
    }

    @Test
    void aRouteThatIsListedButNotHeldIsOneAndSoIsTheReverse() {
        learned.put(session, Set.of(Prefix.parse("10.9.0.0/16")));

        assertThat(findings())
                .containsExactly(
                        "LEARNED | rs RouteServiceRole_IN_0 from a | 192.168.0.0/16 | listed | nothing",
                        "LEARNED | rs RouteServiceRole_IN_0 from a | 10.9.0.0/16 | nothing | held by the speaker");
    }
}
