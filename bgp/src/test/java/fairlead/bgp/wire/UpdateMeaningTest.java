package fairlead.bgp.wire;

import static fairlead.bgp.wire.GoodUpdate.ANNOUNCED;
import static fairlead.bgp.wire.GoodUpdate.ANNOUNCED_SIX;
import static fairlead.bgp.wire.GoodUpdate.AS_PATH;
import static fairlead.bgp.wire.GoodUpdate.EXTERNAL;
import static fairlead.bgp.wire.GoodUpdate.INTERNAL;
import static fairlead.bgp.wire.GoodUpdate.LOCAL_PREF;
import static fairlead.bgp.wire.GoodUpdate.NARROW;
import static fairlead.bgp.wire.GoodUpdate.NEXT_HOP;
import static fairlead.bgp.wire.GoodUpdate.ORIGIN;
import static fairlead.bgp.wire.GoodUpdate.REACH;
import static fairlead.bgp.wire.GoodUpdate.decode;
import static fairlead.bgp.wire.GoodUpdate.good;
import static fairlead.bgp.wire.GoodUpdate.goodUpdate;
import static fairlead.bgp.wire.GoodUpdate.update;
import static org.assertj.core.api.Assertions.assertThat;

import fairlead.bgp.wire.BgpMessage.Update;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What UPDATEs mean beyond the routes of a plain one. */
class UpdateMeaningTest {

