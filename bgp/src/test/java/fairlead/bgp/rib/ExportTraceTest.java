package fairlead.bgp.rib;

import static fairlead.bgp.rib.Exchange.ONE;
import static fairlead.bgp.rib.Exchange.TERMS;
import static fairlead.bgp.rib.Exchange.V4;
import static fairlead.bgp.rib.Exchange.announce;
import static fairlead.bgp.rib.Exchange.imports;
import static fairlead.bgp.rib.Exchange.learn;
import static fairlead.bgp.rib.Exchange.path;
import static fairlead.bgp.rib.Exchange.reject;
import static fairlead.bgp.rib.Exchange.withdraw;
import static fairlead.testkit.ForAll.forAll;
import static org.assertj.core.api.Assertions.assertThat;

import fairlead.bgp.policy.Action;
import fairlead.bgp.policy.CommunityText;
import fairlead.bgp.policy.Condition;
import fairlead.bgp.policy.DrawnPolicies;
import fairlead.bgp.policy.Policy;
import fairlead.bgp.policy.Refusal;
import fairlead.bgp.policy.RoutePolicies;
import fairlead.bgp.policy.Rule;
import fairlead.bgp.wire.AddressFamily;
import fairlead.bgp.wire.AsWidth;
import fairlead.bgp.wire.BgpMessage.Update;
import fairlead.bgp.wire.Community;
import fairlead.bgp.wire.PathAttribute;
import fairlead.bgp.wire.PathAttributes;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Peers p1 to p4 of AS 65001 to 65004; p4 is told all paths. We are 65500. */
class ExportTraceTest {

    private final RibDriver rib = new RibDriver(TERMS);

    /**
     * The explanation is a second way through the tables: it has to arrive where the first does.
     */
    @Test
    void whatIsExplainedIsWhatEveryPeerHasBeenTold() {
        forAll(
                150,
                dice -> dice,
                seed -> {
                    var dice = seed.split();
                    var drawn = new RibDriver(rib.rib.terms());
                    var known = new TreeMap<String, Map<Prefix, PathAttributes>>();
                    for (int i = 1; i <= 4; i++) {
                        learn(known, drawn.up(peer(i, DrawnPolicies.pair(dice))));
                    }
                    for (int event = 0; event < 15; event++) {
                        int who = 1 + dice.nextInt(4);
                        learn(known, drawn.update("p" + who, drawn(dice, who)));
                    }
                    for (var prefix : DrawnPolicies.prefixes()) {
                        whatDecidedSpeaksForTheBest(drawn.view().trace("p1", prefix));
                        for (int i = 1; i <= 3; i++) {
                            var told =
                                    Optional.ofNullable(
                                            known.getOrDefault("p" + i, Map.of()).get(prefix));
                            assertThat(told(drawn.view().trace("p" + i, prefix)))
                                    .as("p%d is told of %s", i, prefix)
                                    .containsExactlyElementsOf(told.stream().toList());
                        }
                        assertThat(told(drawn.view().trace("p4", prefix)))
                                .containsExactlyInAnyOrderElementsOf(rows(drawn, prefix));
                    }
                });
    }

    /**
     * Of two paths of one neighbouring AS the MED may decide although another rung speaks for it.
     */
    private static void whatDecidedSpeaksForTheBest(ExportTrace trace) {
        for (var path : trace.paths()) {
            if (path.fate() instanceof RouteFate.Lost lost) {
                var best = lost.best().candidate(trace.prefix());
                var own = lost.own().candidate(trace.prefix());
                assertThat(best.route()).isEqualTo(trace.paths().getFirst().route());
                assertThat(lost.rung().compare(best, own) < 0 || losesByMed(trace, path))
                        .as("%s: %s", lost.rung(), lost.why())
                        .isTrue();
            }
        }
    }

    private static boolean losesByMed(ExportTrace trace, ExportTrace.Path loser) {
        return trace.paths().stream()
                .filter(other -> !(other.fate() instanceof RouteFate.Rejected))
                .filter(other ->
                        other.route()
                                .asPath()
                                .neighbourAs()
                                .equals(loser.route().asPath().neighbourAs()))
                .anyMatch(other -> other.route().med().orElse(0L) < loser.route().med().orElse(0L));
    }

    private static List<PathAttributes> rows(RibDriver rib, Prefix prefix) {
        return rib.view().at("p4", RouteSlice.Of.ADVERTISED, List.of(prefix)).rows().stream()
                .map(RouteSlice.Row::attributes)
                .toList();
    }

