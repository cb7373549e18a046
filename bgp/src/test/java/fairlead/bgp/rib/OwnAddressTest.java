package fairlead.bgp.rib;

import static fairlead.bgp.rib.Exchange.imports;
import static fairlead.bgp.rib.Exchange.peer;
import static org.assertj.core.api.Assertions.assertThat;

import fairlead.bgp.policy.Action;
import fairlead.bgp.policy.Condition;
import fairlead.bgp.policy.NextHopChoice;
import fairlead.bgp.policy.RoutePolicies;
import fairlead.bgp.policy.Rule;
import fairlead.bgp.wire.AddressFamily;
import fairlead.bgp.wire.AsPath;
import fairlead.bgp.wire.BgpMessage.Update;
import fairlead.bgp.wire.Origin;
import fairlead.bgp.wire.PathAttribute;
import fairlead.bgp.wire.PathAttributes;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** IPv6 routes of a speaker that has no IPv6 address, gets one, and changes it. */
class OwnAddressTest {

    private static final Prefix SIX = Prefix.parse("2001:db8:6::/48");
    private static final IpAddress OURS = IpAddress.parse("2001:db8::fe");
    private static final IpAddress OTHER = IpAddress.parse("2001:db8::ff");

    private final RibDriver rib = new RibDriver(Exchange.TERMS);

    @Test
    void anExternalPeerIsToldWithOurAddressAndNothingWhileWeHaveNone() {
        rib.up(speaksBoth(peer(1, RoutePolicies.NONE)));
        rib.up(speaksBoth(peer(2, RoutePolicies.NONE, PeerKind.EXTERNAL)));
        rib.up(speaksBoth(peer(3, RoutePolicies.NONE)));
        rib.update("p1", six());
        assertThat(toldTo("p2")).isEmpty();
        assertThat(toldTo("p3")).as("a client hears the teller's own").hasSize(1);
        assertThat(rib.view().trace("p2", SIX).paths())
                .extracting(ExportTrace.Path::export)
                .containsExactly(new ExportFate.Held(Hold.NO_NEXT_HOP));
        rib.become(with(Optional.of(OURS)));
        assertThat(toldTo("p2")).containsExactly(OURS);
        rib.become(with(Optional.of(OTHER)));
        assertThat(toldTo("p2")).containsExactly(OTHER);
        rib.become(with(Optional.empty()));
        assertThat(toldTo("p2")).isEmpty();
    }

    @Test
    void aPolicyThatSetsOurAddressSetsTheOneThatWeHaveNow() {
        rib.become(with(Optional.of(OURS)));
        var self = Rule.change(Condition.ALWAYS, new Action.SetNextHop(new NextHopChoice.Self()));
        rib.up(speaksBoth(peer(1, imports(self))));
        rib.up(speaksBoth(peer(2, RoutePolicies.NONE)));
        rib.update("p1", six());
        assertThat(toldTo("p2")).containsExactly(OURS);
        rib.become(with(Optional.of(OTHER)));
        assertThat(toldTo("p2")).containsExactly(OTHER);
    }

    private List<IpAddress> toldTo(String name) {
        return rib.view().advertised(name).stream()
                .flatMap(route -> route.attributes().nextHop().stream())
                .toList();
    }

    private static Update six() {
        return new Update(
                List.of(),
                PathAttributes.of(
                        new PathAttribute.OriginIs(Origin.IGP),
                        new PathAttribute.AsPathIs(AsPath.of(65001)),
                        new PathAttribute.MpReach(
                                AddressFamily.IPV6_UNICAST,
                                List.of(IpAddress.parse("2001:db8::1")),
                                List.of(SIX),
                                List.of())),
                List.of());
    }

    private static PeerTerms speaksBoth(PeerTerms peer) {
        return new PeerTerms(
                peer.name(),
                peer.address(),
                peer.asn(),
                peer.id(),
                peer.kind(),
                peer.width(),
                peer.longest(),
                Set.of(Family.values()),
                Set.of(),
                Set.of(),
                peer.policies());
    }

    private static RibTerms with(Optional<IpAddress> six) {
        var terms = Exchange.TERMS;
        return new RibTerms(
                terms.asn(),
                terms.routerId(),
                terms.nextHop(),
                six,
                terms.ladder(),
                terms.imports(),
                terms.exports());
    }
}
