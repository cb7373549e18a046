package fairlead.bgp.rib;

import static fairlead.bgp.rib.Exchange.ONE;
import static fairlead.bgp.rib.Exchange.TERMS;
import static fairlead.bgp.rib.Exchange.V4;
import static fairlead.testkit.ForAll.forAll;
import static org.assertj.core.api.Assertions.assertThat;

import fairlead.bgp.policy.RoutePolicies;
import fairlead.bgp.wire.AsPath;
import fairlead.bgp.wire.AsWidth;
import fairlead.bgp.wire.BgpCodec;
import fairlead.bgp.wire.BgpMessage.Update;
import fairlead.bgp.wire.Origin;
import fairlead.bgp.wire.PathAttribute;
import fairlead.bgp.wire.PathAttributes;
import fairlead.net.IpAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The order of the paths of a prefix is a function of the paths, however they came and went. */
class RankingTest {

    private static final int MANY = 5_000;

    /** A path that a client of ours reflects: of whom, under which identifier, what it is like. */
    private record Told(int peer, long pathId, int originator, int med, int neighbour) {
        Update announced() {
            return new Update(
                    List.of(),
                    PathAttributes.of(
                            new PathAttribute.OriginIs(Origin.IGP),
                            new PathAttribute.AsPathIs(AsPath.of(65000 + neighbour)),
                            new PathAttribute.NextHopIs(IpAddress.parse("192.0.2." + peer)),
                            new PathAttribute.Med(med),
                            new PathAttribute.LocalPref(100),
                            new PathAttribute.OriginatorId(
                                    IpAddress.parse("10.0.0." + originator))),
                    List.of(ONE),
                    List.of(),
                    List.of(pathId));
        }

        Update withdrawn() {
            return new Update(
                    List.of(ONE), PathAttributes.NONE, List.of(), List.of(pathId), List.of());
        }
    }

    @Test
    void severalPathsOfOnePeerStandWhereTheirOriginatorsPutThem() {
        var order =
                List.of(new Told(1, 2, 1, 0, 1), new Told(2, 7, 3, 0, 1), new Told(1, 1, 5, 0, 1));
        for (var one : order) {
            var rib = withPeers();
            rib.send("p" + one.peer(), one.announced());
            order.stream()
                    .filter(other -> other != one)
                    .forEach(other -> rib.send("p" + other.peer(), other.announced()));
            assertThat(rib.orderOfPathIds(ONE)).containsExactly(2, 7, 1);
        }
    }

    /**
     * RFC 4271 §9.1.2.2 c: without the one with the lower MED, the other may be the best of all.
     */
    @Test
    void whoWasKeptBackByAMedAloneComesForwardWhenThatIsGone() {
        var rib = withPeers();
        var low = new Told(1, 1, 9, 0, 1);
        var high = new Told(1, 2, 1, 5, 1);
        var other = new Told(2, 3, 4, 0, 2);
        for (var one : List.of(high, other, low)) {
            rib.send("p" + one.peer(), one.announced());
        }
        assertThat(rib.orderOfPathIds(ONE)).containsExactly(3, 1, 2);
        rib.send("p1", low.withdrawn());
        assertThat(rib.orderOfPathIds(ONE)).containsExactly(2, 3);
    }

    @Test
    void theOrderDoesNotDependOnTheWayThere() {
        forAll(
                500,
                SplittableRandom::nextLong,
                seed -> {
                    var dice = new SplittableRandom(seed);
                    var there = withPeers();
                    var paths = new ArrayList<Told>();
                    for (int i = 1; i <= 9; i++) {
                        var path =
                                new Told(
                                        1 + dice.nextInt(2),
                                        i,
                                        1 + dice.nextInt(3),
                                        dice.nextInt(3),
                                        1 + dice.nextInt(2));
                        there.send("p" + path.peer(), path.announced());
                        if (dice.nextInt(3) == 0) {
                            there.send("p" + path.peer(), path.withdrawn());
                        } else {
                            paths.add(path);
                        }
                    }
                    Collections.shuffle(paths, new Random(seed));
                    var anew = withPeers();
                    paths.forEach(path -> anew.send("p" + path.peer(), path.announced()));
                    assertThat(there.orderOfPathIds(ONE)).isEqualTo(anew.orderOfPathIds(ONE));
                });
    }

    /**
     * One neighbour with path identifiers may tell very many paths of one prefix, none of which is
     * better than another: a decision that compared each with each would hold up everybody.
     */
    @Test
    @Timeout(120)
    void veryManyPathsOfOneRankAreOrderedWithoutComparingEachWithEach() {
        var rib = new Rib(TERMS, false, 4711);
        int peer = rib.up(peer(1), Map.of(), Set.of());
        for (int i = 1; i <= MANY; i++) {
            take(rib, peer, new Told(1, i, 1, 0, 1 + i % 500).announced());
        }
        assertThat(rib.view().held("p1")).isEqualTo(MANY);
        for (int i = 1; i < MANY; i++) {
            take(rib, peer, new Told(1, i, 1, 0, 1).withdrawn());
        }
        assertThat(rib.view().held("p1")).isEqualTo(1);
    }

    private static void take(Rib rib, int peer, Update update) {
        rib.take(peer, BgpCodec.canonical(update));
    }

    private static RibDriver withPeers() {
        var rib = new RibDriver(TERMS);
        rib.up(peer(1));
        rib.up(peer(2));
        return rib;
    }

    private static PeerTerms peer(int number) {
        return Exchange.peer(
                number,
                RoutePolicies.NONE,
                PeerKind.REFLECTOR_CLIENT,
                AsWidth.FOUR,
                4096,
                V4,
                Set.of());
    }
}
