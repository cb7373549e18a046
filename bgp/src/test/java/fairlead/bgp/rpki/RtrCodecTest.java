package fairlead.bgp.rpki;

import static fairlead.bgp.rpki.RoaTableTest.vrp;
import static fairlead.testkit.ForAll.forAll;
import static org.assertj.core.api.Assertions.assertThat;

import fairlead.bgp.wire.Octets;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** PDUs as RFC 8210 §5 draws them. */
class RtrCodecTest {

    private static final RtrTiming TIMING = RtrTiming.ofSeconds(3600, 600, 7200);

    static Stream<Arguments> drawings() {
        return Stream.of(
                Arguments.of("0100abcd0000000c00000007", 1, new RtrPdu.SerialNotify(0xabcd, 7)),
                Arguments.of("0101abcd0000000cffffffff", 1, new RtrPdu.SerialQuery(0xabcd, -1)),
                Arguments.of("0002000000000008", 0, new RtrPdu.ResetQuery()),
                Arguments.of("0103000100000008", 1, new RtrPdu.CacheResponse(1)),
                Arguments.of(
                        "010400000000001401181900c0000200" + "0000fbf0",
                        1,
                        new RtrPdu.Payload(true, vrp("192.0.2.0/24", 25, 64496))),
                Arguments.of(
                        "000600000000002000203000"
                                + "20010db8000000000000000000000000"
                                + "ffffffff",
                        0,
                        new RtrPdu.Payload(false, vrp("2001:db8::/32", 48, 4294967295L))),
                Arguments.of(
                        "010700010000001800000009" + "00000e10" + "00000258" + "00001c20",
                        1,
                        new RtrPdu.EndOfData(1, 9, TIMING)),
                Arguments.of(
                        "000700010000000c00000009",
                        0,
                        new RtrPdu.EndOfData(1, 9, RtrTiming.DEFAULT)),
                Arguments.of("0108000000000008", 1, new RtrPdu.CacheReset()),
                Arguments.of(
                        "010a0002000000150000000000000005" + "6c61746572",
                        1,
                        new RtrPdu.ErrorReport(2, Octets.NONE, "later")),
                Arguments.of(
                        "010a000500000018" + "00000008" + "0163000000000008" + "00000000",
                        1,
                        new RtrPdu.ErrorReport(5, Octets.ofHex("0163000000000008"), "")));
    }

    @ParameterizedTest(name = "{2}")
    @MethodSource("drawings")
    void eachPduIsAsTheRfcDrawsIt(String hex, int version, RtrPdu pdu) {
        assertThat(HexFormat.of().formatHex(RtrCodec.encode(pdu, version))).isEqualTo(hex);
        assertThat(RtrCodec.decode(HexFormat.of().parseHex(hex)))
                .isEqualTo(new RtrDecoded.Ok(version, pdu));
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource({
        "0203000100000008,         UNSUPPORTED_PROTOCOL_VERSION, a version to come",
        "0105000000000008,         UNSUPPORTED_PDU_TYPE, a type that was never given",
        "010b000000000008,         UNSUPPORTED_PDU_TYPE, a type to come",
        "0009000000000008,         UNSUPPORTED_PDU_TYPE, a router key in version 0",
        "010300010000000900,       CORRUPT_DATA, an octet too many",
        "0100000100000008,         CORRUPT_DATA, a serial missing",
        "010700010000000c00000009, CORRUPT_DATA, an end of data of version 0 in version 1",
        "010400000000001401211900c00002000000fbf0, CORRUPT_DATA, a length of 33 bits",
        "010400000000001401181700c00002000000fbf0, CORRUPT_DATA, a maximum below the length",
        "010400000000001401182100c00002000000fbf0, CORRUPT_DATA, a maximum of 33",
    })
    void whatCannotBeReadIsReportedWithItsOctets(String hex, RtrError error, String why) {
        assertThat(RtrCodec.decode(HexFormat.of().parseHex(hex)))
                .as(why)
                .isInstanceOfSatisfying(
                        RtrDecoded.Bad.class,
                        bad -> {
                            assertThat(bad.report().code()).isEqualTo(error.code());
                            assertThat(bad.report().about()).isEqualTo(Octets.ofHex(hex));
                        });
    }

    @Test
    void anErrorReportIsUnderstoodWhateverItsLengthsSayAndInAnyVersion() {
        var lying = HexFormat.of().parseHex("070a0004000000100000ffff00000000");
        assertThat(RtrCodec.decode(lying))
                .isInstanceOfSatisfying(
                        RtrDecoded.Ok.class,
                        ok -> assertThat(ok.pdu()).hasToString("unsupported protocol version"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "01080000000000,           0",
        "0108000000000008,         8",
        "0108000000000008ff,       8",
        "0100000100000010,         0",
        "0108000000000007,        -1",
        "0108000080000000,        -1",
        "0108000000010001,        -1",
    })
    void aLengthThatNoPduHasEndsTheStream(String hex, int expected) {
        var octets = HexFormat.of().parseHex(hex);
        assertThat(RtrFraming.next(octets, 0, octets.length)).isEqualTo(expected);
    }

    @Test
    void noOctetsBreakTheDecoder() {
        forAll(
                2000,
                dice -> {
                    var octets = new byte[8 + dice.nextInt(40)];
                    dice.nextBytes(octets);
                    octets[0] &= 1;
                    octets[1] = (byte) dice.nextInt(12);
                    octets[7] = (byte) octets.length;
                    return HexFormat.of().formatHex(octets);
                },
                hex -> {
                    var decoded = RtrCodec.decode(HexFormat.of().parseHex(hex));
                    if (decoded instanceof RtrDecoded.Ok(int version, var pdu)
                            && !(pdu instanceof RtrPdu.RouterKey)
                            && version <= RtrCodec.VERSION) {
                        assertThat(RtrCodec.decode(RtrCodec.encode(pdu, version)))
                                .isEqualTo(decoded);
                    }
                });
    }

    @Test
    void timingOutsideOfItsBoundsIsTakenToTheNearest() {
        assertThat(RtrTiming.ofSeconds(0, 0, 0)).isEqualTo(RtrTiming.ofSeconds(1, 1, 600));
        assertThat(RtrTiming.ofSeconds(1 << 30, 1 << 30, 1L << 31))
                .isEqualTo(RtrTiming.ofSeconds(86_400, 7_200, 172_800));
        assertThat(RtrTiming.ofSeconds(3600, 600, 700).expire().toSeconds()).isEqualTo(3601);
    }
}
