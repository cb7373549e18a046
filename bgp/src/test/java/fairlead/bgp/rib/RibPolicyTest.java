package fairlead.bgp.rib;

import static fairlead.bgp.rib.Exchange.ONE;
import static fairlead.bgp.rib.Exchange.TERMS;
import static fairlead.bgp.rib.Exchange.TWO;
import static fairlead.bgp.rib.Exchange.announce;
import static fairlead.bgp.rib.Exchange.exports;
import static fairlead.bgp.rib.Exchange.imports;
import static fairlead.bgp.rib.Exchange.learn;
import static fairlead.bgp.rib.Exchange.path;
import static fairlead.bgp.rib.Exchange.peer;
import static fairlead.bgp.rib.Exchange.reject;
import static fairlead.bgp.rib.Exchange.told;
import static fairlead.testkit.ForAll.forAll;
import static org.assertj.core.api.Assertions.assertThat;

import fairlead.bgp.policy.Action;
import fairlead.bgp.policy.AsChoice;
import fairlead.bgp.policy.BuiltIn;
import fairlead.bgp.policy.CommunityText;
import fairlead.bgp.policy.Condition;
import fairlead.bgp.policy.DrawnPolicies;
import fairlead.bgp.policy.NextHopChoice;
import fairlead.bgp.policy.Outcome;
import fairlead.bgp.policy.PrefixSet;
import fairlead.bgp.policy.RoutePolicies;
import fairlead.bgp.policy.Rule;
import fairlead.bgp.policy.Summary;
import fairlead.bgp.rpki.RoaChange;
import fairlead.bgp.rpki.RoaTable;
import fairlead.bgp.rpki.Vrp;
import fairlead.bgp.rpki.VrpSet;
import fairlead.bgp.wire.AsPath;
import fairlead.bgp.wire.BgpMessage.Update;
import fairlead.bgp.wire.Community;
import fairlead.bgp.wire.Origin;
import fairlead.bgp.wire.PathAttribute;
import fairlead.bgp.wire.PathAttributes;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Three peers of AS 65001 to 65003; we are 65500. */
class RibPolicyTest {

    private final RibDriver rib = new RibDriver(TERMS);

    @Test
    void aRejectedRouteIsHeldCountedAndExplainedAndToldToNobody() {
        rib.up(peer(1, imports(reject("10.0.0.0/8 le 32", "a private prefix"))));
        rib.up(peer(2));
        var inside = Prefix.parse("10.1.0.0/16");
        var changes = rib.update("p1", announce(path(1, 65001), inside, ONE));
        assertThat(told(changes, "p2")).containsOnlyKeys(ONE);
        assertThat(rib.view().rejected("p1"))
                .singleElement()
                .satisfies(rejected -> {
                    assertThat(rejected.reason()).isEqualTo(RejectedRoute.Reason.POLICY);
                    assertThat(rejected.text()).isEqualTo("a private prefix");
                    assertThat(rejected.route().prefix()).isEqualTo(inside);
                });
        assertThat(rib.view().held("p1")).isEqualTo(2);
        assertThat(rib.view().accepted("p1")).isEqualTo(1);
    }

    @Test
    void aLocalPreferenceFromAPolicyDecidesAndStaysInside() {
        rib.up(peer(1));
        rib.up(peer(2, imports(Rule.change(Condition.ALWAYS, new Action.SetLocalPref(200)))));
        rib.up(peer(3));
        rib.update("p1", announce(path(1, 65001), ONE));
        var changes = rib.update("p2", announce(path(2, 65002, 65009, 65009), ONE));
        assertThat(told(changes, "p3")).containsEntry(ONE, path(2, 65002, 65009, 65009));
        var best = rib.view().best().getFirst();
        assertThat(best.best().neighbour()).isEqualTo("p2");
        assertThat(best.why()).contains("local preference 100 against local preference 200");
    }

    @Test
    void whoMayNotHearTheBestPathHearsTheNextBest() {
        var notFromOne =
                Rule.of(
                        new Condition.AsPathMatches(
                                fairlead.bgp.policy.AsPathPattern.parse("^65001")),
                        new Outcome.Reject("not from 65001"));
        rib.up(peer(1));
        rib.up(peer(2));
        rib.up(peer(3, exports(notFromOne)));
        rib.update("p1", announce(path(1, 65001), ONE, TWO));
        var changes = rib.update("p2", announce(path(2, 65002, 65009), ONE));
        assertThat(told(changes, "p3")).containsOnly(Map.entry(ONE, path(2, 65002, 65009)));
    }

