package fairlead.bgp.wire;

import static fairlead.bgp.wire.GoodUpdate.ANNOUNCED;
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
import static fairlead.bgp.wire.GoodUpdate.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import fairlead.bgp.wire.BgpMessage.Update;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** RFC 7606 row by row: a good UPDATE, and each time one attribute of it spoiled or added. */
class UpdateFaultsTest {

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
}
