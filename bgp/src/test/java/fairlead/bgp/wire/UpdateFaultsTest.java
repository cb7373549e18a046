package fairlead.bgp.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import fairlead.bgp.wire.BgpMessage.Update;
import fairlead.net.Prefix;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** RFC 7606 row by row: a good UPDATE, and each time one attribute of it spoiled or added. */
class UpdateFaultsTest {

    private static final String ORIGIN = "40010100";
    private static final String AS_PATH = "40020602010000fde9";
    private static final String NEXT_HOP = "4003040a010205";
    private static final Prefix ANNOUNCED = Prefix.parse("10.9.0.0/16");

    static Stream<Arguments> outcomes() {
        return Stream.of(
                arguments(Fault.INVALID_ORIGIN, "40010107" + AS_PATH + NEXT_HOP),
                arguments(Fault.INVALID_ORIGIN, "4001020000" + AS_PATH + NEXT_HOP),
                arguments(Fault.MALFORMED_AS_PATH, ORIGIN + "40020602020000fde9" + NEXT_HOP),
                arguments(Fault.MALFORMED_AS_PATH, ORIGIN + "40020609010000fde9" + NEXT_HOP),
                arguments(Fault.MALFORMED_AS_PATH, ORIGIN + "4002020200" + NEXT_HOP),
                arguments(Fault.INVALID_NEXT_HOP, ORIGIN + AS_PATH + "4003030a0102"),
                arguments(Fault.INVALID_NEXT_HOP, ORIGIN + AS_PATH + "400304e0000001"),
                arguments(Fault.MED_LENGTH, good() + "80040100"),
                arguments(Fault.COMMUNITIES_LENGTH, good() + "c00803ffffff"),
                arguments(Fault.COMMUNITIES_LENGTH, good() + "c00800"),
                arguments(Fault.ATTRIBUTE_FLAGS, "c0010100" + AS_PATH + NEXT_HOP),
                arguments(Fault.ATTRIBUTES_DO_NOT_ADD_UP, good() + "80"),
                arguments(Fault.ATTRIBUTES_DO_NOT_ADD_UP, good() + "80040900"),
                arguments(Fault.MISSING_WELL_KNOWN, AS_PATH + NEXT_HOP),
                arguments(Fault.MISSING_WELL_KNOWN, ORIGIN + NEXT_HOP),
                arguments(Fault.MISSING_WELL_KNOWN, ORIGIN + AS_PATH),
                arguments(Fault.LOCAL_PREF_FROM_OUTSIDE, good() + "40050400000064"),
                arguments(Fault.ATOMIC_AGGREGATE_LENGTH, good() + "40060100"),
                arguments(Fault.AGGREGATOR_LENGTH, good() + "c00706fde90a010205"),
                arguments(Fault.REFLECTION_FROM_OUTSIDE, good() + "8009040a010205"),
                arguments(Fault.REPEATED_ATTRIBUTE, good() + ORIGIN),
                arguments(Fault.MALFORMED_AS4_ATTRIBUTE, good() + "c011060201fa56ea01"),
                arguments(Fault.FAMILY_NOT_SPOKEN, good() + "800f03001946"),
                arguments(Fault.MALFORMED_MP_REACH, good() + "800e050001010300"),
                arguments(Fault.MALFORMED_MP_UNREACH, good() + "800f0400010121"),
                arguments(Fault.REPEATED_MP_ATTRIBUTE, good() + "800f03000201" + "800f03000201"),
                arguments(Fault.UNRECOGNISED_WELL_KNOWN, good() + "406300"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("outcomes")
    void aFaultCostsWhatItsRowSays(Fault fault, String attributes) {
        var decoded = BgpCodec.decode(update(attributes), AsWidth.FOUR);
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
                assertThat(ok.message()).isEqualTo(goodUpdate());
            }
        }
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
                        Fault.INVALID_NETWORK_FIELD);
        assertThat(Fault.values())
                .filteredOn(f -> f.cost() == Fault.Cost.DISCARD_ATTRIBUTE)
                .containsExactlyInAnyOrder(
                        Fault.REPEATED_ATTRIBUTE,
                        Fault.LOCAL_PREF_FROM_OUTSIDE,
                        Fault.ATOMIC_AGGREGATE_LENGTH,
                        Fault.AGGREGATOR_LENGTH,
                        Fault.REFLECTION_FROM_OUTSIDE,
                        Fault.FAMILY_NOT_SPOKEN,
                        Fault.MALFORMED_AS4_ATTRIBUTE);
    }

    @Test
    void everyFaultOfAnUpdateHasARowHere() {
        var tried = outcomes().map(arguments -> arguments.get()[0]).toList();
        assertThat(Fault.values())
                .filteredOn(fault -> fault.code() == 3)
                .filteredOn(fault ->
                        fault != Fault.MALFORMED_ATTRIBUTE_LIST
                                && fault != Fault.INVALID_NETWORK_FIELD)
                .allSatisfy(fault -> assertThat(tried).contains(fault));
    }

    @Test
    void whatIsUnknownIsPassedOnIfTransitiveAndForgottenIfNot() {
        var large = "c0200c0000ffeb0000000100000002";
        var decoded =
                (Decoded.Ok) BgpCodec.decode(update(good() + large + "80630155"), AsWidth.FOUR);
        var kept =
                ((Update) decoded.message())
                        .attributes()
                        .find(PathAttribute.Unrecognised.class)
                        .orElseThrow();
        assertThat(kept)
                .isEqualTo(
                        new PathAttribute.Unrecognised(
                                0xc0, 32, Octets.ofHex("0000ffeb0000000100000002")));
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
