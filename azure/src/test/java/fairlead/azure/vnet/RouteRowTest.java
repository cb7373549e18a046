package fairlead.azure.vnet;

import static fairlead.azure.vnet.Networks.appliance;
import static fairlead.azure.vnet.Networks.learned;
import static fairlead.azure.vnet.Networks.learnedIn;
import static fairlead.azure.vnet.Networks.user;
import static org.assertj.core.api.Assertions.assertThat;

import fairlead.azure.vnet.RouteRow.Shape;
import fairlead.azure.vnet.Topology.BgpPropagation;
import org.junit.jupiter.api.Test;

class RouteRowTest {

    private static final EffectiveRoutes TABLE =
            new Networks()
                    .vnet("vnet", "10.1.0.0/16")
                    .vnet("peer", "10.2.0.0/16", "10.3.0.0/16")
                    .vnet("other", "10.4.0.0/16")
                    .peered("vnet", "peer")
                    .peered("vnet", "other")
                    .table("vnet", BgpPropagation.ENABLED, user("9.0.0.0/8", appliance("10.1.2.9")))
                    .routes(
                            "vnet",
                            learnedIn("vnet", learned("0.0.0.0/0", "10.1.2.7", "10.1.2.4")));

    @Test
    void equalNextHopsAreARowEachInTheirOwnOrder() {
        assertThat(RouteRow.of(TABLE, BgpPropagation.ENABLED, Shape.PER_NEXT_HOP))
                .extracting(row -> row.addressPrefix() + " " + row.nextHopIpAddress())
                .containsExactly(
                        "[10.1.0.0/16] []",
                        "[10.2.0.0/16] []",
                        "[10.3.0.0/16] []",
                        "[10.4.0.0/16] []",
                        "[0.0.0.0/0] [10.1.2.7]",
                        "[0.0.0.0/0] [10.1.2.4]",
                        "[9.0.0.0/8] [10.1.2.9]");
    }

    @Test
    void packedRowsHoldAllNextHopsAndAllPrefixesOfOnePeer() {
        assertThat(RouteRow.of(TABLE, BgpPropagation.ENABLED, Shape.PACKED))
                .extracting(row -> row.addressPrefix() + " " + row.nextHopIpAddress())
                .containsExactly(
                        "[10.1.0.0/16] []",
                        "[10.2.0.0/16, 10.3.0.0/16] []",
                        "[10.4.0.0/16] []",
                        "[0.0.0.0/0] [10.1.2.7, 10.1.2.4]",
                        "[9.0.0.0/8] [10.1.2.9]");
    }

    @Test
    void theDocumentHasListsForScalarsANameOnlyForTheUsersAndTheFlagOnEveryRow() {
        var rows = RouteRow.of(TABLE, BgpPropagation.DISABLED, Shape.PER_NEXT_HOP);
        assertThat(rows.getFirst().json().toString())
                .isEqualTo(
                        """
                        {"disableBgpRoutePropagation":true,"source":"Default","state":"Active",\
                        "addressPrefix":["10.1.0.0/16"],"nextHopType":"VnetLocal","nextHopIpAddress":[]}\
                        """);
        assertThat(rows.getLast().json().toString())
                .isEqualTo(
                        """
                        {"name":"user","disableBgpRoutePropagation":true,"source":"User","state":"Active",\
                        "addressPrefix":["9.0.0.0/8"],"nextHopType":"VirtualAppliance",\
                        "nextHopIpAddress":["10.1.2.9"]}\
                        """);
    }
}
