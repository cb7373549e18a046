package fairlead.bgp.rib;

import static fairlead.testkit.ForAll.forAll;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import fairlead.bgp.policy.DrawnPolicies;
import fairlead.bgp.policy.RoutePolicies;
import fairlead.bgp.rib.ExportRules.Reflection;
import fairlead.bgp.wire.AsPath;
import fairlead.bgp.wire.AsWidth;
import fairlead.bgp.wire.BgpMessage.Update;
import fairlead.bgp.wire.Community;
import fairlead.bgp.wire.Origin;
import fairlead.bgp.wire.PathAttribute;
import fairlead.bgp.wire.PathAttributes;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Whatever peers of all kinds tell, take back and leave unread, however they come, go, stay away
 * and are given other rules in the middle of it, what each has been told in the end is what a naive
 * route server would tell it.
 */
class RibLawsTest {

    private static final RibTerms TERMS =
            new RibTerms(
                    new Asn(65000),
                    IpAddress.parse("10.0.0.1"),
                    IpAddress.parse("10.0.0.1"),
                    Optional.empty(),
                    Ladder.STANDARD,
                    ImportRules.ALL,
                    new ExportRules(List.of(), new Reflection.On(List.of())));

    /**
     * Octets that a peer may leave unread: so few that every history has peers that leave the log.
     */
    private static final int LAG = 300;

    private static final Family V4 = Family.IPV4_UNICAST;

    /** A peer that is told all paths. */
    private static final String HEARS_ALL = "p1";

    @Test
    void everyPeersViewIsTheExportOfTheBestPathsOfWhatIsHeld() {
        forAll(1500, SplittableRandom::nextLong, seed -> new History(seed).run());
    }

    private static final class History {

        private final SplittableRandom dice;
        private final RibDriver live = new RibDriver(TERMS, LAG);
        private final Map<String, PeerTerms> up = new TreeMap<>();
        private final Set<String> away = new TreeSet<>();
        private final NaiveServer naive = new NaiveServer(TERMS);
        private final Map<String, Map<Prefix, PathAttributes>> views = new TreeMap<>();
        private final Map<Prefix, Map<Long, PathAttributes>> paths = new TreeMap<>();

        History(long seed) {
            this.dice = new SplittableRandom(seed);
        }

        void run() {
            for (int i = 0; i < 40; i++) {
                event();
                switch (dice.nextInt(4)) {
                    case 0 -> live.settle();
                    case 1, 2 -> live.slice();
                    default -> {}
                }
                if (dice.nextInt(3) == 0 && !up.isEmpty()) {
                    read(List.copyOf(up.keySet()).get(dice.nextInt(up.size())), 1);
                }
            }
            live.settle();
            for (var prefix : DrawnPolicies.prefixes()) {
                assertThat(live.order(prefix))
                        .as("paths to %s", prefix)
                        .isEqualTo(naive.order(prefix));
            }
            for (var name : up.keySet()) {
                read(name, Integer.MAX_VALUE);
                if (name.equals(HEARS_ALL)) {
                    allPathsAreTold();
                    continue;
                }
                assertThat(views.get(name))
                        .as("what %s was told", name)
                        .isEqualTo(naive.told(name));
                assertThat(live.view().advertised(name))
                        .extracting(AdvertisedRoute::prefix)
                        .containsExactlyElementsOf(naive.told(name).keySet());
                assertThat(live.view().advertisedCount(name)).isEqualTo(naive.told(name).size());
                assertThat(live.view().held(name)).isEqualTo(naive.held(name, V4));
                assertThat(live.view().accepted(name)).isEqualTo(naive.learned(name).size());
                assertThat(live.view().learned(name))
                        .containsExactlyInAnyOrderElementsOf(naive.learned(name));
            }
        }

        private void event() {
            var peer = peer(dice.nextInt(7));
            var name = peer.name();
            if (!up.containsKey(name)) {
                comes(peer);
                return;
            }
            switch (dice.nextInt(20)) {
                case 0 -> goes(name);
                case 1 -> live.retellUnread(name);
                case 2 -> {
                    naive.age(name, V4);
                    live.ageUnread(name);
                }
                case 3 -> {
                    naive.forgetStale(name, V4);
                    live.forgetStaleUnread(name);
                }
                case 4 -> otherRules();
                case 5, 6, 7 -> otherPolicies(name);
                case 8, 9, 10 -> tell(peer, new Update(prefixes(), PathAttributes.NONE, List.of()));
                default -> tell(peer, new Update(List.of(), attributes(peer), prefixes()));
            }
        }

        private void comes(PeerTerms peer) {
            var name = peer.name();
            if (away.contains(name) && dice.nextBoolean()) {
                naive.keepLonger(name, V4);
                live.keepLongerUnread(name);
                return;
            }
            var preserved = dice.nextBoolean() ? Set.of(V4) : Set.<Family>of();
            if (away.remove(name) && dice.nextInt(4) == 0) {
                naive.down(name, Set.of());
                live.forgetUnread(name);
            }
            up.put(name, peer);
            views.put(name, new TreeMap<>());
            if (name.equals(HEARS_ALL)) {
                paths.clear();
            }
            live.rib.settle();
            naive.up(peer, Optional.empty(), preserved);
            live.upUnread(peer, preserved);
        }

