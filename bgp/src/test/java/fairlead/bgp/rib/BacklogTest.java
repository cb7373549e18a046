package fairlead.bgp.rib;

import static fairlead.bgp.rib.Exchange.exports;
import static fairlead.bgp.rib.Exchange.imports;
import static fairlead.bgp.rib.Exchange.path;
import static fairlead.bgp.rib.Exchange.peer;
import static org.assertj.core.api.Assertions.assertThat;

import fairlead.bgp.policy.BuiltIn;
import fairlead.bgp.policy.Condition;
import fairlead.bgp.policy.Outcome;
import fairlead.bgp.policy.RoutePolicies;
import fairlead.bgp.policy.Rule;
import fairlead.bgp.rpki.RoaChange;
import fairlead.bgp.rpki.RoaTable;
import fairlead.bgp.rpki.Vrp;
import fairlead.bgp.rpki.VrpSet;
import fairlead.bgp.wire.AsPath;
import fairlead.bgp.wire.BgpMessage.Update;
import fairlead.bgp.wire.PathAttributes;
import fairlead.net.Asn;
import fairlead.net.Prefix;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A table of ten prefixes, all told by p1, in slices that are as small as can be: what happens in
 * the middle of a reload.
 */
class BacklogTest {

    private static final RibTerms TERMS = terms(List.of());
    private static final List<Prefix> PREFIXES =
            IntStream.range(0, 10)
                    .mapToObj(i -> Prefix.parse("203.0.113." + 8 * i + "/29"))
                    .toList();
    private static final RoutePolicies NOTHING_IN = imports(none("nothing is taken"));
    private static final RoutePolicies NOTHING_OUT = exports(none("nothing is told"));

    private final RibDriver rib = new RibDriver(TERMS, 1 << 20);
    private final Map<Prefix, PathAttributes> told = new TreeMap<>();

    @BeforeEach
    void everybodyHasHeardTheTable() {
        rib.up(peer(1));
        rib.up(peer(2));
        rib.up(peer(3));
        rib.send("p1", announce(1, PREFIXES));
        rib.settle();
        rib.follow("p2", Integer.MAX_VALUE, told);
        assertThat(told).hasSize(10);
    }

    @Test
    void aReloadTakesManySlicesAndThePeersHearOfEach() {
        rib.becomeUnread("p1", NOTHING_IN);
        rib.slice();
        rib.slice();
        rib.follow("p2", Integer.MAX_VALUE, told);
        assertThat(told).hasSizeBetween(7, 9);
        assertThat(rib.view().accepted("p1")).isEqualTo(told.size());
        rib.settle();
        rib.follow("p2", Integer.MAX_VALUE, told);
        assertThat(told).isEmpty();
        assertThat(rib.view().held("p1")).isEqualTo(10);
    }

    @Test
    void whatIsToldInTheMiddleIsJudgedByTheNewPolicyAndTheRestByTheOld() {
        rib.becomeUnread("p1", NOTHING_IN);
        rib.slice();
        rib.send("p1", announce(1, List.of(Prefix.parse("192.0.2.0/24"), PREFIXES.getLast())));
        rib.settle();
        assertThat(rib.view().rejected("p1"))
                .hasSize(11)
                .extracting(RejectedRoute::text)
                .containsOnly("nothing is taken");
    }

    @Test
    void whyARouteIsKeptOutIsSaidByThePolicyOfTheMoment() {
        rib.becomeUnread("p1", NOTHING_IN);
        rib.settle();
        rib.becomeUnread("p1", imports(none("no more")));
        rib.slice();
        assertThat(rib.view().rejected("p1"))
                .extracting(RejectedRoute::text)
                .containsOnly("no more");
        rib.becomeUnread("p1", RoutePolicies.NONE);
        rib.slice();
        assertThat(rib.view().rejected("p1"))
                .hasSizeBetween(8, 9)
                .extracting(RejectedRoute::text)
                .containsOnly("what kept it out has changed; it is judged again in a moment");
    }

    @Test
    void reloadsInTheMiddleOfOthersDoNotPileUp() {
        for (int i = 0; i < 50; i++) {
            rib.becomeUnread("p1", i % 2 == 0 ? NOTHING_IN : RoutePolicies.NONE);
            rib.slice();
        }
        rib.becomeUnread("p1", RoutePolicies.NONE);
        assertThat(slices()).isLessThan(25);
        assertThat(rib.view().accepted("p1")).isEqualTo(10);
    }