    @Test
    void whatAnExportPolicySetsAnExternalPeerHears() {
        var change =
                Rule.change(
                        Condition.ALWAYS,
                        new Action.SetMed(7),
                        new Action.SetLocalPref(300),
                        new Action.SetNextHop(
                                new NextHopChoice.Address(IpAddress.parse("192.0.2.99"))),
                        new Action.Prepend(new AsChoice.Self(), 2),
                        new Action.AddCommunities(List.of(CommunityText.parse("self:peer"))));
        rib.up(peer(1));
        rib.up(peer(2, exports(change), PeerKind.EXTERNAL));
        rib.up(peer(3, RoutePolicies.NONE, PeerKind.EXTERNAL));
        var changes = rib.update("p1", announce(path(1, 65001), ONE));
        assertThat(told(changes, "p2"))
                .containsEntry(
                        ONE,
                        PathAttributes.of(
                                new PathAttribute.OriginIs(Origin.IGP),
                                new PathAttribute.AsPathIs(AsPath.of(65500, 65500, 65500, 65001)),
                                new PathAttribute.NextHopIs(IpAddress.parse("192.0.2.99")),
                                new PathAttribute.Med(7),
                                new PathAttribute.Communities(
                                        List.of(Community.of(65500, 65002)))));
        assertThat(told(changes, "p3"))
                .containsEntry(
                        ONE,
                        PathAttributes.of(
                                new PathAttribute.OriginIs(Origin.IGP),
                                new PathAttribute.AsPathIs(AsPath.of(65500, 65001)),
                                new PathAttribute.NextHopIs(TERMS.nextHop())));
    }

    @Test
    void whatAnExportPolicySetsStaysThoughItWasSoBefore() {
        var heard = path(1, 65001).with(new PathAttribute.Med(7));
        var change =
                Rule.change(
                        Condition.ALWAYS,
                        new Action.SetMed(7),
                        new Action.SetNextHop(
                                new NextHopChoice.Address(heard.nextHop().orElseThrow())));
        rib.up(peer(1, RoutePolicies.NONE));
        rib.up(peer(2, exports(change), PeerKind.EXTERNAL));
        var changes = rib.update("p1", announce(heard, ONE));
        assertThat(told(changes, "p2"))
                .containsEntry(
                        ONE, heard.with(new PathAttribute.AsPathIs(AsPath.of(65500, 65001))));
    }

    @Test
    void newImportPoliciesJudgeWhatWasHeardWithoutAskingAgain() {
        rib.up(peer(1));
        rib.up(peer(2));
        rib.update("p1", announce(path(1, 65001), ONE, TWO));
        var without = rib.become("p1", imports(reject("203.0.113.0/24", "not this one")));
        assertThat(without.tell())
                .containsExactly(new RibDriver.Tell("p2", List.of(), List.of(ONE)));
        assertThat(rib.view().rejected("p1"))
                .extracting(RejectedRoute::text)
                .containsExactly("not this one");
        var other =
                rib.become(
                        "p1",
                        imports(
                                Rule.change(
                                        new Condition.PrefixIn(PrefixSet.of("203.0.113.0/24")),
                                        new Action.SetMed(5))));
        assertThat(told(other, "p2"))
                .containsOnly(Map.entry(ONE, path(1, 65001).with(new PathAttribute.Med(5))));
        assertThat(told(rib.become("p1", RoutePolicies.NONE), "p2"))
                .containsOnly(Map.entry(ONE, path(1, 65001)));
    }

    @Test
    void newExportPoliciesTellThePeerWhatDiffersAndNobodyElseAnything() {
        rib.up(peer(1));
        rib.up(peer(2));
        rib.up(peer(3));
        rib.update("p1", announce(path(1, 65001), ONE, TWO));
        assertThat(rib.become("p2", exports(reject("203.0.113.0/24", "no"))).tell())
                .containsExactly(new RibDriver.Tell("p2", List.of(), List.of(ONE)));
        assertThat(rib.view().advertised("p2"))
                .extracting(AdvertisedRoute::prefix)
                .containsExactly(TWO);
        assertThat(rib.become("p2", RoutePolicies.NONE).tell())
                .containsExactly(
                        new RibDriver.Tell(
                                "p2",
                                List.of(new AdvertisedRoute(ONE, path(1, 65001))),
                                List.of()));
    }

    @Test
    void anOriginThatBecomesInvalidIsRejectedAndComesBack() {
        rib.up(
                peer(
                        1,
                        new RoutePolicies(
                                List.of(BuiltIn.REJECT_RPKI_INVALID.policy()), List.of())));
        rib.up(peer(2));
        rib.update("p1", announce(path(1, 65001), ONE, TWO));
        var payload = RoaTable.of(VrpSet.of(List.of(new Vrp(ONE, 24, new Asn(65099)))));
        var invalid = rib.validate(new RoaChange(payload, payload));
        assertThat(invalid.tell())
                .containsExactly(new RibDriver.Tell("p2", List.of(), List.of(ONE)));
        assertThat(rib.view().rejected("p1"))
                .extracting(RejectedRoute::text)
                .containsExactly("RPKI invalid (RFC 6811)");
        assertThat(told(rib.validate(new RoaChange(RoaTable.EMPTY, payload)), "p2"))
                .containsOnlyKeys(ONE);
    }