    @Test
    void eachPathSaysWhatBecameOfItOnImportInSelectionAndOnExport() {
        var out = reject("203.0.113.0/24", "not to p3");
        var in = reject("203.0.113.0/24", "not from p2");
        rib.up(peer(1, RoutePolicies.NONE));
        rib.up(peer(2, imports(in)));
        var tag = new Action.AddCommunities(List.of(CommunityText.parse("65500:1")));
        var other = Policy.of("other", Rule.change(Condition.ALWAYS, tag));
        rib.up(peer(3, new RoutePolicies(List.of(), List.of(other, Policy.of("out", out)))));
        rib.up(peer(4, RoutePolicies.NONE));
        rib.update("p1", announce(path(1, 65001), ONE));
        rib.update("p2", announce(path(2, 65002), ONE));
        rib.update("p4", announce(path(4, 65004, 65009), ONE));

        var trace = rib.view().trace("p3", ONE);
        assertThat(trace.told()).isEmpty();
        assertThat(trace.paths())
                .extracting(path -> path.route().neighbour())
                .containsExactly("p1", "p4", "p2");
        assertThat(trace.paths())
                .extracting(ExportTrace.Path::export)
                .containsExactly(
                        new ExportFate.Refused(new Refusal("out", 1, "not to p3")),
                        new ExportFate.Refused(new Refusal("out", 1, "not to p3")),
                        new ExportFate.KeptOut());
        assertThat(trace.paths().get(0).fate()).isEqualTo(new RouteFate.Best());
        assertThat(trace.paths().get(1).fate())
                .isInstanceOfSatisfying(
                        RouteFate.Lost.class,
                        lost -> {
                            assertThat(lost.rung()).isEqualTo(Rung.AS_PATH_LENGTH);
                            assertThat(lost.why()).isEqualTo("AS path of 2 against AS path of 1");
                        });
        assertThat(trace.paths().get(2).fate())
                .isEqualTo(
                        new RouteFate.Rejected(
                                new Refusal("in", 1, "not from p2"),
                                "not from p2 (policy in, rule 1)"));
    }

    @Test
    void whoseOwnPathIsBestHearsNoneAndOthersHearIt() {
        rib.up(peer(1, RoutePolicies.NONE));
        rib.up(peer(2, RoutePolicies.NONE));
        rib.up(peer(3, RoutePolicies.NONE));
        rib.update("p1", announce(path(1, 65001), ONE));
        rib.update("p2", announce(path(2, 65002, 65009), ONE));
        assertThat(rib.view().trace("p1", ONE).paths())
                .extracting(ExportTrace.Path::export)
                .containsExactly(new ExportFate.Own(), new ExportFate.Behind());
        assertThat(rib.view().trace("p3", ONE).told())
                .extracting(path -> path.route().neighbour())
                .containsExactly("p1");
    }

    @Test
    void aPathThatItsSenderHoldsBackMakesRoomForTheNext() {
        rib.up(peer(1, RoutePolicies.NONE));
        rib.up(peer(2, RoutePolicies.NONE));
        rib.up(peer(3, RoutePolicies.NONE));
        var noExport = new PathAttribute.Communities(List.of(Community.of(0xffff, 0xff01)));
        rib.update("p1", announce(path(1, 65001).with(noExport), ONE));
        rib.update("p2", announce(path(2, 65002, 65009), ONE));
        var trace = rib.view().trace("p3", ONE);
        assertThat(trace.paths().getFirst().export())
                .isEqualTo(new ExportFate.Held(Hold.NO_EXPORT));
        assertThat(trace.told()).extracting(path -> path.route().neighbour()).containsExactly("p2");
    }

    private static PeerTerms ofBothFamilies(int number) {
        var plain = Exchange.peer(number, RoutePolicies.NONE, PeerKind.EXTERNAL);
        return new PeerTerms(
                plain.name(),
                plain.address(),
                plain.asn(),
                plain.id(),
                plain.kind(),
                plain.width(),
                plain.longest(),
                Set.of(Family.values()),
                Set.of(),
                Set.of(),
                RoutePolicies.NONE);
    }

    @Test
    void whoHasNoIpv6AddressTellsNoIpv6RouteWithItselfAsTheNextHop() {
        rib.up(ofBothFamilies(1));
        rib.up(ofBothFamilies(2));
        var wide = Prefix.parse("2001:db8::/32");
        var reach =
                new PathAttribute.MpReach(
                        AddressFamily.IPV6_UNICAST,
                        List.of(IpAddress.parse("2001:db8::1")),
                        List.of(wide),
                        List.of());
        var changes = rib.update("p1", announce(path(1, 65001).with(reach)));
        assertThat(Exchange.told(changes, "p2")).isEmpty();
        assertThat(rib.view().trace("p2", wide).paths())
                .extracting(ExportTrace.Path::export)
                .containsExactly(new ExportFate.Held(Hold.NO_NEXT_HOP));
        assertThat(rib.view().trace("p1", wide).paths())
                .extracting(ExportTrace.Path::export)
                .containsExactly(new ExportFate.Own());
    }

