package fairlead.host.linux;

import static fairlead.host.desired.IpForwarding.DISABLED;
import static fairlead.host.desired.IpForwarding.ENABLED;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fairlead.host.desired.VnetPart;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The two laws of a group of appliances, with every flow busy before, during and after the change:
 * whoever joins owns its share within 5 s; when one leaves, only its flows move.
 */
@Tag("kernel")
class EcmpTest {

    private static final Duration SHARE_WITHIN = Duration.ofSeconds(5);
    private static final Duration BETWEEN_LEAVERS = Duration.ofSeconds(1);

    private static final Duration ALL_TIMERS = Duration.ofSeconds(4);

    private Lab lab;
    private BusyFlows flows;

    /** One machine, eight appliances 21..28 that swallow and count what they are handed. */
    @BeforeEach
    void eightAppliances() throws Exception {
        lab = new Lab();
        lab.with(
                        new VnetPart(1),
                        lab.subnet(2, 1, Lab.VNET_LOCAL),
                        lab.subnet(3, 1, Lab.VNET_LOCAL))
                .with(lab.machine(11, 1, 2, "10.1.0.4", DISABLED));
        for (int nic = 21; nic <= 28; nic++) {
            lab.with(lab.machine(nic, 1, 3, "10.1.2." + nic, ENABLED));
        }
        lab.adopt().orThrow();
        lab.boot();
        flows = new BusyFlows(lab, 11, IntStream.rangeClosed(21, 28).boxed().toList());
    }

    @AfterEach
    void gone() {
        if (flows != null) {
            flows.close();
        }
        lab.close();
    }

    @ParameterizedTest
    @CsvSource({"1, 2", "3, 8", "4, 8", "7, 8"})
    void whoJoinsOwnsItsShareWithinFiveSeconds(int before, int after) {
        share(before);
        flows.start();
        awaitEveryFlow();

        share(after);
        long changed = System.nanoTime();

        await().atMost(SHARE_WITHIN)
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> {
                    assertThat(buckets()).hasSize(after);
                    assertThat(buckets().values())
                            .allMatch(n -> n == 128 / after || n == 128 / after + 1);
                });
        System.out.printf(
                "%d -> %d: balanced after %d ms%n",
                before, after, (System.nanoTime() - changed) / 1_000_000);
        awaitEveryFlow();
        assertThat(new HashSet<>(flows.owners().values())).hasSize(after);
    }

    @ParameterizedTest
    @CsvSource({"8, 4", "3, 1"})
    void whenSomeLeaveOnlyTheirFlowsMove(int before, int after) {
        share(before);
        flows.start();
        awaitEveryFlow();
        var owners = flows.owners();

        for (int left = before - 1; left >= after; left--) {
            share(left);
            await().pollDelay(BETWEEN_LEAVERS).until(() -> true);
        }

        // Long enough for every timer of the group to have run out.
        await().pollDelay(ALL_TIMERS).until(() -> true);
        awaitEveryFlow();
        var survivors = first(after);
        assertThat(flows.visited())
                .allSatisfy((flow, appliances) -> {
                    if (survivors.contains(owners.get(flow))) {
                        assertThat(appliances).containsExactly(owners.get(flow));
                    }
                });
        assertThat(survivors).containsAll(flows.owners().values());
    }

    @Test
    void anApplianceWhoseNicIsRemovedLeavesWithoutDisturbingTheOthers() {
        share(8);
        flows.start();
        awaitEveryFlow();
        var owners = flows.owners();

        // Its NIC goes before the route has heard of it.
        lab.apply(List.of(), List.of(lab.nic(28, 1, 3, "10.1.2.28", ENABLED).key())).orThrow();
        await().pollDelay(ALL_TIMERS).until(() -> true);
        awaitEveryFlow();

        assertThat(flows.visited())
                .allSatisfy((flow, appliances) -> {
                    if (owners.getOrDefault(flow, 28) != 28) {
                        assertThat(appliances).containsExactly(owners.get(flow));
                    }
                });
        assertThat(lab.adopt().changes()).isEmpty();
    }

    @Test
    void aGroupKeepsItsIdWhateverItsMembers() {
        share(3);
        var id = group();

        share(8);
        assertThat(group()).isEqualTo(id);
        lab.fabric.close();
        lab.fabric = Fabric.open(lab.blueprint);
        assertThat(lab.adopt().changes()).isEmpty();
        share(4);

        assertThat(group()).isEqualTo(id);
    }

    private void awaitEveryFlow() {
        long then = flows.now();
        await().until(() -> flows.allHeardSince(then));
    }

    private void share(int members) {
        lab.apply(
                        List.of(
                                lab.subnet(
                                        2,
                                        1,
                                        Lab.VNET_LOCAL,
                                        Lab.via(
                                                "9.0.0.0/8",
                                                first(members).toArray(Integer[]::new)))),
                        List.of())
                .orThrow();
    }

    private static Set<Integer> first(int members) {
        return new java.util.TreeSet<>(IntStream.range(21, 21 + members).boxed().toList());
    }

    private String group() {
        return Lab.inside(lab.blueprint.fabric(), "ip route show 9.0.0.0/8 table 100000002")
                .text()
                .replaceAll(".*nhid (\\d+).*\\s*", "$1");
    }

    /** How many buckets each member owns. */
    private Map<String, Long> buckets() {
        return Lab.inside(lab.blueprint.fabric(), "ip nexthop bucket show id " + group())
                .text()
                .lines()
                .map(line -> line.replaceAll(".* nhid (\\d+).*", "$1"))
                .collect(groupingBy(nhid -> nhid, counting()));
    }
}
