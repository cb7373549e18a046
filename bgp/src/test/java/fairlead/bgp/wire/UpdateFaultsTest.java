package fairlead.bgp.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import fairlead.bgp.wire.BgpMessage.Update;
import fairlead.net.IpAddress;
import fairlead.net.Prefix;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** RFC 7606 row by row: a good UPDATE, and each time one attribute of it spoiled or added. */
class UpdateFaultsTest {

    private static final String ORIGIN = "40010100";
    private static final String AS_PATH = "40020602010000fde9";
    private static final String NEXT_HOP = "4003040a010205";
    private static final String LOCAL_PREF = "40050400000064";

    /** 2001:db8:9::/48 by way of 2001:db8::5. */
    private static final String REACH =
            "800e1c"
                    + "000201"
                    + "10"
                    + "20010db8000000000000000000000005"
                    + "00"
                    + "3020010db80009";

    private static final Prefix ANNOUNCED = Prefix.parse("10.9.0.0/16");
    private static final Prefix ANNOUNCED_SIX = Prefix.parse("2001:db8:9::/48");

    private static final SessionShape EXTERNAL = SessionShape.of(AsWidth.FOUR);
    private static final SessionShape NARROW = SessionShape.of(AsWidth.TWO);
    private static final SessionShape INTERNAL =
            new SessionShape(
                    AsWidth.FOUR, true, EXTERNAL.families(), Set.of(), Set.of(), Framing.LONGEST);

