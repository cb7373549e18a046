package fairlead.bgp.session;

import static org.assertj.core.api.Assertions.assertThat;

import fairlead.bgp.wire.AddressFamily;
import fairlead.bgp.wire.BgpMessage.RouteRefresh;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionEventTest {

    private static final AddressFamily FAMILY = AddressFamily.IPV6_UNICAST;

    @ParameterizedTest
    @ValueSource(ints = {RouteRefresh.BEGIN, RouteRefresh.END, 7})
    void aRefreshOfAnotherSubtypeIsNoRequest(int subtype) {
        assertThat(SessionEvent.of(new RouteRefresh(FAMILY, subtype)))
                .isEqualTo(new SessionEvent.RefreshMarked(FAMILY, subtype));
        assertThat(SessionEvent.of(new RouteRefresh(FAMILY, RouteRefresh.REQUEST)))
                .isEqualTo(new SessionEvent.RefreshReceived(FAMILY));
    }
}
