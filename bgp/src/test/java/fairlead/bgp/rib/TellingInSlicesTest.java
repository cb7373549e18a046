package fairlead.bgp.rib;

import static fairlead.bgp.rib.Exchange.exports;
import static fairlead.bgp.rib.Exchange.path;
import static fairlead.bgp.rib.Exchange.peer;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fairlead.bgp.policy.AsSet;
import fairlead.bgp.policy.Condition;
import fairlead.bgp.policy.Outcome;
import fairlead.bgp.policy.RoutePolicies;
import fairlead.bgp.policy.Rule;
import fairlead.bgp.wire.AsWidth;
import fairlead.bgp.wire.BgpMessage.Update;
import fairlead.bgp.wire.NetworkOrder;
import fairlead.bgp.wire.PathAttributes;
import fairlead.net.Prefix;
import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Twenty prefixes, all told by p1 and heard by p2 and p3, in slices that are as small as can be:
 * finding out what a peer is to be told holds up nobody, however large the table is.
 */
class TellingInSlicesTest {

    private static final List<Prefix> PREFIXES =
            IntStream.range(0, 20)
                    .mapToObj(i -> Prefix.parse("203.0.113." + 8 * i + "/29"))
                    .toList();
    private static final long UNWANTED = 65666;
    private static final RoutePolicies PICKY =
            exports(
                    Rule.of(
                            new Condition.OriginAsIn(AsSet.of(UNWANTED)),
                            new Outcome.Reject("unwanted")));

    private final RibDriver rib = new RibDriver(Exchange.TERMS, 1000);
    private final Map<Prefix, PathAttributes> told = new TreeMap<>();

    @BeforeEach
    void twoHaveHeardAll() {
        for (int i = 1; i <= 3; i++) {
            rib.up(peer(i));
        }
        rib.send("p1", announce(PREFIXES));
        rib.settle();
        rib.follow("p2", Integer.MAX_VALUE, told);
        rib.read("p3", Integer.MAX_VALUE);
        assertThat(told).hasSize(20);
    }

    @Test
    void whoComesHearsOfAFewPrefixesAtATime() {
        var view = new TreeMap<Prefix, PathAttributes>();
        rib.upUnread(peer(4), Set.of());
        int before = -1;
        for (int i = 0; view.size() > before; i++) {
            before = view.size();
            rib.slice();
            rib.follow("p4", Integer.MAX_VALUE, view);
            assertThat(view.size() - before).as("in slice %d", i).isLessThan(6);
        }
        assertThat(view).isEqualTo(told);
    }

    @Test
    void whatChangesWhileOneIsToldAllIsToldAsItIsLast() {
        var view = new TreeMap<Prefix, PathAttributes>();
        rib.upUnread(peer(4), Set.of());
        rib.slice();
        rib.follow("p4", Integer.MAX_VALUE, view);
        rib.send("p1", withdraw(List.of(PREFIXES.getFirst(), PREFIXES.getLast())));
        rib.send("p1", announce(PREFIXES.subList(1, 3), 65009));
        rib.send("p1", announce(PREFIXES.subList(15, 17), 65009));
        rib.slice();
        rib.follow("p4", Integer.MAX_VALUE, view);
        rib.settle();
        rib.follow("p4", Integer.MAX_VALUE, view);
        assertThat(view).isEqualTo(advertised("p4")).hasSize(18);
    }

    @Test
    void aRefreshBeginsBeforeTheFirstSliceAndEndsAfterTheLast() {
        int number = Objects.requireNonNull(row("p2").member).peer().number;
        rib.rib.retell(number, Family.IPV4_UNICAST, marker('('), marker(')'));
        var said = new StringBuilder();
        for (int i = 0; i < 30; i++) {
            rib.slice();
            var octets = new byte[4096];
            int end = rib.rib.fill(number, octets, 0, octets.length);
            for (int at = 0; at < end; at += NetworkOrder.int16(octets, at + 16)) {
                said.append(octets[at + 18] == 2 ? 'u' : (char) octets[at + 19]);
            }
        }
        assertThat(said.toString()).matches("\\(u{4,}\\)");
    }

    @Test
    void whoDoesNotReadHoldsNothingOfTheLogThatHeLeft() {
        var member = Objects.requireNonNull(row("p2").member);
        var log = member.group().log;
        change(PREFIXES, 20);
        assertThat(member.follows()).isFalse();
        assertThat(member.isSearching()).as("what he had not read is looked through").isTrue();
        rib.settle();
        var later = new WeakReference<>(log.last);
        while (later.get() == log.last || later.get() == null) {
            change(PREFIXES, 100);
        }
        change(PREFIXES, 100);
        rib.read("p3", Integer.MAX_VALUE);
        await().until(() -> {
            System.gc();
            return later.get() == null;
        });
        rib.settle();
        rib.follow("p2", Integer.MAX_VALUE, told);
        assertThat(told).isEqualTo(advertised("p2")).hasSize(20);
    }

