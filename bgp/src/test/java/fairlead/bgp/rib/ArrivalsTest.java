package fairlead.bgp.rib;

import static org.assertj.core.api.Assertions.assertThat;

import fairlead.bgp.policy.Condition;
import fairlead.bgp.policy.Outcome;
import fairlead.bgp.policy.Policy;
import fairlead.bgp.policy.PrefixSet;
import fairlead.bgp.policy.RoutePolicies;
import fairlead.bgp.policy.Rule;
import fairlead.bgp.wire.AsPath;
import fairlead.bgp.wire.AsWidth;
import fairlead.bgp.wire.BgpMessage.Update;
import fairlead.bgp.wire.Origin;
import fairlead.bgp.wire.PathAttribute;
import fairlead.bgp.wire.PathAttributes;
import fairlead.net.Asn;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is counted of a peer's routes. */
class ArrivalsTest {

    private static final IpAddress PEER = IpAddress.parse("192.0.2.1");
    private static final Prefix ONE = Prefix.parse("203.0.113.0/24");
    private static final Prefix TWO = Prefix.parse("198.51.100.0/24");

    private final RibDriver rib =
            new RibDriver(
                    new RibTerms(
                            new Asn(65500),
                            IpAddress.parse("192.0.2.254"),
                            IpAddress.parse("192.0.2.254"),
                            Optional.empty(),
                            Ladder.STANDARD,
                            ImportRules.ALL,
                            new ExportRules(List.of(), new ExportRules.Reflection.On(List.of()))));

    private static RoutePolicies rejecting(Prefix prefix, String reason) {
        var rule =
                Rule.of(
                        new Condition.PrefixIn(PrefixSet.of(prefix.toString())),
                        new Outcome.Reject(reason));
        return new RoutePolicies(List.of(Policy.of("sane", rule)), List.of());
    }

    private void up(RoutePolicies policies) {
        rib.up(
                new PeerTerms(
                        "p",
                        PEER,
                        new Asn(65001),
                        PEER,
                        PeerKind.TRANSPARENT,
                        AsWidth.FOUR,
                        4096,
                        Set.of(Family.IPV4_UNICAST),
                        Set.of(),
                        Set.of(),
                        Map.of(),
                        policies));
    }

    private void tell(long first, Prefix... prefixes) {
        var attributes =
                PathAttributes.of(
                        new PathAttribute.OriginIs(Origin.IGP),
                        new PathAttribute.AsPathIs(AsPath.of(first)),
                        new PathAttribute.NextHopIs(PEER));
        rib.update("p", new Update(List.of(), attributes, List.of(prefixes)));
    }

    private void withdraw(Prefix one) {
        rib.update("p", new Update(List.of(one), PathAttributes.NONE, List.of()));
    }

    private Arrivals arrivals() {
        return rib.rib.peers.named("p").orElseThrow().arrivals;
    }

    private List<TableSizes.OfReason> keptOut() {
        return rib.view().sizes().rejections();
    }

    @Test
    void aRefusalIsCountedByItsRuleAndOutlivesTheRouteAndThePolicy() {
        up(rejecting(ONE, "not one"));
        tell(65001, ONE, TWO);
        assertThat(keptOut())
                .containsExactly(new TableSizes.OfReason("p", RejectedRoute.Reason.POLICY, 1));

        withdraw(ONE);
        tell(65001, ONE);
        rib.become("p", rejecting(TWO, "not two"));
        rib.settle();

        assertThat(keptOut())
                .containsExactly(new TableSizes.OfReason("p", RejectedRoute.Reason.POLICY, 1));
        assertThat(rib.view().sizes().refusals())
                .extracting(one -> one.refusal().reason(), TableSizes.OfRule::times)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("not one", 2L),
                        org.assertj.core.groups.Tuple.tuple("not two", 1L));
        assertThat(arrivals().rejected()).isEqualTo(3);
    }

    @Test
    void whatIsToldTwiceAndTakenBackUntoldIsCounted() {
        up(RoutePolicies.NONE);
        tell(65001, ONE, TWO);
        tell(65001, ONE);
        withdraw(TWO);
        withdraw(TWO);

        assertThat(arrivals().announcedAgain()).isEqualTo(1);
        assertThat(arrivals().withdrawnUnknown()).isEqualTo(1);
        assertThat(arrivals().rejected()).isZero();
    }

    @Test
    void ourOwnNumberInAPathIsALoopAndNoRefusal() {
        up(RoutePolicies.NONE);
        tell(65500, ONE);

        assertThat(arrivals().ownAsInPath()).isEqualTo(1);
        assertThat(arrivals().rejected()).isZero();
        assertThat(keptOut())
                .containsExactly(
                        new TableSizes.OfReason("p", RejectedRoute.Reason.OWN_AS_IN_PATH, 1));
    }
}
