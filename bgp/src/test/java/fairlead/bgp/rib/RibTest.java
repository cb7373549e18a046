package fairlead.bgp.rib;

import static fairlead.testkit.ForAll.forAll;
import static org.assertj.core.api.Assertions.assertThat;

import fairlead.bgp.rib.ExportRules.Origination;
import fairlead.bgp.rib.ExportRules.Reflection;
import fairlead.bgp.wire.AsPath;
import fairlead.bgp.wire.BgpMessage.Update;
import fairlead.bgp.wire.Community;
import fairlead.bgp.wire.Fault;
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
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RibTest {

    private static final Prefix DEFAULT = Prefix.ALL_V4;
    private static final Prefix OURS = Prefix.parse("10.1.0.0/16");
    private static final Prefix SUBNET = Prefix.parse("10.1.1.0/24");
    private static final Community REFLECTED = Community.parse("65517:65517");
    private static final RibTerms TERMS =
            new RibTerms(
                    new Asn(65515),
                    IpAddress.parse("10.1.1.4"),
                    new ImportRules(List.of(SUBNET), List.of(Prefix.parse("10.0.0.0/8")), 4),
                    new ExportRules(
                            List.of(new Origination(OURS, List.of())),
                            new Reflection.On(List.of(REFLECTED))));
    private static final Peer A = peer("a", 4);
    private static final Peer B = peer("b", 5);
    private static final Peer C = peer("c", 6);

    private final Rib rib = new Rib(TERMS);

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
        assertThat(rib.learned("a")).isEmpty();
        assertThat(rib.best()).isEmpty();
    }

    @Test
    void anIgnoredPrefixIsRejectedButCountedAndComesBackWhenTheRuleGoes() {
        rib.up(A);
        assertThat(rib.update("a", announce(path(4, 65001), SUBNET)).heard().getFirst().rejected())
                .extracting(RejectedRoute::reason)
                .containsExactly(RejectedRoute.Reason.IGNORED_PREFIX);
        assertThat(rib.learned("a")).isEmpty();
        assertThat(rib.held("a")).isEqualTo(1);
        var changes = rib.become(withImports(ImportRules.ALL));
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
        assertThat(rib.rejected("a")).isEmpty();
    }

    @Test
    void heldAndArrivingPrefixesTogetherMayNotPassTheLimit() {
        rib.up(A);
        var two = announce(path(4, 65001), p(1), p(2));
        assertThat(rib.overLimit("a", two)).isEmpty();
        rib.update("a", two);
        assertThat(rib.overLimit("a", two)).as("2 held + 2 again = 4, the limit").isEmpty();
        var three = announce(path(4, 65001), p(1), p(2), p(3));
        assertThat(rib.overLimit("a", three))
                .as("3 prefixes in all, but 2 + 3 are counted")
                .hasValueSatisfying(problem -> {
                    assertThat(problem.fault()).isEqualTo(Fault.TOO_MANY_PREFIXES);
                    assertThat(problem.data()).isEqualTo(Octets.ofHex("00010100000004"));
                });
    }

    @Test
    void theShorterPathWinsAloneAndEqualOnesAreUsedTogether() {
        List.of(A, B, C).forEach(rib::up);
        rib.update("a", announce(path(4, 65001, 65001), DEFAULT));
        rib.update("b", announce(path(5, 65002), DEFAULT));
        rib.update("c", announce(path(6, 65003), DEFAULT));
        var selection = rib.best().getFirst();
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
                .extracting(Changes.Tell::neighbour)
                .containsExactly("b");
        assertThat(rib.advertised("b"))
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
        list.add(new PathAttribute.Unrecognised(0xc0, 32, Octets.ofHex("aa")));
        rib.update("a", announce(new PathAttributes(list), DEFAULT));
        var told = rib.advertised("b").getFirst().attributes();
        assertThat(told.med()).isEmpty();
        assertThat(told.find(PathAttribute.Unrecognised.class))
                .contains(new PathAttribute.Unrecognised(0xe0, 32, Octets.ofHex("aa")));
    }

    @Test
    void withoutReflectionNeighboursHearOurPrefixesOnly() {
        var quiet =
                new Rib(
                        new RibTerms(
                                TERMS.asn(),
                                TERMS.nextHop(),
                                TERMS.imports(),
                                new ExportRules(
                                        TERMS.exports().originations(), new Reflection.Off())));
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
        assertThat(rib.learned("a")).hasSize(1);
        var gone = rib.become(withExports(new ExportRules(List.of(), new Reflection.Off())));
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
        assertThat(rib.best()).isEmpty();
        assertThat(rib.down("a")).isEqualTo(Changes.NONE);
    }

    @Test
    void aPrefixBothWithdrawnAndAnnouncedIsAnnounced() {
        rib.up(A);
        rib.update("a", new Update(List.of(DEFAULT), path(4, 65001), List.of(DEFAULT)));
        assertThat(rib.learned("a")).hasSize(1);
    }

    /** A neighbour that applies what it is told always holds exactly its Adj-RIB-Out. */
    @Test
    void theSumOfAllThatWasToldIsTheAdjRibOutAndOrderDoesNotMatter() {
        forAll(
                300,
                dice -> dice.nextLong(),
                seed -> {
                    var dice = new SplittableRandom(seed);
                    var live = new Rib(withImports(ImportRules.ALL));
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
                        assertThat(live.advertised("c")).isEqualTo(List.copyOf(told.values()));
                    }
                    var fresh = new Rib(withImports(ImportRules.ALL));
                    List.of(C, B, A).forEach(fresh::up);
                    for (var from : List.of(B, A)) {
                        live.learned(from.name())
                                .forEach(r ->
                                        fresh.update(
                                                from.name(), announce(r.attributes(), r.prefix())));
                    }
                    assertThat(fresh.best()).isEqualTo(live.best());
                    assertThat(fresh.advertised("c")).isEqualTo(live.advertised("c"));
                });
    }

    private static void follow(Map<Prefix, AdvertisedRoute> told, Changes changes) {
        for (var tell : changes.tell()) {
            if (tell.neighbour().equals("c")) {
                tell.withdrawn().forEach(told::remove);
                tell.announced().forEach(route -> told.put(route.prefix(), route));
            }
        }
    }

    private static RibTerms withImports(ImportRules imports) {
        return new RibTerms(TERMS.asn(), TERMS.nextHop(), imports, TERMS.exports());
    }

    private static RibTerms withExports(ExportRules exports) {
        return new RibTerms(TERMS.asn(), TERMS.nextHop(), TERMS.imports(), exports);
    }

    private static Peer peer(String name, int last) {
        var address = IpAddress.parse("10.1.2." + last);
        return new Peer(name, address, address);
    }

    private static Prefix p(int i) {
        return Prefix.parse("10.100." + i + ".0/24");
    }

    private static PathAttributes hops(Peer from, int count) {
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
