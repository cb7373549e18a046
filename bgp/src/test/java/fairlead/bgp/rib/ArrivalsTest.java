package fairlead.bgp.rib;

import static fairlead.bgp.rib.Exchange.ONE;
import static fairlead.bgp.rib.Exchange.TERMS;
import static fairlead.bgp.rib.Exchange.TWO;
import static fairlead.bgp.rib.Exchange.announce;
import static fairlead.bgp.rib.Exchange.imports;
import static fairlead.bgp.rib.Exchange.path;
import static fairlead.bgp.rib.Exchange.peer;
import static fairlead.bgp.rib.Exchange.reject;
import static fairlead.bgp.rib.Exchange.withdraw;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is counted of a peer's routes. */
class ArrivalsTest {

    private final RibDriver rib = new RibDriver(TERMS);

    private Arrivals arrivals() {
        return rib.rib.peers.named("p1").orElseThrow().arrivals;
    }

    private List<TableSizes.OfReason> keptOut() {
        return rib.view().sizes().rejections();
    }

    @Test
    void aRefusalIsCountedByItsRuleAndOutlivesTheRouteAndThePolicy() {
        rib.up(peer(1, imports(reject("203.0.113.0/24", "not one"))));
        rib.update("p1", announce(path(1, 65001), ONE, TWO));
        assertThat(keptOut())
                .containsExactly(new TableSizes.OfReason("p1", RejectedRoute.Reason.POLICY, 1));

        rib.update("p1", withdraw(ONE));
        rib.update("p1", announce(path(1, 65001), ONE));
        rib.become("p1", imports(reject("198.51.100.0/24", "not two")));
        rib.settle();

        assertThat(keptOut())
                .containsExactly(new TableSizes.OfReason("p1", RejectedRoute.Reason.POLICY, 1));
        assertThat(rib.view().sizes().refusals())
                .extracting(one -> one.refusal().reason(), TableSizes.OfRule::times)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("not one", 2L),
                        org.assertj.core.groups.Tuple.tuple("not two", 1L));
        assertThat(arrivals().rejected()).isEqualTo(3);
    }

    @Test
    void whatIsToldTwiceAndTakenBackUntoldIsCounted() {
        rib.up(peer(1));
        rib.update("p1", announce(path(1, 65001), ONE, TWO));
        rib.update("p1", announce(path(1, 65001), ONE));
        rib.update("p1", withdraw(TWO));
        rib.update("p1", withdraw(TWO));

        assertThat(arrivals().announcedAgain()).isEqualTo(1);
        assertThat(arrivals().withdrawnUnknown()).isEqualTo(1);
        assertThat(arrivals().rejected()).isZero();
    }

    @Test
    void ourOwnNumberInAPathIsALoopAndNoRefusal() {
        rib.up(peer(1));
        rib.update("p1", announce(path(1, 65500), ONE));

        assertThat(arrivals().ownAsInPath()).isEqualTo(1);
        assertThat(arrivals().rejected()).isZero();
        assertThat(keptOut())
                .containsExactly(
                        new TableSizes.OfReason("p1", RejectedRoute.Reason.OWN_AS_IN_PATH, 1));
    }
}
