package fairlead.bgp.rib;

import static fairlead.bgp.rib.Exchange.TERMS;
import static fairlead.bgp.rib.Exchange.path;
import static fairlead.bgp.rib.Exchange.peer;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import fairlead.bgp.rib.RouteSlice.Of;
import fairlead.bgp.wire.BgpMessage.Update;
import fairlead.bgp.wire.PathAttributes;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is seen slice by slice is what is there. */
class RouteWalkTest {

    /** Far more than one slice looks at, and than one has rows for. */
    private static final int PREFIXES = 20_000;

    private final RibDriver rib = new RibDriver(TERMS);

    @BeforeEach
    void tell() {
        rib.up(peer(1));
        rib.up(peer(2));
        for (int i = 0; i < PREFIXES; i += 100) {
            // Every tenth hundred has our own number in its path.
            boolean loop = i / 100 % 10 == 0;
            rib.send("p1", announce(i, loop ? path(1, 65001, 65500) : path(1, 65001)));
        }
        rib.send("p2", announce(PREFIXES, path(2, 65002)));
        rib.changes();
    }

    @Test
    void aWalkSeesWhatTheWholeAnswerHas() {
        assertThat(walk("p1", Of.ACCEPTED))
                .isEqualTo(
                        rib.view().learned("p1").stream()
                                .collect(toMap(HeardRoute::prefix, HeardRoute::attributes)));
        assertThat(walk("p1", Of.REJECTED)).hasSize(PREFIXES / 10);
        assertThat(walk("p1", Of.HEARD)).hasSize(PREFIXES);
        assertThat(walk("p2", Of.ADVERTISED))
                .isEqualTo(
                        rib.view().advertised("p2").stream()
                                .collect(
                                        toMap(
                                                AdvertisedRoute::prefix,
                                                AdvertisedRoute::attributes)));
        assertThat(walk("nobody", Of.HEARD)).isEmpty();
    }

    @Test
    void aRejectedRouteSaysWhy() {
        var row = rib.view().slice("p1", Of.REJECTED, 0).rows().getFirst();
        assertThat(row.fate())
                .isInstanceOfSatisfying(
                        RouteFate.Rejected.class,
                        rejected -> {
                            assertThat(rejected.why().reason())
                                    .contains("our own AS 65500 is in its AS path 65001 65500");
                            assertThat(rejected.kind()).isEqualTo("our own AS is in its AS path");
                        });
    }

    @Test
    void noSliceIsLong() {
        long cursor = 0;
        while (cursor != RouteSlice.END) {
            var slice = rib.view().slice("p1", Of.HEARD, cursor);
            assertThat(slice.rows()).hasSizeLessThanOrEqualTo(512);
            cursor = slice.next();
        }
    }

    /** RFC 4724 §4.1: what peers are owed they have not been told. */
    @Test
    void nothingHasBeenToldWhileEverybodyIsKeptWaiting() {
        rib.rib.watched().silent(true);
        assertThat(walk("p2", Of.ADVERTISED)).isEmpty();
        assertThat(rib.view().advertised("p2")).isEmpty();
        assertThat(rib.view().advertisedCount("p2")).isZero();
        assertThat(hearers()).isEmpty();
        rib.rib.watched().silent(false);
        assertThat(walk("p2", Of.ADVERTISED)).hasSize(PREFIXES * 9 / 10);
        assertThat(hearers()).containsExactly("p1");
    }

    private List<String> hearers() {
        return rib.view().at("p2", Of.HEARD, List.of(prefix(PREFIXES))).rows().getFirst().toldTo();
    }

    @Test
    void onePrefixIsFoundWithoutAWalk() {
        var prefixes = List.of(prefix(7), prefix(PREFIXES - 1), prefix(PREFIXES + 5));
        assertThat(rib.view().at("p1", Of.HEARD, prefixes).rows())
                .extracting(RouteSlice.Row::prefix)
                .containsExactly(prefix(7), prefix(PREFIXES - 1));
    }

    @ParameterizedTest
    @EnumSource(Of.class)
    void whatStandsAllTheTimeIsSeenOnceWhileOtherRoutesComeAndGo(Of of) {
        var peer = of == Of.ADVERTISED ? "p2" : "p1";
        var before = walk(peer, of).keySet();
        var seen = new ArrayList<Prefix>();
        long cursor = 0;
        for (int turn = 0; cursor != RouteSlice.END; turn++) {
            var slice = rib.view().slice(peer, of, cursor);
            slice.rows().forEach(row -> seen.add(row.prefix()));
            cursor = slice.next();
            int gone = turn * 200;
            if (gone < PREFIXES / 2) {
                rib.send("p1", new Update(prefixes(gone), PathAttributes.of(), List.of()));
                rib.send("p1", announce(2 * PREFIXES + gone, path(1, 65001)));
                rib.changes();
            }
        }
        var after = walk(peer, of).keySet();
        var stood = new HashSet<>(before);
        stood.retainAll(after);
        // Not by assertions on lists of so many: those look at each pair.
        seen.retainAll(stood);
        assertThat(seen).as("once each").hasSize(stood.size());
        assertThat(new HashSet<>(seen).equals(stood)).as("all of them").isTrue();
    }

    private Map<Prefix, PathAttributes> walk(String peer, Of of) {
        var rows = new ArrayList<RouteSlice.Row>();
        long cursor = 0;
        while (cursor != RouteSlice.END) {
            var slice = rib.view().slice(peer, of, cursor);
            rows.addAll(slice.rows());
            cursor = slice.next();
        }
        return rows.stream().collect(toMap(RouteSlice.Row::prefix, RouteSlice.Row::attributes));
    }

    private static Update announce(int first, PathAttributes path) {
        return new Update(List.of(), path, prefixes(first));
    }

    private static List<Prefix> prefixes(int first) {
        return java.util.stream.IntStream.range(first, first + 100)
                .mapToObj(RouteWalkTest::prefix)
                .toList();
    }

    private static Prefix prefix(int number) {
        return new Prefix(IpAddress.v4((10 << 24) + (number << 8)), 24);
    }
}