    /** All of this is in what he had not read, and nothing comes after it. */
    @Test
    void whoLeftTheLogHearsWhatHeHadNotReadOfIt() {
        var fleeting = List.of(Prefix.parse("192.0.2.0/24"));
        rib.send("p1", announce(fleeting));
        rib.settle();
        rib.send("p1", withdraw(PREFIXES.subList(5, 10)));
        rib.send("p1", withdraw(fleeting));
        rib.settle();
        change(PREFIXES.subList(0, 5), 20);
        assertThat(Objects.requireNonNull(row("p2").member).follows()).isFalse();
        rib.settle();
        rib.follow("p2", Integer.MAX_VALUE, told);
        assertThat(told).isEqualTo(advertised("p2")).hasSize(15);
    }

    @Test
    void whoGoesToAGroupThatIsThereIsComparedSliceBySlice() {
        rib.becomeUnread("p3", PICKY);
        rib.settle();
        rib.becomeUnread("p2", PICKY);
        int slices = 1;
        while (rib.rib.work()) {
            rib.rib.settle();
            slices++;
        }
        assertThat(slices).isGreaterThanOrEqualTo(20);
        assertThat(rib.read("p2", Integer.MAX_VALUE).announced()).as("nothing differs").isEmpty();
        assertThat(row("p2").member).isNotNull();
        assertThat(Objects.requireNonNull(row("p2").member).group())
                .isSameAs(Objects.requireNonNull(row("p3").member).group());
    }

    @Test
    void whatChangesOnTheWayToAnotherGroupIsToldByItsRules() {
        rib.send("p1", announce(PREFIXES.subList(18, 20), UNWANTED));
        rib.settle();
        rib.follow("p2", Integer.MAX_VALUE, told);
        rib.becomeUnread("p3", PICKY);
        rib.settle();
        rib.becomeUnread("p2", PICKY);
        for (int i = 0; i < 10; i++) {
            rib.slice();
        }
        // Compared already, and was told alike; then two that differ, of which one will not.
        rib.send("p1", announce(PREFIXES.subList(0, 2), UNWANTED));
        rib.slice();
        rib.follow("p2", Integer.MAX_VALUE, told);
        assertThat(told.get(PREFIXES.get(0))).as("still told as before").isNotNull();
        rib.send("p1", announce(PREFIXES.subList(19, 20)));
        rib.settle();
        rib.follow("p2", Integer.MAX_VALUE, told);
        assertThat(told).isEqualTo(advertised("p2")).hasSize(17);
        assertThat(advertised("p2")).isEqualTo(advertised("p3"));
    }

    @Test
    void whoWasToldAllPathsAndGoesLetsGoOfThemSliceBySlice() {
        apart();
        var hearsAll =
                peer(
                        4,
                        RoutePolicies.NONE,
                        PeerKind.TRANSPARENT,
                        AsWidth.FOUR,
                        4096,
                        Set.of(),
                        Exchange.V4);
        rib.up(hearsAll);
        rib.send("p1", withdraw(PREFIXES));
        rib.settle();
        assertThat(rib.rib.sets.size()).as("what he was told").isEqualTo(20);
        rib.downUnread("p4", Set.of());
        rib.slice();
        assertThat(rib.rib.sets.size()).isBetween(15, 20);
        rib.settle();
        assertThat(rib.rib.sets.size()).isZero();
    }

    @Test
    void theLastOfAGroupLeavesAndWhatItShapedGoesSliceBySlice() {
        apart();
        rib.up(peer(4, RoutePolicies.NONE, PeerKind.EXTERNAL));
        assertThat(rib.rib.shaped.size()).isEqualTo(20);
        rib.downUnread("p4", Set.of());
        rib.slice();
        assertThat(rib.rib.shaped.size()).isBetween(15, 20);
        rib.settle();
        assertThat(rib.rib.shaped.size()).isZero();
    }

    /** Each prefix has attributes that no other has. */
    private void apart() {
        for (int i = 0; i < PREFIXES.size(); i++) {
            rib.send("p1", announce(PREFIXES.subList(i, i + 1), 65100 + i));
        }
        rib.settle();
    }

    /** Prefixes become others, so many times; who does not read leaves the log. */
    private void change(List<Prefix> prefixes, int times) {
        for (int i = 0; i < times; i++) {
            rib.send("p1", announce(prefixes, 65001 + i % 2));
            rib.rib.settle();
        }
    }

    private PeerRow row(String name) {
        return rib.rib.peers.named(name).orElseThrow();
    }

    private Map<Prefix, PathAttributes> advertised(String name) {
        return rib.view().advertised(name).stream()
                .collect(toMap(AdvertisedRoute::prefix, AdvertisedRoute::attributes));
    }

    private static byte[] marker(char what) {
        var message = new byte[20];
        Arrays.fill(message, 0, 16, (byte) -1);
        message[17] = 20;
        message[18] = 99;
        message[19] = (byte) what;
        return message;
    }

    private static Update withdraw(List<Prefix> prefixes) {
        return new Update(prefixes, PathAttributes.NONE, List.of());
    }

    /** What p1 says of prefixes whose path goes on by {@code via}. */
    private static Update announce(List<Prefix> prefixes, long... via) {
        var asns = LongStream.concat(LongStream.of(65001), LongStream.of(via)).toArray();
        return new Update(List.of(), path(1, asns), prefixes);
    }
}
