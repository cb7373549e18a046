package fairlead.bgp.monitor;

import static fairlead.testkit.ForAll.forAll;
import static org.assertj.core.api.Assertions.assertThat;

import fairlead.bgp.bmp.View;
import fairlead.bgp.policy.Action;
import fairlead.bgp.policy.AsPathPattern;
import fairlead.bgp.policy.CommunityText;
import fairlead.bgp.policy.Condition;
import fairlead.bgp.policy.Outcome;
import fairlead.bgp.policy.Policy;
import fairlead.bgp.policy.PrefixSet;
import fairlead.bgp.policy.RoutePolicies;
import fairlead.bgp.policy.Rule;
import fairlead.bgp.rib.PeerKind;
import fairlead.bgp.rpki.RoaChange;
import fairlead.bgp.rpki.RoaTable;
import fairlead.bgp.rpki.Validity;
import fairlead.bgp.rpki.Vrp;
import fairlead.bgp.rpki.VrpSet;
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
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Whatever peers tell and take back, whatever policies and validated payloads become meanwhile, and
 * whenever a collector comes: what it makes of its stream is what the tables say, in every view.
 */
class BmpLawsTest {

    /** Peers of all kinds that differ in what they are told, or in which words. */
    private static final List<WatchedPeer> PEERS =
            List.of(
                    new WatchedPeer("plain", 1, PeerKind.TRANSPARENT, AsWidth.FOUR, false, false),
                    new WatchedPeer("other", 2, PeerKind.TRANSPARENT, AsWidth.FOUR, false, false),
                    new WatchedPeer(
                            "hears all", 3, PeerKind.TRANSPARENT, AsWidth.FOUR, false, true),
                    new WatchedPeer(
                            "tells several", 4, PeerKind.TRANSPARENT, AsWidth.FOUR, true, false),
                    WatchedPeer.NARROW,
                    new WatchedPeer("external", 6, PeerKind.EXTERNAL, AsWidth.FOUR, false, false),
                    new WatchedPeer(
                            "both ways", 7, PeerKind.TRANSPARENT, AsWidth.FOUR, true, true));

    private static final List<Rule> RULES =
            List.of(
                    Rule.of(
                            new Condition.PrefixIn(PrefixSet.of("192.0.1.0/24")),
                            new Outcome.Reject("not this one")),
                    Rule.of(
                            new Condition.AsPathMatches(AsPathPattern.parse("^64502")),
                            new Outcome.Reject("not from there")),
                    Rule.of(
                            new Condition.RpkiIs(Validity.INVALID),
                            new Outcome.Reject("RPKI invalid")),
                    Rule.change(Condition.ALWAYS, new Action.SetMed(7)),
                    Rule.change(
                            new Condition.RpkiIs(Validity.VALID),
                            new Action.AddCommunities(List.of(CommunityText.parse("self:1")))));

    @Test
    void whatACollectorMakesOfItsStreamIsWhatTheTablesSay() {
        forAll(600, SplittableRandom::nextLong, seed -> new History(seed).run());
    }

    private static final class History {

        private final SplittableRandom dice;
        private final WatchedRib live = new WatchedRib();

        /** The same rib but for its export policies: there are none. */
        private final WatchedRib frank = new WatchedRib();

        History(long seed) {
            this.dice = new SplittableRandom(seed);
        }

        void run() {
            live.collect();
            for (int i = 0; i < 40; i++) {
                event();
                while (dice.nextInt(3) > 0) {
                    step();
                }
            }
            live.finish();
            frank.finish();
            for (var collector : live.collectors()) {
                live.up().forEach(peer -> holds(collector, peer));
                assertThat(collector.routes(IpAddress.v4(0), View.LOC_RIB))
                        .as("Loc-RIB")
                        .isEqualTo(live.best());
            }
        }

        private void holds(CollectorModel collector, WatchedPeer peer) {
            var at = peer.address();
            assertThat(collector.routes(at, View.ADJ_RIB_IN))
                    .as("what %s told", peer)
                    .isEqualTo(live.heard(peer));
            assertThat(collector.routes(at, View.ADJ_RIB_IN_POST_POLICY))
                    .as("what is left of what %s told", peer)
                    .isEqualTo(live.learned(peer));
            assertThat(collector.places(at, View.ADJ_RIB_OUT_POST_POLICY))
                    .as("what %s is told", peer)
                    .isEqualTo(live.told(peer));
            if (peer.kind() == PeerKind.TRANSPARENT) {
                assertThat(collector.routes(at, View.ADJ_RIB_OUT))
                        .as("what %s would be told without an export policy", peer)
                        .isEqualTo(frank.toldRoutes(peer));
            } else {
                // Its own number and next hop are put in when it is told, after the policy.
                assertThat(Set.copyOf(collector.places(at, View.ADJ_RIB_OUT).keySet()))
                        .as("what %s would be told without an export policy", peer)
                        .isEqualTo(Set.copyOf(frank.told(peer).keySet()));
            }
        }