    @Test
    void aSummaryIsAnnouncedWhileARouteContributesToItAndNeverChanges() {
        var whole = Prefix.parse("203.0.112.0/20");
        var summarise =
                Rule.change(
                        new Condition.PrefixIn(PrefixSet.of("203.0.112.0/20 ge 21")),
                        new Action.Summarise(new Summary(whole)));
        var onlyWhole = exports(reject("203.0.112.0/20 ge 21", "summarised"));
        rib.up(peer(1, imports(summarise)));
        rib.up(peer(2, imports(summarise)));
        rib.up(peer(3, onlyWhole));
        var begins = rib.update("p1", announce(path(1, 65001), ONE, TWO));
        var ours =
                PathAttributes.of(
                        new PathAttribute.OriginIs(Origin.INCOMPLETE),
                        new PathAttribute.AsPathIs(AsPath.of(65500)),
                        new PathAttribute.NextHopIs(TERMS.nextHop()),
                        new PathAttribute.AtomicAggregate(),
                        new PathAttribute.Aggregator(TERMS.asn(), TERMS.routerId()));
        assertThat(told(begins, "p3"))
                .containsOnly(Map.entry(whole, ours), Map.entry(TWO, path(1, 65001)));
        var other = Prefix.parse("203.0.114.0/24");
        assertThat(told(rib.update("p2", announce(path(2, 65002), other)), "p3")).isEmpty();
        assertThat(rib.down("p1").tell())
                .filteredOn(tell -> tell.neighbour().equals("p3"))
                .containsExactly(new RibDriver.Tell("p3", List.of(), List.of(TWO)));
        assertThat(rib.become("p2", RoutePolicies.NONE).tell())
                .filteredOn(tell -> tell.neighbour().equals("p3"))
                .containsExactly(new RibDriver.Tell("p3", List.of(), List.of(whole)));
    }

    @Test
    void anOriginationStandsWhateverBecomesOfASummaryOfItsPrefix() {
        var summarise = Rule.change(Condition.ALWAYS, new Action.Summarise(new Summary(TWO)));
        var origination = new ExportRules.Origination(TWO, List.of());
        rib.up(peer(1, imports(summarise)));
        rib.up(peer(2, RoutePolicies.NONE));
        rib.become(
                new RibTerms(
                        TERMS.asn(),
                        TERMS.routerId(),
                        TERMS.nextHop(),
                        TERMS.nextHop6(),
                        TERMS.ladder(),
                        TERMS.imports(),
                        new ExportRules(List.of(origination), TERMS.exports().reflection())));
        rib.update("p1", announce(path(1, 65001), ONE));
        assertThat(rib.view().advertised("p2"))
                .filteredOn(route -> route.prefix().equals(TWO))
                .extracting(route -> route.attributes().origin())
                .containsExactly(Origin.IGP);
        assertThat(rib.down("p1").tell())
                .containsExactly(new RibDriver.Tell("p2", List.of(), List.of(ONE)));
    }

    /** Whatever happened before, what a peer knows follows from what was last said and set. */
    @Test
    void theWayToTheSamePoliciesAndRoutesMakesNoDifference() {
        forAll(
                150,
                dice -> dice,
                seed -> {
                    var dice = seed.split();
                    var late = new RibDriver(TERMS);
                    var early = new RibDriver(TERMS);
                    var known = new HashMap<String, Map<Prefix, PathAttributes>>();
                    var policies = new TreeMap<Integer, RoutePolicies>();
                    var updates = new ArrayList<Map.Entry<String, Update>>();
                    for (int i = 1; i <= 3; i++) {
                        learn(known, late.up(peer(i, DrawnPolicies.pair(dice))));
                    }
                    for (int event = 0; event < 12; event++) {
                        int who = 1 + dice.nextInt(3);
                        if (dice.nextInt(3) == 0) {
                            policies.put(who, DrawnPolicies.pair(dice));
                            learn(known, late.become("p" + who, policies.get(who)));
                        } else {
                            var update = drawn(dice, who);
                            updates.add(Map.entry("p" + who, update));
                            learn(known, late.update("p" + who, update));
                        }
                    }
                    var fresh = new HashMap<String, Map<Prefix, PathAttributes>>();
                    for (int i = 1; i <= 3; i++) {
                        var last = policies.computeIfAbsent(i, _ -> RoutePolicies.NONE);
                        learn(known, late.become("p" + i, last));
                        learn(fresh, early.up(peer(i, last)));
                    }
                    updates.forEach(
                            one -> learn(fresh, early.update(one.getKey(), one.getValue())));
                    known.values().removeIf(Map::isEmpty);
                    fresh.values().removeIf(Map::isEmpty);
                    assertThat(known).isEqualTo(fresh);
                    for (int i = 1; i <= 3; i++) {
                        assertThat(late.view().rejected("p" + i))
                                .isEqualTo(early.view().rejected("p" + i));
                        assertThat(late.view().accepted("p" + i))
                                .isEqualTo(early.view().accepted("p" + i));
                    }
                });
    }

    private static Update drawn(SplittableRandom dice, int who) {
        var prefix = DrawnPolicies.prefixes().get(dice.nextInt(DrawnPolicies.prefixes().size()));
        return dice.nextInt(4) == 0
                ? Exchange.withdraw(prefix)
                : announce(path(who, 65000 + who, 65001 + dice.nextInt(4)), prefix);
    }
}