    /** Groups do not begin anew with each change, so that their peers hear of an end. */
    @Test
    void whoComesWhileOriginsChangeInEverySliceIsToldAllAndThatItIsAll() {
        var policies = new RoutePolicies(List.of(), List.of(BuiltIn.REJECT_RPKI_INVALID.policy()));
        var end = new byte[] {'e', 'n', 'd'};
        int number = rib.rib.up(peer(4, policies), Map.of(Family.IPV4_UNICAST, end), Set.of());
        var invalid = RoaTable.of(VrpSet.of(List.of(new Vrp(PREFIXES.get(3), 29, new Asn(1)))));
        int sent = 0;
        for (int i = 0; i < 60; i++) {
            var table = i % 2 == 0 ? invalid : RoaTable.EMPTY;
            rib.rib.validate(new RoaChange(table, invalid));
            rib.slice();
            var octets = new byte[4096];
            int filled = rib.rib.fill(number, octets, 0, octets.length);
            if (filled >= end.length
                    && Arrays.equals(octets, filled - end.length, filled, end, 0, end.length)) {
                sent++;
            }
        }
        assertThat(sent).as("ends").isEqualTo(1);
        assertThat(rib.view().advertised("p4")).hasSizeBetween(9, 10);
        rib.settle();
        assertThat(rib.view().advertised("p4")).hasSize(10);
        rib.rib.validate(new RoaChange(invalid, invalid));
        rib.settle();
        assertThat(rib.view().advertised("p4"))
                .extracting(AdvertisedRoute::prefix)
                .hasSize(9)
                .doesNotContain(PREFIXES.get(3));
    }

    @Test
    void changesOfOriginsThatWaitAreOneWalkOverTheTable() {
        for (int i = 2; i <= 3; i++) {
            rib.becomeUnread(
                    "p" + i,
                    new RoutePolicies(List.of(), List.of(BuiltIn.REJECT_RPKI_INVALID.policy())));
        }
        rib.settle();
        var all = VrpSet.NONE;
        for (var prefix : PREFIXES) {
            var one = VrpSet.of(List.of(new Vrp(prefix, 29, new Asn(1))));
            all = all.union(one);
            rib.rib.validate(new RoaChange(RoaTable.of(all), RoaTable.of(one)));
        }
        assertThat(slices()).isLessThan(25);
        assertThat(rib.view().advertised("p2")).isEmpty();
        assertThat(rib.view().advertised("p3")).isEmpty();
    }

    @Test
    void oneWalkOverTheTableJudgesWhatAllPeersTold() {
        for (int i = 2; i <= 3; i++) {
            rib.send("p" + i, announce(i, PREFIXES));
        }
        rib.settle();
        rib.rib.become(terms(PREFIXES.subList(0, 5)));
        assertThat(slices()).isLessThan(20);
        for (int i = 1; i <= 3; i++) {
            assertThat(rib.view().accepted("p" + i)).isEqualTo(5);
        }
    }

    @Test
    void aSessionThatEndsInTheMiddleLeavesNothingBehind() {
        rib.becomeUnread("p1", NOTHING_IN);
        rib.slice();
        rib.downUnread("p1", Set.of());
        rib.settle();
        rib.follow("p2", Integer.MAX_VALUE, told);
        assertThat(told).isEmpty();
        assertThat(rib.view().sizes().paths()).isZero();
        rib.up(peer(4));
        rib.send("p4", announce(4, PREFIXES));
        rib.settle();
        assertThat(rib.view().accepted("p4")).isEqualTo(10);
    }

    @Test
    void aPeerThatComesBackInTheMiddleDoesNotMakeItOnePiece() {
        rib.becomeUnread("p1", NOTHING_IN);
        rib.slice();
        rib.send("p2", announce(2, PREFIXES));
        rib.downUnread("p2", Set.of());
        rib.upUnread(peer(2), Set.of());
        assertThat(rib.view().accepted("p1")).isGreaterThan(6);
    }

    @Test
    void aPeerWithAnotherExportPolicyIsToldTheOldTruthUntilAllIsReady() {
        rib.becomeUnread("p2", NOTHING_OUT);
        rib.slice();
        rib.send("p1", withdraw(PREFIXES.subList(0, 2)));
        rib.slice();
        rib.follow("p2", Integer.MAX_VALUE, told);
        assertThat(told).hasSize(8);
        assertThat(rib.view().advertised("p2")).hasSize(8);
        rib.settle();
        rib.follow("p2", Integer.MAX_VALUE, told);
        assertThat(told).isEmpty();
        assertThat(rib.view().advertisedCount("p3")).isEqualTo(8);
    }

    @Test
    void aPeerIsBackInItsOldGroupBeforeItHasLeftIt() {
        rib.becomeUnread("p2", NOTHING_OUT);
        rib.slice();
        rib.becomeUnread("p2", RoutePolicies.NONE);
        rib.settle();
        var before = Map.copyOf(told);
        assertThat(rib.read("p2", Integer.MAX_VALUE).withdrawn()).isEmpty();
        assertThat(told).isEqualTo(before);
    }

