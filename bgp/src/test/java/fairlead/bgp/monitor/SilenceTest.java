package fairlead.bgp.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import fairlead.bgp.bmp.View;
import fairlead.bgp.policy.RoutePolicies;
import fairlead.bgp.wire.AsPath;
import fairlead.bgp.wire.BgpMessage.Update;
import fairlead.bgp.wire.Origin;
import fairlead.bgp.wire.PathAttribute;
import fairlead.bgp.wire.PathAttributes;
import fairlead.net.Prefix;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A speaker that has started anew, and tells nobody anything yet (RFC 4724 §4.1). */
class SilenceTest {

    @Test
    void whatPeersAreOwedIsNoAdjRibOutBeforeTheyAreToldIt() {
        var rib = new WatchedRib();
        var several = WatchedPeer.SEVERAL;
        var narrow = WatchedPeer.NARROW;
        rib.collect();
        rib.silent(true);
        rib.up(several, RoutePolicies.NONE);
        rib.up(narrow, RoutePolicies.NONE);
        rib.tell(
                several,
                new Update(
                        List.of(),
                        PathAttributes.of(
                                new PathAttribute.OriginIs(Origin.IGP),
                                new PathAttribute.AsPathIs(AsPath.of(64508)),
                                new PathAttribute.NextHopIs(several.address())),
                        List.of(Prefix.parse("192.0.1.0/24")),
                        List.of(),
                        List.of(1L)));
        rib.settle();
        rib.slices();
        rib.slices();
        rib.collect();
        rib.slices();
        rib.slices();

        assertThat(rib.collectors())
                .allSatisfy(one ->
                        assertThat(one.routes(narrow.address(), View.ADJ_RIB_OUT_POST_POLICY))
                                .isEmpty());
        assertThat(rib.collectors())
                .allSatisfy(one ->
                        assertThat(one.routes(narrow.address(), View.ADJ_RIB_OUT)).hasSize(1));

        rib.silent(false);
        rib.finish();

        assertThat(rib.collectors())
                .allSatisfy(one ->
                        assertThat(one.places(narrow.address(), View.ADJ_RIB_OUT_POST_POLICY))
                                .isEqualTo(rib.told(narrow))
                                .hasSize(1));
    }
}