    @Test
    void whoIsAwayIsToldNothingAndTheWayUpToItIsStillExplained() {
        rib.up(peer(1, RoutePolicies.NONE));
        rib.update("p1", announce(path(1, 65001), ONE));
        assertThat(rib.view().trace("p3", ONE).paths())
                .extracting(ExportTrace.Path::export)
                .containsExactly(new ExportFate.NoSession());
        assertThat(rib.view().trace("p3", Prefix.parse("10.0.0.0/8")).paths()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4})
    void whatAPeerHasNotReadYetWaits(int peer) {
        rib.up(peer(1, RoutePolicies.NONE));
        rib.update("p1", announce(path(1, 65001), ONE));
        rib.upUnread(peer(peer, RoutePolicies.NONE), Set.of());
        rib.settle();
        assertThat(rib.view().trace("p" + peer, ONE).told())
                .extracting(path -> ((ExportFate.Told) path.export()).owed())
                .containsExactly(true);
        rib.changes();
        assertThat(rib.view().trace("p" + peer, ONE).told())
                .extracting(path -> ((ExportFate.Told) path.export()).owed())
                .containsExactly(false);
    }

    @Test
    void whatItsPeerHasNotToldAgainIsStale() {
        rib.up(peer(1, RoutePolicies.NONE));
        rib.update("p1", announce(path(1, 65001), ONE));
        rib.age("p1");
        assertThat(rib.view().trace("p2", ONE).paths())
                .extracting(ExportTrace.Path::stale)
                .containsExactly(true);
        assertThat(rib.view().at("p1", RouteSlice.Of.HEARD, List.of(ONE)).rows())
                .extracting(RouteSlice.Row::stale)
                .containsExactly(true);
        rib.update("p1", announce(path(1, 65001), ONE));
        assertThat(rib.view().trace("p2", ONE).paths())
                .extracting(ExportTrace.Path::stale)
                .containsExactly(false);
    }

    @Test
    void whatIsStaleForLongLosesForThatReason() {
        rib.up(peer(1, RoutePolicies.NONE));
        rib.up(peer(2, RoutePolicies.NONE));
        rib.update("p1", announce(path(1, 65001), ONE));
        rib.update("p2", announce(path(2, 65002, 65009), ONE));
        rib.age("p1");
        rib.keepLonger("p1");
        assertThat(rib.view().best().getFirst().why())
                .isEqualTo("203.0.113.0/24 by p2; p1: stale for long against fresh");
    }

    @Test
    void allPathsThatAPeerIsToldAreShownWithTheirIdentifiers() {
        rib.up(peer(1, RoutePolicies.NONE));
        rib.up(peer(2, RoutePolicies.NONE));
        rib.up(peer(4, RoutePolicies.NONE));
        rib.update("p1", announce(path(1, 65001), ONE));
        rib.update("p2", announce(path(2, 65002, 65009), ONE));
        var rows = rib.view().at("p4", RouteSlice.Of.ADVERTISED, List.of(ONE)).rows();
        assertThat(rows)
                .extracting(row -> row.attributes().asPath().toString())
                .containsExactlyInAnyOrder("65001", "65002 65009");
        assertThat(rows).extracting(RouteSlice.Row::pathId).doesNotHaveDuplicates();
        assertThat(rib.view().advertised("p4")).hasSize(2);
        assertThat(rib.view().at("p2", RouteSlice.Of.HEARD, List.of(ONE)).rows())
                .extracting(RouteSlice.Row::toldTo)
                .containsExactly(List.of("p4"));
    }

    @Test
    void aPeerOfNarrowNumbersIsShownWithTheNumbersInFull() {
        rib.up(peer(1, RoutePolicies.NONE));
        rib.up(peer(9, RoutePolicies.NONE, AsWidth.TWO));
        var wide = path(1, 65001, 4_200_000_001L);
        rib.update("p1", announce(wide, ONE));
        assertThat(rib.view().advertised("p9")).containsExactly(new AdvertisedRoute(ONE, wide));
        assertThat(rib.view().at("p9", RouteSlice.Of.ADVERTISED, List.of(ONE)).rows())
                .extracting(RouteSlice.Row::attributes)
                .containsExactly(wide);
        assertThat(told(rib.view().trace("p9", ONE))).containsExactly(wide);
    }

    private static List<PathAttributes> told(ExportTrace trace) {
        return trace.told().stream()
                .map(path -> ((ExportFate.Told) path.export()).attributes())
                .toList();
    }

    private static Update drawn(SplittableRandom dice, int who) {
        var prefix = DrawnPolicies.prefixes().get(dice.nextInt(DrawnPolicies.prefixes().size()));
        if (dice.nextInt(5) == 0) {
            return withdraw(prefix);
        }
        var attributes = path(who, 65000 + who, 65001 + dice.nextInt(4));
        return announce(
                dice.nextInt(4) == 0
                        ? attributes.with(
                                new PathAttribute.Communities(
                                        List.of(Community.of(0xffff, 0xff01 + dice.nextInt(3)))))
                        : attributes,
                prefix);
    }

    private static PeerTerms peer(int number, RoutePolicies policies) {
        return peer(number, policies, AsWidth.FOUR);
    }

    private static PeerTerms peer(int number, RoutePolicies policies, AsWidth width) {
        var paths = number == 4 ? V4 : Set.<Family>of();
        return Exchange.peer(number, policies, PeerKind.TRANSPARENT, width, 4096, Set.of(), paths);
    }
}