    @Test
    void whatIsWithdrawnIsWithdrawnInBothFamilies() {
        var gone = "800f0a00020130" + "20010db80008";
        var update = decode(REACH + gone + ORIGIN + NEXT_HOP, "100a09");
        assertThat(update.announced()).isEmpty();
        assertThat(update.withdrawn()).containsExactly(ANNOUNCED);
        assertThat(update.attributes().list())
                .containsExactly(
                        new PathAttribute.MpUnreach(
                                AddressFamily.IPV6_UNICAST,
                                List.of(Prefix.parse("2001:db8:8::/48"), ANNOUNCED_SIX)));
        var four = "800f0600010110" + "0a08";
        var mixed = decode(REACH + four + ORIGIN, "");
        assertThat(mixed.withdrawn()).containsExactly(Prefix.parse("10.8.0.0/16"));
        assertThat(mixed.attributes().find(PathAttribute.MpUnreach.class).orElseThrow().prefixes())
                .containsExactly(ANNOUNCED_SIX);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"00000000000000000000000000000000", "ff020000000000000000000000000001"})
    void anIpv6RouteByWayOfNobodyIsWithdrawn(String nextHop) {
        var reach = "800e1c" + "000201" + "10" + nextHop + "00" + "3020010db80009";
        var decoded = (Decoded.Ok) BgpCodec.decode(update(reach + ORIGIN + AS_PATH, ""), EXTERNAL);
        assertThat(decoded.healed()).extracting(Problem::fault).contains(Fault.INVALID_NEXT_HOP);
        assertThat(((Update) decoded.message()).attributes().list())
                .containsExactly(
                        new PathAttribute.MpUnreach(
                                AddressFamily.IPV6_UNICAST, List.of(ANNOUNCED_SIX)));
    }

    @Test
    void aLinkLocalNextHopAloneWillDo() {
        var reach =
                "800e2c"
                        + "000201"
                        + "20"
                        + "00".repeat(16)
                        + "fe800000000000000000000000000005"
                        + "00"
                        + "3020010db80009";
        var decoded = (Decoded.Ok) BgpCodec.decode(update(reach + ORIGIN + AS_PATH, ""), EXTERNAL);
        assertThat(decoded.healed()).isEmpty();
        assertThat(
                        ((Update) decoded.message())
                                .attributes()
                                .find(PathAttribute.MpReach.class)
                                .orElseThrow()
                                .nextHops())
                .containsExactly(IpAddress.parse("fe80::5"));
    }

    /** Without IPv4 among the families, the fields of RFC 4271 say nothing. */
    @Test
    void aFamilyThatWasNotAgreedIsNotHeardInAnyField() {
        var six =
                new SessionShape(
                        AsWidth.FOUR,
                        false,
                        Set.of(AddressFamily.IPV6_UNICAST),
                        Set.of(),
                        Set.of(),
                        Framing.LONGEST);
        var decoded = (Decoded.Ok) BgpCodec.decode(update(REACH + good()), six);
        assertThat(decoded.healed())
                .extracting(Problem::fault)
                .containsExactly(Fault.FAMILY_NOT_SPOKEN);
        var update = (Update) decoded.message();
        assertThat(update.announced()).isEmpty();
        assertThat(update.attributes().find(PathAttribute.MpReach.class).orElseThrow().prefixes())
                .containsExactly(ANNOUNCED_SIX);
    }

    @Test
    void confederationSegmentsAreTakenOutOfAnAs4Path() {
        var as4 = "c0110c" + "03010000fde8" + "0201fa56ea01";
        var update =
                (Update)
                        ((Decoded.Ok)
                                        BgpCodec.decode(
                                                update(
                                                        ORIGIN
                                                                + "4002060202fde95ba0"
                                                                + NEXT_HOP
                                                                + as4),
                                                NARROW))
                                .message();
        assertThat(update.attributes().asPath()).isEqualTo(AsPath.of(65001, 4_200_000_001L));
    }

    @Test
    void insideAnAsItsOwnAttributesAreRead() {
        var update =
                (Update)
                        ((Decoded.Ok)
                                        BgpCodec.decode(
                                                update(
                                                        good()
                                                                + LOCAL_PREF
                                                                + "8009040a010209"
                                                                + "800a080a0103010a010302"),
                                                INTERNAL))
                                .message();
        assertThat(update.attributes().localPref()).contains(100L);
        assertThat(update.attributes().list())
                .contains(
                        new PathAttribute.OriginatorId(IpAddress.parse("10.1.2.9")),
                        new PathAttribute.ClusterList(
                                List.of(IpAddress.parse("10.1.3.1"), IpAddress.parse("10.1.3.2"))));
    }

    @Test
    void thePartialBitStaysAndRedundantLargeCommunitiesGo() {
        var one = "0000fde9" + "00000001" + "00000002";
        var update = decode(good() + "e0080400010002" + "e02018" + one + one, "100a09");
        assertThat(update.attributes().partial()).containsExactly(8, 32);
        assertThat(update.attributes().largeCommunities())
                .containsExactly(LargeCommunity.parse("65001:1:2"));
        assertThat(HexFormat.of().formatHex(BgpCodec.encode(update, AsWidth.FOUR)))
                .contains("e0080400010002" + "e0200c" + one);
        assertThat(decode("60010100" + AS_PATH + NEXT_HOP, "100a09").attributes().partial())
                .as("of what is well known it means nothing")
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "0002fde900000064, rt:65001:100",
        "0103c0000201002a, ro:192.0.2.1:42",
        "0202fa56ea010007, rt:4200000001:7",
        "4006000000000000, 0x4006000000000000"
    })
    void anExtendedCommunityReadsAsRoutersPrintIt(String hex, String text) {
        var update = decode(good() + "c01008" + hex, "100a09");
        assertThat(update.attributes().extendedCommunities().getFirst()).hasToString(text);
        assertThat(update.attributes().extendedCommunities().getFirst().isTransitive())
                .isEqualTo(!hex.startsWith("4"));
    }

    @Test
    void whatIsUnknownIsPassedOnIfTransitiveAndForgottenIfNot() {
        var strange = "c0c80c0000ffeb0000000100000002";
        var decoded =
                (Decoded.Ok) BgpCodec.decode(update(good() + strange + "80630155"), AsWidth.FOUR);
        var kept =
                ((Update) decoded.message())
                        .attributes()
                        .find(PathAttribute.Unrecognised.class)
                        .orElseThrow();
        assertThat(kept)
                .isEqualTo(
                        new PathAttribute.Unrecognised(
                                0xc0, 200, Octets.ofHex("0000ffeb0000000100000002")));
        assertThat(kept.partial().flags()).isEqualTo(0xe0);
        assertThat(decoded.healed()).isEmpty();
    }

    @Test
    void ipv4RoutesInMultiprotocolAttributesAreIpv4Routes() {
        var reach = "800e0e" + "0001010" + "40a01020500" + "100a09" + "080b";
        var update = decode(ORIGIN + AS_PATH + reach + "800f05000101080c");
        assertThat(update.ipv4Unicast())
                .satisfiesExactly(
                        gone ->
                                assertThat(gone.withdrawn())
                                        .containsExactly(Prefix.parse("12.0.0.0/8")),
                        reached -> {
                            assertThat(reached.announced())
                                    .containsExactly(ANNOUNCED, Prefix.parse("11.0.0.0/8"));
                            assertThat(reached.attributes().nextHop().orElseThrow())
                                    .hasToString("10.1.2.5");
                        });
    }

    @Test
    void anEmptyUpdateEndsTheRib() {
        assertThat(Update.END_OF_RIB.endOfRib()).contains(AddressFamily.IPV4_UNICAST);
        assertThat(decode("800f03000201", "").endOfRib()).contains(AddressFamily.IPV6_UNICAST);
        assertThat(goodUpdate().endOfRib()).isEmpty();
    }
}