        private void step() {
            switch (dice.nextInt(5)) {
                case 0 -> live.settle();
                case 1 -> live.work();
                case 2 -> live.slices();
                case 3 -> live.read(PEERS.get(dice.nextInt(PEERS.size())), 1);
                default -> {
                    if (dice.nextInt(20) == 0) {
                        live.collect();
                    }
                }
            }
        }

        private void event() {
            var peer = PEERS.get(dice.nextInt(PEERS.size()));
            if (!live.isUp(peer)) {
                var policies = policies();
                live.up(peer, policies);
                frank.up(peer, new RoutePolicies(policies.imports(), List.of()));
                return;
            }
            switch (dice.nextInt(14)) {
                case 0 -> {
                    boolean kept = dice.nextBoolean();
                    live.down(peer, kept);
                    frank.down(peer, kept);
                }
                case 3 -> {
                    live.toldAll(peer);
                    frank.toldAll(peer);
                }
                case 1 -> {
                    var policies = policies();
                    live.become(peer, policies);
                    frank.become(peer, new RoutePolicies(policies.imports(), List.of()));
                }
                case 2 -> {
                    var change = payloads();
                    live.validate(change);
                    frank.validate(change);
                }
                case 4, 5 -> tell(peer, withdrawal(peer));
                default -> tell(peer, announcement(peer));
            }
        }

        private void tell(WatchedPeer peer, Update update) {
            live.tell(peer, update);
            frank.tell(peer, update);
        }

        private Update withdrawal(WatchedPeer peer) {
            var prefixes = prefixes();
            return new Update(
                    prefixes, PathAttributes.NONE, List.of(), ids(peer, prefixes), List.of());
        }

        private Update announcement(WatchedPeer peer) {
            var prefixes = prefixes();
            return new Update(
                    List.of(), attributes(peer), prefixes, List.of(), ids(peer, prefixes));
        }

        private List<Long> ids(WatchedPeer peer, List<Prefix> prefixes) {
            return peer.tellsPaths()
                    ? prefixes.stream().map(_ -> (long) dice.nextInt(3)).toList()
                    : List.of();
        }

        private RoutePolicies policies() {
            return new RoutePolicies(policy(), policy());
        }

        private List<Policy> policy() {
            return dice.nextBoolean()
                    ? List.of()
                    : List.of(new Policy("p", List.of(RULES.get(dice.nextInt(RULES.size())))));
        }

        private RoaChange payloads() {
            var vrps = new ArrayList<Vrp>();
            for (int i = 0; i < 3; i++) {
                if (dice.nextBoolean()) {
                    vrps.add(new Vrp(prefix(i), 24, new Asn(64501 + dice.nextInt(2))));
                }
            }
            return live.payloads(RoaTable.of(VrpSet.of(vrps)));
        }

        private List<Prefix> prefixes() {
            return dice.ints(1 + dice.nextInt(3), 0, 3)
                    .distinct()
                    .mapToObj(History::prefix)
                    .toList();
        }

        private static Prefix prefix(int i) {
            return Prefix.parse("192.0." + i + ".0/24");
        }

        private PathAttributes attributes(WatchedPeer peer) {
            var list = new ArrayList<PathAttribute>();
            list.add(new PathAttribute.OriginIs(Origin.values()[dice.nextInt(2)]));
            var path = dice.longs(1 + dice.nextInt(3), 64501, 64504).toArray();
            if (dice.nextInt(4) == 0) {
                path[path.length - 1] = 4_200_000_000L;
            }
            if (dice.nextInt(12) == 0) {
                path[0] = WatchedRib.ASN.value();
            }
            list.add(new PathAttribute.AsPathIs(AsPath.of(path)));
            list.add(new PathAttribute.NextHopIs(peer.address()));
            if (dice.nextInt(3) == 0) {
                list.add(new PathAttribute.Med(dice.nextInt(3)));
            }
            switch (dice.nextInt(8)) {
                case 0 -> list.add(new PathAttribute.Communities(List.of(Community.NO_EXPORT)));
                case 1 -> list.add(new PathAttribute.Communities(List.of(Community.NO_ADVERTISE)));
                default -> {}
            }
            return new PathAttributes(list);
        }
    }
}
