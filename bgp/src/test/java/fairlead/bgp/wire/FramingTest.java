package fairlead.bgp.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a message ends, short and long. */
class FramingTest {

    @ParameterizedTest(name = "type {0}, {1} octets: short {2}, long {3}")
    @CsvSource({
        "1, 28,    false, false",
        "1, 29,    true,  true",
        "1, 4096,  true,  true",
        "1, 4097,  false, false",
        "2, 22,    false, false",
        "2, 23,    true,  true",
        "2, 4096,  true,  true",
        "2, 4097,  false, true",
        "2, 65535, false, true",
        "3, 20,    false, false",
        "3, 21,    true,  true",
        "3, 4097,  false, true",
        "4, 19,    true,  true",
        "4, 20,    false, false",
        "5, 21,    false, false",
        "5, 23,    true,  true",
        "5, 4097,  false, true"
    })
    void aMessageHasTheLengthsThatItsTypeAllows(
            int type, int length, boolean inShort, boolean inLong) {
        assertThat(is(type, length, Framing.LONGEST)).isEqualTo(inShort);
        assertThat(is(type, length, Framing.LONGEST_EXTENDED)).isEqualTo(inLong);
    }

    /** A length that is not allowed is known from the header alone. */
    private static boolean is(int type, int length, int longest) {
        var header = new byte[19];
        Arrays.fill(header, 0, 16, (byte) 0xff);
        header[16] = (byte) (length >>> 8);
        header[17] = (byte) length;
        header[18] = (byte) type;
        return switch (Framing.next(header, 0, 19, longest)) {
            case Framing.Whole(var whole) -> whole == length;
            case Framing.Incomplete() -> true;
            case Framing.Bad(var problem) -> {
                assertThat(problem.notification().data())
                        .isEqualTo(Octets.of(header[16], header[17]));
                yield false;
            }
        };
    }

    /** The answer to a marker as long as a message may be is no longer than one may be. */
    @Test
    void anAnswerIsNeverLongerThanAMessageMayBe() {
        var body = "000101" + "00".repeat(4096 - 19 - 3);
        var octets = HexFormat.of().parseHex("ff".repeat(16) + "100005" + body);
        var bad = (Decoded.Bad) BgpCodec.decode(octets, AsWidth.FOUR);
        assertThat(BgpCodec.encode(bad.problem().notification(), AsWidth.FOUR)).hasSize(4096);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "0001000201,   BAD_MESSAGE_LENGTH",
        "000101,       REFRESH_LENGTH",
        "0001020100,   REFRESH_LENGTH",
        "000100,       BAD_MESSAGE_LENGTH"
    })
    void aMarkerOfARefreshHasALengthErrorOfItsOwn(String body, Fault fault) {
        var octets =
                HexFormat.of()
                        .parseHex(
                                "ff".repeat(16)
                                        + "%04x05".formatted(19 + body.length() / 2)
                                        + body);
        var bad = (Decoded.Bad) BgpCodec.decode(octets, AsWidth.FOUR);
        assertThat(bad.problem().fault()).isEqualTo(fault);
        if (fault == Fault.REFRESH_LENGTH) {
            assertThat(bad.problem().data()).isEqualTo(Octets.of(octets));
        }
    }
}