        private void goes(String name) {
            up.remove(name);
            if (dice.nextBoolean()) {
                away.add(name);
                naive.down(name, Set.of(V4));
                live.downUnread(name, Set.of(V4));
            } else {
                naive.down(name, Set.of());
                live.downUnread(name, Set.of());
            }
        }

        private void otherRules() {
            var ignored = dice.nextInt(3) == 0 ? List.<Prefix>of() : prefixes();
            var rules = new ImportRules(ignored, List.of(Prefix.ALL_V4), ImportRules.UNLIMITED);
            var terms =
                    new RibTerms(
                            TERMS.asn(),
                            TERMS.routerId(),
                            TERMS.nextHop(),
                            TERMS.nextHop6(),
                            TERMS.ladder(),
                            rules,
                            TERMS.exports());
            naive.become(terms);
            live.rib.become(terms);
        }

        private void otherPolicies(String name) {
            var policies = DrawnPolicies.pair(dice);
            naive.become(name, policies);
            live.becomeUnread(name, policies);
        }

        private void tell(PeerTerms peer, Update update) {
            naive.update(peer.name(), update);
            live.send(peer.name(), update);
        }

        private void allPathsAreTold() {
            var wanted = naive.allTold(HEARS_ALL);
            paths.values().removeIf(Map::isEmpty);
            assertThat(paths.keySet()).isEqualTo(wanted.keySet());
            wanted.forEach((prefix, all) ->
                    assertThat(requireNonNull(paths.get(prefix)).values())
                            .as("paths of %s", prefix)
                            .containsExactlyInAnyOrderElementsOf(all));
            assertThat(live.view().advertisedCount(HEARS_ALL))
                    .isEqualTo(wanted.values().stream().mapToInt(List::size).sum());
        }

        private void read(String name, int pieces) {
            if (name.equals(HEARS_ALL)) {
                live.followPaths(name, pieces, paths);
                return;
            }
            live.follow(name, pieces, requireNonNull(views.get(name)));
        }

        private List<Prefix> prefixes() {
            return dice.ints(1 + dice.nextInt(3), 0, 3)
                    .distinct()
                    .mapToObj(DrawnPolicies.prefixes()::get)
                    .toList();
        }

        private PathAttributes attributes(PeerTerms peer) {
            var list = new ArrayList<PathAttribute>();
            list.add(new PathAttribute.OriginIs(Origin.values()[Math.max(0, dice.nextInt(8) - 5)]));
            var path = dice.longs(1 + Math.max(0, dice.nextInt(6) - 4), 64501, 64503).toArray();
            if (dice.nextInt(12) == 0) {
                path[0] = 65000;
            }
            list.add(new PathAttribute.AsPathIs(AsPath.of(path)));
            list.add(new PathAttribute.NextHopIs(peer.address()));
            if (dice.nextBoolean()) {
                list.add(new PathAttribute.Med(dice.nextInt(3)));
            }
            if (peer.kind().isInternal()) {
                list.add(new PathAttribute.LocalPref(99 + dice.nextInt(2)));
                if (dice.nextInt(4) == 0) {
                    list.add(new PathAttribute.OriginatorId(router()));
                }
                if (dice.nextInt(4) == 0) {
                    list.add(
                            new PathAttribute.ClusterList(
                                    dice.ints(1 + dice.nextInt(2), 0, 1)
                                            .mapToObj(_ -> router())
                                            .toList()));
                }
            }
            switch (dice.nextInt(8)) {
                case 0 -> list.add(communities(Community.NO_EXPORT));
                case 1 -> list.add(communities(Community.NO_ADVERTISE));
                case 2 -> list.add(communities(Community.of(65000, dice.nextInt(3))));
                default -> {}
            }
            return new PathAttributes(list);
        }

        /** Ours, once in a while. */
        private IpAddress router() {
            return dice.nextInt(6) == 0
                    ? TERMS.routerId()
                    : IpAddress.parse("10.8.8." + dice.nextInt(3));
        }

        private static PathAttribute communities(Community one) {
            return new PathAttribute.Communities(List.of(one));
        }
    }

    private static PeerTerms peer(int i) {
        var kind =
                switch (i) {
                    case 0, 1, 2 -> PeerKind.TRANSPARENT;
                    case 3 -> PeerKind.EXTERNAL;
                    case 4 -> PeerKind.INTERNAL;
                    default -> PeerKind.REFLECTOR_CLIENT;
                };
        var address = IpAddress.parse("10.0.1." + (9 - i));
        return new PeerTerms(
                "p" + i,
                address,
                new Asn(kind.isInternal() ? 65000 : 65100 + i),
                IpAddress.parse("10.9.9." + (i == 2 ? 1 : i)),
                kind,
                AsWidth.FOUR,
                4096,
                Set.of(V4),
                Set.of(),
                i == 1 ? Set.of(V4) : Set.of(),
                RoutePolicies.NONE);
    }
}
