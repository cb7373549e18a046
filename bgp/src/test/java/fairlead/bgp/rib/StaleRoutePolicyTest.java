package fairlead.bgp.rib;

import static fairlead.bgp.rib.Exchange.ONE;
import static fairlead.bgp.rib.Exchange.TERMS;
import static fairlead.bgp.rib.Exchange.TWO;
import static fairlead.bgp.rib.Exchange.announce;
import static fairlead.bgp.rib.Exchange.imports;
import static fairlead.bgp.rib.Exchange.path;
import static fairlead.bgp.rib.Exchange.peer;
import static fairlead.bgp.rib.Exchange.reject;
import static fairlead.bgp.rib.Exchange.told;
import static org.assertj.core.api.Assertions.assertThat;

import fairlead.bgp.policy.Action;
import fairlead.bgp.policy.CommunityText;
import fairlead.bgp.policy.Condition;
import fairlead.bgp.policy.RoutePolicies;
import fairlead.bgp.policy.Rule;
import fairlead.bgp.wire.Community;
import fairlead.bgp.wire.PathAttributes;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Policies and routes that are stale, for a while or for long (RFC 4724, RFC 9494). */
class StaleRoutePolicyTest {

    private final RibDriver rib = new RibDriver(TERMS);

    @Test
    void aRouteThatIsToldAgainAfterItGrewStaleIsTakenLikeAnyOther() {
        rib.up(peer(1, imports(reject("203.0.113.0/24", "no"))));
        rib.up(peer(2));
        rib.update("p1", announce(path(1, 65001), ONE, TWO));
        rib.age("p1");
        rib.update("p1", announce(path(1, 65001), TWO));
        assertThat(rib.view().learned("p1")).extracting(HeardRoute::prefix).containsExactly(TWO);
        assertThat(rib.forgetStale("p1").tell()).isEmpty();
        assertThat(rib.view().held("p1")).isEqualTo(1);
    }

    @Test
    void otherPoliciesDoNotMakeAStaleRouteFresh() {
        rib.up(peer(1));
        rib.up(peer(2));
        rib.update("p1", announce(path(1, 65001), ONE, TWO));
        rib.age("p1");
        rib.become("p1", imports(reject("203.0.113.0/24", "no")));
        assertThat(rib.forgetStale("p1").tell())
                .containsExactly(new RibDriver.Tell("p2", List.of(), List.of(TWO)));
        assertThat(rib.view().held("p1")).isZero();
    }

    @Test
    void theLastResortKeepsWhatAPolicyMadeOfItAndStaysTheLastResort() {
        var tag =
                Rule.change(
                        Condition.ALWAYS,
                        new Action.AddCommunities(List.of(CommunityText.parse("65500:1"))));
        rib.up(peer(1, imports(tag)));
        rib.up(peer(2));
        rib.update("p1", announce(path(1, 65001), ONE));
        rib.age("p1");
        var llgr = Community.of(0xffff, 6);
        assertThat(
                        told(rib.keepLonger("p1"), "p2")
                                .getOrDefault(ONE, PathAttributes.NONE)
                                .communities())
                .containsExactly(Community.of(65500, 1), llgr);
        assertThat(
                        told(rib.become("p1", RoutePolicies.NONE), "p2")
                                .getOrDefault(ONE, PathAttributes.NONE)
                                .communities())
                .containsExactly(llgr);
    }

    @Test
    void aLastResortOfAPolicysMakingIsNoneAnyMoreWhenThatPolicyIsGone() {
        rib.up(peer(1, imports(adding("65535:6"))));
        rib.up(peer(2));
        rib.update("p1", announce(path(1, 65001), ONE));
        assertThat(told(rib.become("p1", RoutePolicies.NONE), "p2"))
                .containsEntry(ONE, path(1, 65001));
    }

    @Test
    void aLastResortOfAPolicysMakingIsMarkedOnceWhenItIsKeptForLong() {
        rib.up(peer(1, imports(adding("65535:6"))));
        rib.up(peer(2));
        rib.update("p1", announce(path(1, 65001), ONE));
        rib.age("p1");
        assertThat(rib.keepLonger("p1").tell()).isEmpty();
        assertThat(rib.become("p1", RoutePolicies.NONE).tell()).isEmpty();
    }

    /** RFC 9494 §4.2: NO_LLGR counts whoever says it. */
    @Test
    void whatAPolicyDoesNotWantKeptForLongGoesThen() {
        rib.up(peer(1, imports(adding("65535:7"))));
        rib.up(peer(2));
        rib.update("p1", announce(path(1, 65001), ONE));
        rib.age("p1");
        rib.keepLonger("p1");
        assertThat(rib.view().held("p1")).isZero();
    }

    private static Rule adding(String community) {
        return Rule.change(
                Condition.ALWAYS,
                new Action.AddCommunities(List.of(CommunityText.parse(community))));
    }
}