    /** From another AS. The rows are in the order of RFC 7606. */
    static Stream<Arguments> outcomes() {
        return Stream.of(
                // §3 c
                arguments(Fault.ATTRIBUTE_FLAGS, "c0010100" + AS_PATH + NEXT_HOP),
                arguments(Fault.ATTRIBUTE_FLAGS, "00010100" + AS_PATH + NEXT_HOP),
                arguments(Fault.ATTRIBUTE_FLAGS, good() + "c004" + "0400000001"),
                arguments(Fault.ATTRIBUTE_FLAGS, good() + "8008" + "04fde90001"),
                arguments(Fault.ATTRIBUTE_FLAGS, good() + "4020" + "0c" + "00".repeat(12)),
                // §3 d
                arguments(Fault.MISSING_WELL_KNOWN, AS_PATH + NEXT_HOP),
                arguments(Fault.MISSING_WELL_KNOWN, ORIGIN + NEXT_HOP),
                arguments(Fault.MISSING_WELL_KNOWN, ORIGIN + AS_PATH),
                // §3 g
                arguments(Fault.REPEATED_ATTRIBUTE, good() + ORIGIN),
                arguments(Fault.REPEATED_ATTRIBUTE, good() + "40010102"),
                arguments(Fault.REPEATED_ATTRIBUTE, good() + "40010107"),
                arguments(Fault.REPEATED_MP_ATTRIBUTE, good() + "800f03000201" + "800f03000201"),
                arguments(Fault.REPEATED_MP_ATTRIBUTE, REACH + good() + REACH),
                // §3, unrevised: RFC 4271 §6.3
                arguments(Fault.UNRECOGNISED_WELL_KNOWN, good() + "406300"),
                arguments(Fault.UNRECOGNISED_WELL_KNOWN, good() + "006300"),
                // §4
                arguments(Fault.ATTRIBUTES_DO_NOT_ADD_UP, good() + "80"),
                arguments(Fault.ATTRIBUTES_DO_NOT_ADD_UP, good() + "8004"),
                arguments(Fault.ATTRIBUTES_DO_NOT_ADD_UP, good() + "900400"),
                arguments(Fault.ATTRIBUTES_DO_NOT_ADD_UP, good() + "80040900"),
                // §5.3
                arguments(Fault.MALFORMED_MP_REACH, good() + "c0" + REACH.substring(2)),
                arguments(Fault.MALFORMED_MP_UNREACH, good() + "c00f03000201"),
                arguments(Fault.MALFORMED_MP_REACH, good() + "800e0400020110"),
                arguments(Fault.MALFORMED_MP_REACH, good() + "800e00"),
                arguments(Fault.MALFORMED_MP_UNREACH, good() + "800f020002"),
                arguments(Fault.MALFORMED_MP_UNREACH, good() + "800f00"),
                arguments(Fault.MALFORMED_MP_UNREACH, good() + "800f0400010121"),
                arguments(Fault.MALFORMED_MP_UNREACH, good() + "800f0400020181"),
                arguments(Fault.MALFORMED_MP_UNREACH, good() + "800f05000201" + "1020"),
                // §7.1 - §7.8
                arguments(Fault.INVALID_ORIGIN, "40010107" + AS_PATH + NEXT_HOP),
                arguments(Fault.INVALID_ORIGIN, "4001020000" + AS_PATH + NEXT_HOP),
                arguments(Fault.INVALID_ORIGIN, "400100" + AS_PATH + NEXT_HOP),
                arguments(Fault.MALFORMED_AS_PATH, ORIGIN + "40020602020000fde9" + NEXT_HOP),
                arguments(Fault.MALFORMED_AS_PATH, ORIGIN + "40020702010000fde902" + NEXT_HOP),
                arguments(Fault.MALFORMED_AS_PATH, ORIGIN + "40020609010000fde9" + NEXT_HOP),
                arguments(Fault.MALFORMED_AS_PATH, ORIGIN + "4002020200" + NEXT_HOP),
                // RFC 5065 §5, RFC 7607 §2
                arguments(Fault.MALFORMED_AS_PATH, ORIGIN + "40020603010000fde9" + NEXT_HOP),
                arguments(Fault.MALFORMED_AS_PATH, ORIGIN + "40020604010000fde9" + NEXT_HOP),
                arguments(Fault.MALFORMED_AS_PATH, ORIGIN + "400206020100000000" + NEXT_HOP),
                arguments(Fault.INVALID_NEXT_HOP, ORIGIN + AS_PATH + "4003030a0102"),
                arguments(Fault.INVALID_NEXT_HOP, ORIGIN + AS_PATH + "400300"),
                arguments(Fault.INVALID_NEXT_HOP, ORIGIN + AS_PATH + "400304e0000001"),
                arguments(Fault.INVALID_NEXT_HOP, ORIGIN + AS_PATH + "40030400000000"),
                arguments(Fault.MED_LENGTH, good() + "80040100"),
                arguments(Fault.MED_LENGTH, good() + "800400"),
                arguments(Fault.LOCAL_PREF_FROM_OUTSIDE, good() + LOCAL_PREF),
                arguments(Fault.LOCAL_PREF_FROM_OUTSIDE, good() + "40050100"),
                arguments(Fault.ATOMIC_AGGREGATE_LENGTH, good() + "40060100"),
                arguments(Fault.MALFORMED_AGGREGATOR, good() + "c00706fde90a010205"),
                arguments(Fault.MALFORMED_AGGREGATOR, good() + "c00700"),
                arguments(Fault.MALFORMED_AGGREGATOR, good() + "c00708000000000a010205"),
                arguments(Fault.COMMUNITIES_LENGTH, good() + "c00803ffffff"),
                arguments(Fault.COMMUNITIES_LENGTH, good() + "c00800"),
                // §7.9 - §7.12
                arguments(Fault.REFLECTION_FROM_OUTSIDE, good() + "8009040a010205"),
                arguments(Fault.REFLECTION_FROM_OUTSIDE, good() + "800903000000"),
                arguments(Fault.REFLECTION_FROM_OUTSIDE, good() + "800a040a010205"),
                arguments(Fault.MALFORMED_MP_REACH, good() + "800e050001010300"),
                arguments(
                        Fault.MALFORMED_MP_REACH,
                        good() + "800e1a" + "000201" + "15" + "00".repeat(22)),
                // §7.14 and what later RFCs made like it
                arguments(Fault.EXTENDED_COMMUNITIES_LENGTH, good() + "c01007" + "00".repeat(7)),
                arguments(Fault.EXTENDED_COMMUNITIES_LENGTH, good() + "c01000"),
                arguments(Fault.LARGE_COMMUNITY_LENGTH, good() + "c02008" + "00".repeat(8)),
                arguments(Fault.LARGE_COMMUNITY_LENGTH, good() + "c02000"),
                arguments(Fault.ONLY_TO_CUSTOMER_LENGTH, good() + "c02302fde9"),
                arguments(Fault.AIGP_NOT_SPOKEN, good() + "801a0b01000b0000000000000007"),
                arguments(Fault.AIGP_NOT_SPOKEN, good() + "c01a0b01000b0000000000000007"),
                arguments(Fault.MALFORMED_AS4_ATTRIBUTE, good() + "c011060201fa56ea01"),
                arguments(Fault.MALFORMED_AS4_ATTRIBUTE, good() + "c01208fa56ea010a010205"),
                arguments(Fault.FAMILY_NOT_SPOKEN, good() + "800f03001946"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("outcomes")
    void aFaultCostsWhatItsRowSays(Fault fault, String attributes) {
        costs(fault, attributes, EXTERNAL, good());
    }

    /** From our own AS. */
    static Stream<Arguments> inside() {
        var good = good() + LOCAL_PREF;
        return Stream.of(
                arguments(Fault.MISSING_WELL_KNOWN, good()),
                arguments(Fault.LOCAL_PREF_LENGTH, good() + "40050100"),
                arguments(Fault.LOCAL_PREF_LENGTH, good() + "400500"),
                arguments(Fault.ORIGINATOR_ID_LENGTH, good + "800903000000"),
                arguments(Fault.ORIGINATOR_ID_LENGTH, good + "800900"),
                arguments(Fault.CLUSTER_LIST_LENGTH, good + "800a050a01020500"),
                arguments(Fault.CLUSTER_LIST_LENGTH, good + "800a00"),
                arguments(Fault.ATTRIBUTE_FLAGS, good() + "c0050400000064"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("inside")
    void aFaultFromOurOwnAsCostsWhatItsRowSays(Fault fault, String attributes) {
        costs(fault, attributes, INTERNAL, good() + LOCAL_PREF);
    }

    /** From a speaker of narrow AS numbers: RFC 6793 §6, RFC 7607 §2. */
    static Stream<Arguments> narrow() {
        return Stream.of(
                arguments("c01105" + "0201fa56ea"),
                arguments("c01106" + "0901fa56ea01"),
                arguments("c01106" + "020100000000"),
                arguments("c01102" + "0200"),
                arguments("c01206" + "fa56ea010a01"),
                arguments("c01208" + "000000000a010205"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("narrow")
    void aBrokenWideAttributeFromANarrowSpeakerIsDropped(String attribute) {
        var good = ORIGIN + "4002040201fde9" + NEXT_HOP;
        costs(Fault.MALFORMED_AS4_ATTRIBUTE, good + attribute, NARROW, good);
    }

    private static void costs(Fault fault, String attributes, SessionShape shape, String healthy) {
        var decoded = BgpCodec.decode(update(attributes), shape);
        switch (fault.cost()) {
            case RESET_SESSION ->
                    assertThat(decoded)
                            .isInstanceOfSatisfying(
                                    Decoded.Bad.class,
                                    bad -> assertThat(bad.problem().fault()).isEqualTo(fault));
            case TREAT_AS_WITHDRAW -> {
                var ok = (Decoded.Ok) decoded;
                assertThat(ok.healed()).extracting(Problem::fault).contains(fault);
                assertThat(ok.message())
                        .isEqualTo(new Update(List.of(ANNOUNCED), PathAttributes.NONE, List.of()));
            }
            case DISCARD_ATTRIBUTE -> {
                var ok = (Decoded.Ok) decoded;
                assertThat(ok.healed()).extracting(Problem::fault).containsExactly(fault);
                assertThat(ok.message())
                        .isEqualTo(
                                ((Decoded.Ok) BgpCodec.decode(update(healthy), shape)).message());
            }
        }
    }

    /** §3 h: of several faults the dearest counts, wherever they stand. */
    @Test
    void ofSeveralFaultsTheDearestCounts() {
        var dropped = "40060100";
        var withdrawn = "80040100";
        var reset = "800f0400010121";
        for (var attributes :
                List.of(
                        ORIGIN + AS_PATH + NEXT_HOP + dropped + withdrawn,
                        ORIGIN + withdrawn + AS_PATH + dropped + NEXT_HOP)) {
            assertThat(decode(attributes, "100a09").withdrawn()).containsExactly(ANNOUNCED);
        }
        for (var attributes : List.of(good() + withdrawn + reset, reset + withdrawn + good())) {
            assertThat(BgpCodec.decode(update(attributes), EXTERNAL))
                    .isInstanceOf(Decoded.Bad.class);
        }
    }

    /** §5.2: without prefixes nobody knows what would have to be withdrawn. */
    @Test
    void aFaultWithoutPrefixesResetsUnlessItCostsAnAttributeOnly() {
        assertThat(BgpCodec.decode(update(good() + "80040100", ""), EXTERNAL))
                .isInstanceOfSatisfying(
                        Decoded.Bad.class,
                        bad -> assertThat(bad.problem().fault()).isEqualTo(Fault.MISSING_NLRI));
        assertThat(BgpCodec.decode(update(good() + "40060100", ""), EXTERNAL))
                .isInstanceOf(Decoded.Ok.class);
        assertThat(BgpCodec.decode(update("800f0c000201" + "3020010db80009", ""), EXTERNAL))
                .as("cut off in the middle of what may have been prefixes")
                .isInstanceOf(Decoded.Bad.class);
    }

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
    void whatHadToBeKnownIsSentBackWhole() {
        var bad = (Decoded.Bad) BgpCodec.decode(update(good() + "5063000255aa"), EXTERNAL);
        assertThat(bad.problem().notification())
                .isEqualTo(new BgpMessage.Notification(3, 2, Octets.ofHex("40630255aa")));
    }

    /** RFC 4271 §6.3: the data of an optional attribute error are the attribute. */
    @Test
    void aBrokenAttributeThatResetsIsSentBackWhole() {
        var short0 = (Decoded.Bad) BgpCodec.decode(update(good() + "800f020002"), EXTERNAL);
        assertThat(short0.problem().notification())
                .isEqualTo(new BgpMessage.Notification(3, 9, Octets.ofHex("800f020002")));
        var flags = (Decoded.Bad) BgpCodec.decode(update(good() + "c00f03000201"), EXTERNAL);
        assertThat(flags.problem().notification().data()).isEqualTo(Octets.ofHex("c00f03000201"));
    }

    /** RFC 7606 §6: the faults, the prefixes, the whole message. */
    @Test
    void anOperatorReadsWhatWasWrongAndTheWholeMessage() {
        var octets = update(good() + "80040100" + "40060100");
        var ok = (Decoded.Ok) BgpCodec.decode(octets, EXTERNAL);
        assertThat(HealedUpdate.text((Update) ok.message(), ok.healed(), octets))
                .isEqualTo(
                        "in an UPDATE: med length (RFC 7606 §7.4): 1 octets where 4 belong, so:"
                                + " treat as withdraw, atomic aggregate length (RFC 7606 §7.6): 1"
                                + " octets where 0 belong, so: discard attribute; prefixes:"
                                + " 10.9.0.0/16; the message: "
                                + HexFormat.of().formatHex(octets));
    }

    /** As many faults as a long message holds make one short line, quickly. */
    @Test
    void aMessageFullOfFaultsIsOneLine() {
        var shape =
                new SessionShape(
                        AsWidth.FOUR,
                        false,
                        EXTERNAL.families(),
                        Set.of(),
                        Set.of(),
                        Framing.LONGEST_EXTENDED);
        var octets = update(good() + "400600".repeat(21_000));
        var ok = (Decoded.Ok) BgpCodec.decode(octets, shape);
        assertThat(ok.healed()).hasSize(20_999);
        assertThat(HealedUpdate.text((Update) ok.message(), ok.healed(), new byte[0]))
                .contains("and 20989 more")
                .hasSizeLessThan(1500);
        var bad = (Decoded.Bad) BgpCodec.decode(update("400600".repeat(21_000) + "40", ""), shape);
        assertThat(bad.problem().detail()).hasSizeLessThan(300);
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

    /** Written out once more, so that a changed price in the table is noticed. */
    @Test
    void thePricesAreThoseOfTheRfc() {
        assertThat(Fault.values())
                .filteredOn(f -> f.code() == 3 && f.cost() == Fault.Cost.RESET_SESSION)
                .containsExactlyInAnyOrder(
                        Fault.MALFORMED_ATTRIBUTE_LIST,
                        Fault.REPEATED_MP_ATTRIBUTE,
                        Fault.UNRECOGNISED_WELL_KNOWN,
                        Fault.MALFORMED_MP_REACH,
                        Fault.MALFORMED_MP_UNREACH,
                        Fault.MISSING_NLRI,
                        Fault.INVALID_NETWORK_FIELD);
        assertThat(Fault.values())
                .filteredOn(f -> f.cost() == Fault.Cost.DISCARD_ATTRIBUTE)
                .containsExactlyInAnyOrder(
                        Fault.REPEATED_ATTRIBUTE,
                        Fault.LOCAL_PREF_FROM_OUTSIDE,
                        Fault.ATOMIC_AGGREGATE_LENGTH,
                        Fault.MALFORMED_AGGREGATOR,
                        Fault.REFLECTION_FROM_OUTSIDE,
                        Fault.AIGP_NOT_SPOKEN,
                        Fault.FAMILY_NOT_SPOKEN,
                        Fault.MALFORMED_AS4_ATTRIBUTE);
    }

    @Test
    void everyFaultOfAnUpdateHasARowHere() {
        var tried =
                Stream.concat(outcomes(), inside()).map(arguments -> arguments.get()[0]).toList();
        assertThat(Fault.values())
                .filteredOn(fault -> fault.code() == 3)
                .filteredOn(fault ->
                        fault != Fault.MALFORMED_ATTRIBUTE_LIST
                                && fault != Fault.MISSING_NLRI
                                && fault != Fault.INVALID_NETWORK_FIELD)
                .allSatisfy(fault -> assertThat(tried).contains(fault));
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

    private static String good() {
        return ORIGIN + AS_PATH + NEXT_HOP;
    }

    private static Update goodUpdate() {
        return (Update) ((Decoded.Ok) BgpCodec.decode(update(good()), AsWidth.FOUR)).message();
    }

    private static Update decode(String attributes) {
        return decode(attributes, "");
    }

    private static Update decode(String attributes, String nlri) {
        return (Update)
                ((Decoded.Ok) BgpCodec.decode(update(attributes, nlri), AsWidth.FOUR)).message();
    }

    private static byte[] update(String attributes) {
        return update(attributes, "100a09");
    }

    private static byte[] update(String attributes, String nlri) {
        var body = "0000" + "%04x".formatted(attributes.length() / 2) + attributes + nlri;
        return HexFormat.of()
                .parseHex("ff".repeat(16) + "%04x".formatted(19 + body.length() / 2) + "02" + body);
    }
}
