package fairlead.bgp.rib;

import static fairlead.testkit.ForAll.forAll;
import static org.assertj.core.api.Assertions.assertThat;

import fairlead.bgp.policy.RoutePolicies;
import fairlead.bgp.rib.ExportRules.Origination;
import fairlead.bgp.rib.ExportRules.Reflection;
import fairlead.bgp.wire.AsPath;
import fairlead.bgp.wire.AsWidth;
import fairlead.bgp.wire.BgpMessage.Update;
import fairlead.bgp.wire.Community;
import fairlead.bgp.wire.Octets;
import fairlead.bgp.wire.Origin;
import fairlead.bgp.wire.PathAttribute;
import fairlead.bgp.wire.PathAttributes;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RibTest {

    private static final Prefix DEFAULT = Prefix.ALL_V4;
    private static final Prefix OURS = Prefix.parse("10.1.0.0/16");
    private static final Prefix ELSEWHERE = Prefix.parse("203.0.113.0/24");
    private static final Prefix SUBNET = Prefix.parse("10.1.1.0/24");
    private static final Community REFLECTED = Community.parse("65517:65517");
    private static final ImportRules IMPORTS =
            new ImportRules(List.of(SUBNET), List.of(Prefix.parse("10.0.0.0/8")), 4);
    private static final ExportRules EXPORTS =
            new ExportRules(
                    List.of(new Origination(OURS, List.of())),
                    new Reflection.On(List.of(REFLECTED)));
    private static final RibTerms TERMS = terms(IMPORTS, EXPORTS);
    private static final PeerTerms A = peer("a", 4);
    private static final PeerTerms B = peer("b", 5);
    private static final PeerTerms C = peer("c", 6);

    private final RibDriver rib = new RibDriver(TERMS);

    @Test
    void aNewNeighbourHearsOurPrefixWithOurNumberAloneAndOurAddress() {
        var tell = rib.up(A).tell().getFirst();
        assertThat(tell.announced())
                .containsExactly(
                        new AdvertisedRoute(
                                OURS,
                                PathAttributes.of(
                                        new PathAttribute.OriginIs(Origin.IGP),
                                        new PathAttribute.AsPathIs(AsPath.of(65515)),
                                        new PathAttribute.NextHopIs(IpAddress.parse("10.1.1.4")))));
    }

    @Test
    void aPathWithOurOwnNumberIsRejectedAndNotShownAsLearned() {
        rib.up(A);
        var heard =
                rib.update("a", announce(path(4, 65001, 65515, 12076), DEFAULT)).heard().getFirst();
        assertThat(heard.rejected())
                .singleElement()
                .satisfies(r -> {
                    assertThat(r.reason()).isEqualTo(RejectedRoute.Reason.OWN_AS_IN_PATH);
                    assertThat(r.text()).contains("65515").contains("65001 65515 12076");
                });
        assertThat(rib.view().learned("a")).isEmpty();
        assertThat(rib.view().best()).isEmpty();
    }

    @Test
    void anIgnoredPrefixIsRejectedButCountedAndComesBackWhenTheRuleGoes() {
        rib.up(A);
        assertThat(rib.update("a", announce(path(4, 65001), SUBNET)).heard().getFirst().rejected())
                .extracting(RejectedRoute::reason)
                .containsExactly(RejectedRoute.Reason.IGNORED_PREFIX);
        assertThat(rib.view().learned("a")).isEmpty();
        assertThat(rib.view().held("a")).isEqualTo(1);
        var changes = rib.become(terms(ImportRules.ALL, EXPORTS));
        assertThat(changes.heard().getFirst().accepted())
                .extracting(HeardRoute::prefix)
                .containsExactly(SUBNET);
        assertThat(rib.become(TERMS).heard().getFirst().rejected())
                .extracting(rejected -> rejected.route().prefix())
                .containsExactly(SUBNET);
    }

    @Test
    void aNextHopOutsideIsRejectedAndAThirdPartyOneInsideIsKept() {
        rib.up(A);
        var outside = attributes(IpAddress.parse("192.0.2.1"), AsPath.of(65001));
        assertThat(rib.update("a", announce(outside, DEFAULT)).heard().getFirst().rejected())
                .extracting(RejectedRoute::reason)
                .containsExactly(RejectedRoute.Reason.NEXT_HOP_OUTSIDE);
        var inside = attributes(IpAddress.parse("10.7.7.7"), AsPath.of(65001));
        var heard = rib.update("a", announce(inside, DEFAULT)).heard().getFirst();
        assertThat(heard.accepted().getFirst().nextHop()).hasToString("10.7.7.7");
        assertThat(heard.withdrawn()).isEmpty();
        assertThat(rib.view().rejected("a")).isEmpty();
    }

    @Test
    void whatIsToldAgainInARefreshTakesPartAndWhatIsNotGoes() {
        rib.up(A);
        rib.update("a", announce(path(4, 65001), DEFAULT));
        rib.update("a", announce(path(4, 65001), ELSEWHERE));
        rib.refreshBegins("a");
        assertThat(rib.view().learned("a")).as("in the middle of it").hasSize(2);
        rib.update("a", announce(path(4, 65001), DEFAULT));
        assertThat(rib.refreshEnds("a").heard().getFirst().withdrawn()).containsExactly(ELSEWHERE);
        assertThat(rib.view().learned("a")).extracting(HeardRoute::prefix).containsExactly(DEFAULT);
        assertThat(rib.view().best()).extracting(Selection::prefix).containsExactly(DEFAULT);
    }

    @Test
    void theShorterPathWinsAloneAndEqualOnesAreUsedTogether() {
        List.of(A, B, C).forEach(rib::up);
        rib.update("a", announce(path(4, 65001, 65001), DEFAULT));
        rib.update("b", announce(path(5, 65002), DEFAULT));
        rib.update("c", announce(path(6, 65003), DEFAULT));
        var selection = rib.view().best().getFirst();
        assertThat(selection.multipath())
                .extracting(HeardRoute::neighbour)
                .containsExactly("b", "c");
        assertThat(selection.lost())
                .extracting(Selection.Lost::rung)
                .containsExactly(Rung.ROUTER_ID, Rung.AS_PATH_LENGTH);
        assertThat(selection.why()).contains("a: AS path of 2 against AS path of 1");
    }

    @Test
    void whoHasTheBestPathIsNotToldItAndLosesWhatHeWasToldBefore() {
        List.of(A, B).forEach(rib::up);
        assertThat(rib.update("a", announce(path(4, 65001, 65001), DEFAULT)).tell())
                .extracting(RibDriver.Tell::neighbour)
                .containsExactly("b");
        assertThat(rib.view().advertised("b"))
                .filteredOn(r -> r.prefix().equals(DEFAULT))
                .singleElement()
                .satisfies(r -> {
                    assertThat(r.asPath()).isEqualTo(AsPath.of(65515, 65001, 65001));
                    assertThat(r.communities()).containsExactly(REFLECTED);
                    assertThat(r.nextHop()).hasToString("10.1.1.4");
                });
        var changes = rib.update("b", announce(path(5, 65002), DEFAULT));
        assertThat(changes.tell())
                .anySatisfy(tell -> {
                    assertThat(tell.neighbour()).isEqualTo("b");
                    assertThat(tell.withdrawn()).containsExactly(DEFAULT);
                })
                .anySatisfy(tell -> {
                    assertThat(tell.neighbour()).isEqualTo("a");
                    assertThat(tell.announced())
                            .extracting(AdvertisedRoute::prefix)
                            .containsExactly(DEFAULT);
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"65535:65281", "65535:65282", "65535:65283"})
    void aPathThatAsksToStayStays(String community) {
        List.of(A, B).forEach(rib::up);
        var list = new ArrayList<>(path(4, 65001).list());
        list.add(new PathAttribute.Communities(List.of(Community.parse(community))));
        var changes = rib.update("a", announce(new PathAttributes(list), DEFAULT));
        assertThat(changes.heard().getFirst().accepted()).hasSize(1);
        assertThat(changes.tell()).isEmpty();
    }

    @Test
    void reflectionKeepsWhatIsTransitiveAndDropsMed() {
        List.of(A, B).forEach(rib::up);
        var list = new ArrayList<>(path(4, 65001).list());
        list.add(new PathAttribute.Med(7));
        list.add(new PathAttribute.Unrecognised(0xc0, 40, Octets.ofHex("aa")));
        rib.update("a", announce(new PathAttributes(list), DEFAULT));
        var told = rib.view().advertised("b").getFirst().attributes();
        assertThat(told.med()).isEmpty();
        assertThat(told.find(PathAttribute.Unrecognised.class))
                .contains(new PathAttribute.Unrecognised(0xe0, 40, Octets.ofHex("aa")));
    }

    @Test
    void withoutReflectionNeighboursHearOurPrefixesOnly() {
        var quiet =
                new RibDriver(
                        terms(
                                IMPORTS,
                                new ExportRules(EXPORTS.originations(), new Reflection.Off())));
        quiet.up(A);
        quiet.update("a", announce(path(4, 65001), DEFAULT));
        assertThat(quiet.up(B).tell().getFirst().announced())
                .extracting(AdvertisedRoute::prefix)
                .containsExactly(OURS);
    }

    @Test
    void whatWeOriginateIsToldAsOursEvenIfANeighbourHasItToo() {
        List.of(A, B).forEach(rib::up);
        assertThat(rib.update("a", announce(path(4, 65001), OURS)).tell()).isEmpty();
        assertThat(rib.view().learned("a")).hasSize(1);
        var gone = rib.become(terms(IMPORTS, new ExportRules(List.of(), new Reflection.Off())));
        assertThat(gone.tell()).allMatch(tell -> tell.withdrawn().equals(List.of(OURS)));
        assertThat(gone.tell()).hasSize(2);
    }

    @Test
    void aNeighbourThatGoesTakesItsRoutesAlong() {
        List.of(A, B).forEach(rib::up);
        rib.update("a", announce(path(4, 65001), DEFAULT, p(1)));
        var changes = rib.down("a");
        assertThat(changes.heard().getFirst().withdrawn()).containsExactly(DEFAULT, p(1));
        assertThat(changes.tell().getFirst().withdrawn()).containsExactly(DEFAULT, p(1));
        assertThat(rib.view().best()).isEmpty();
        assertThat(rib.down("a")).isEqualTo(new RibDriver.Changes(List.of(), List.of()));
    }

    @Test
    void aPrefixBothWithdrawnAndAnnouncedIsAnnounced() {
        rib.up(A);
        rib.update("a", new Update(List.of(DEFAULT), path(4, 65001), List.of(DEFAULT)));
        assertThat(rib.view().learned("a")).hasSize(1);
    }

    /** A neighbour that applies what it is told always holds exactly its Adj-RIB-Out. */
    @Test
    void theSumOfAllThatWasToldIsTheAdjRibOutAndOrderDoesNotMatter() {
        forAll(
                300,
                dice -> dice.nextLong(),
                seed -> {
                    var dice = new SplittableRandom(seed);
                    var live = new RibDriver(terms(ImportRules.ALL, EXPORTS));
                    var told = new TreeMap<Prefix, AdvertisedRoute>();
                    follow(told, live.up(C));
                    live.up(A);
                    live.up(B);
                    for (int i = 0; i < 40; i++) {
                        var from = dice.nextBoolean() ? A : B;
                        var prefix = p(dice.nextInt(4));
                        var update =
                                dice.nextInt(3) == 0
                                        ? new Update(
                                                List.of(prefix), PathAttributes.NONE, List.of())
                                        : announce(hops(from, dice.nextInt(1, 4)), prefix);
                        follow(told, live.update(from.name(), update));
                        assertThat(live.view().advertised("c"))
                                .isEqualTo(List.copyOf(told.values()));
                    }
                    var fresh = new RibDriver(terms(ImportRules.ALL, EXPORTS));
                    List.of(C, B, A).forEach(fresh::up);
                    for (var from : List.of(B, A)) {
                        live.view()
                                .learned(from.name())
                                .forEach(r ->
                                        fresh.update(
                                                from.name(), announce(r.attributes(), r.prefix())));
                    }
                    assertThat(fresh.view().best()).isEqualTo(live.view().best());
                    assertThat(fresh.view().advertised("c")).isEqualTo(live.view().advertised("c"));
                });
    }

    private static void follow(Map<Prefix, AdvertisedRoute> told, RibDriver.Changes changes) {
        for (var tell : changes.tell()) {
            if (tell.neighbour().equals("c")) {
                tell.withdrawn().forEach(told::remove);
                tell.announced().forEach(route -> told.put(route.prefix(), route));
            }
        }
    }

    private static RibTerms terms(ImportRules imports, ExportRules exports) {
        return new RibTerms(
                new Asn(65515),
                IpAddress.parse("10.1.1.4"),
                IpAddress.parse("10.1.1.4"),
                Optional.empty(),
                Ladder.AZURE,
                imports,
                exports);
    }

    private static PeerTerms peer(String name, int last) {
        var address = IpAddress.parse("10.1.2." + last);
        return new PeerTerms(
                name,
                address,
                new Asn(65001),
                address,
                PeerKind.EXTERNAL,
                AsWidth.FOUR,
                4096,
                Set.of(Family.IPV4_UNICAST),
                Set.of(),
                Set.of(),
                RoutePolicies.NONE);
    }

    private static Prefix p(int i) {
        return Prefix.parse("10.100." + i + ".0/24");
    }

    private static PathAttributes hops(PeerTerms from, int count) {
        var path = new long[count];
        Arrays.fill(path, 65001);
        return attributes(from.address(), AsPath.of(path));
    }

    private static PathAttributes path(int last, long... asns) {
        return attributes(IpAddress.parse("10.1.2." + last), AsPath.of(asns));
    }

    private static PathAttributes attributes(IpAddress nextHop, AsPath path) {
        return PathAttributes.of(
                new PathAttribute.OriginIs(Origin.IGP),
                new PathAttribute.AsPathIs(path),
                new PathAttribute.NextHopIs(nextHop));
    }

    private static Update announce(PathAttributes attributes, Prefix... prefixes) {
        return new Update(List.of(), attributes, List.of(prefixes));
    }
}