    @Test
    void allPeersOfAGroupChangeTheirExportPolicyTogether() {
        for (int i = 1; i <= 3; i++) {
            rib.becomeUnread("p" + i, NOTHING_OUT);
        }
        // One walk, and nobody has to move.
        assertThat(slices()).isLessThan(12);
        rib.follow("p2", Integer.MAX_VALUE, told);
        assertThat(told).isEmpty();
    }

    /** Numbers of attributes are used again: a group must not take the new ones for the old. */
    @Test
    void whatChangesTwiceWhileAGroupLooksAtAllIsToldAsItIsLast() {
        var last = PREFIXES.subList(9, 10);
        rib.send("p1", new Update(List.of(), path(1, 65001, 65009), last));
        rib.settle();
        rib.follow("p2", Integer.MAX_VALUE, told);
        rib.rib.become(terms(List.of(), Prefix.parse("192.0.2.0/24")));
        for (long asn : new long[] {65010, 65011}) {
            rib.send("p1", new Update(List.of(), path(1, 65001, asn), last));
            rib.slice();
        }
        rib.settle();
        rib.follow("p2", Integer.MAX_VALUE, told);
        assertThat(told.getOrDefault(last.getFirst(), PathAttributes.NONE).asPath())
                .isEqualTo(AsPath.of(65001, 65011));
    }

    @Test
    void aRefreshThatBeginsAgainMakesStaleWhatWasToldSinceTheFirstBeginning() {
        rib.ageUnread("p1");
        rib.send("p1", announce(1, PREFIXES.subList(0, 5)));
        rib.ageUnread("p1");
        rib.send("p1", announce(1, PREFIXES.subList(4, 10)));
        rib.forgetStaleUnread("p1");
        rib.settle();
        assertThat(rib.view().learned("p1"))
                .extracting(HeardRoute::prefix)
                .containsExactlyElementsOf(PREFIXES.subList(4, 10));
    }

    @Test
    void aRefreshThatIsBegunTwentyTimesEndsWithWhatWasToldLast() {
        for (int i = 0; i < 20; i++) {
            rib.ageUnread("p1");
        }
        rib.send("p1", announce(1, PREFIXES.subList(0, 1)));
        rib.forgetStaleUnread("p1");
        rib.settle();
        assertThat(rib.view().held("p1")).isEqualTo(1);
    }

    @Test
    void whatWasStaleBeforeASecondRestartIsNotKeptThroughIt() {
        restart();
        rib.send("p1", announce(1, PREFIXES.subList(0, 5)));
        restart();
        assertThat(rib.view().held("p1")).isEqualTo(5);
        rib.forgetStaleUnread("p1");
        rib.settle();
        assertThat(rib.view().held("p1")).isZero();
    }

    @Test
    void aPeerThatRestartsAHundredTimesInOneSliceKeepsWhatItToldLast() {
        for (int i = 0; i < 100; i++) {
            rib.downUnread("p1", Set.of(Family.IPV4_UNICAST));
            rib.upUnread(peer(1), Set.of(Family.IPV4_UNICAST));
            rib.send("p1", announce(1, PREFIXES.subList(i % 10, i % 10 + 1)));
        }
        rib.forgetStaleUnread("p1");
        rib.settle();
        assertThat(rib.view().learned("p1"))
                .extracting(HeardRoute::prefix)
                .containsExactly(PREFIXES.getLast());
    }

    private void restart() {
        rib.downUnread("p1", Set.of(Family.IPV4_UNICAST));
        rib.settle();
        rib.upUnread(peer(1), Set.of(Family.IPV4_UNICAST));
        rib.settle();
    }

    /** How many slices there are to be done. */
    private int slices() {
        int slices = 1;
        while (rib.rib.work()) {
            rib.rib.settle();
            slices++;
        }
        rib.rib.settle();
        return slices;
    }

    private static Rule none(String why) {
        return Rule.of(Condition.ALWAYS, new Outcome.Reject(why));
    }

    private static RibTerms terms(List<Prefix> ignored, Prefix... ours) {
        return Exchange.terms(
                new ImportRules(ignored, List.of(Prefix.ALL_V4), ImportRules.UNLIMITED),
                Stream.of(ours).map(one -> new ExportRules.Origination(one, List.of())).toList());
    }

    private static Update announce(int from, List<Prefix> prefixes) {
        return new Update(List.of(), path(from, 65000 + from), prefixes);
    }

    private static Update withdraw(List<Prefix> prefixes) {
        return new Update(prefixes, PathAttributes.NONE, List.of());
    }
}
