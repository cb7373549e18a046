package fairlead.bgp.bfd;

import static fairlead.testkit.ForAll.forAll;
import static org.assertj.core.api.Assertions.assertThat;

import fairlead.bgp.bfd.BfdDecoded.Reason;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every check of RFC 5880 §6.8.6 that needs no session; those that do are in BfdSessionsTest. */
class BfdCodecTest {

    /** Version 1, Init, multiplier 3, 24 octets, discriminators 1 and 2, 300 ms both ways. */
    private static final String GOOD =
            "2080031800000001" + "00000002" + "000493e0" + "000493e0" + "00000000";

    @Test
    void aPacketIsAsTheRfcDrawsIt() {
        var packet =
                new BfdPacket(
                        Diagnostic.NONE,
                        BfdState.INIT,
                        false,
                        false,
                        false,
                        false,
                        3,
                        1,
                        2,
                        300_000,
                        300_000,
                        0);
        assertThat(HexFormat.of().formatHex(BfdCodec.encode(packet))).isEqualTo(GOOD);
        assertThat(decode(GOOD)).isEqualTo(new BfdDecoded.Ok(packet));
    }

    @ParameterizedTest(name = "{0} at octet {1}: {2}")
    @CsvSource({
        "00,       0, WRONG_VERSION",
        "40,       0, WRONG_VERSION",
        "17,       3, WRONG_LENGTH",
        "00,       3, WRONG_LENGTH",
        "19,       3, WRONG_LENGTH",
        "8419,     1, WRONG_LENGTH",
        "00,       2, NO_MULTIPLIER",
        "81,       1, MULTIPOINT",
        "00000000, 4, NO_DISCRIMINATOR",
        "00000000, 8, STATE_WITHOUT_DISCRIMINATOR",
    })
    void onePartThatCannotBeDiscardsThePacket(String octets, int at, Reason reason) {
        var bad = new StringBuilder(GOOD);
        if (octets.equals("8419")) {
            // With authentication, 25 octets are one too few.
            bad.replace(2, 4, "84").replace(6, 8, "19").append("00");
        } else {
            bad.replace(2 * at, 2 * at + octets.length(), octets);
        }
        assertThat(decode(bad.toString())).isEqualTo(new BfdDecoded.Discard(reason));
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource({
        "20c0031800000001000000000000000000000000"
                + "00000000, Up without our discriminator,"
                + " STATE_WITHOUT_DISCRIMINATOR",
        "208403200000000100000002000493e0000493e0000000000108010070617373, a password,"
                + " AUTHENTICATED",
        "2080031800000001, cut off, TOO_SHORT",
    })
    void moreThatIsDiscarded(String hex, String what, Reason reason) {
        assertThat(decode(hex)).as(what).isEqualTo(new BfdDecoded.Discard(reason));
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource({
        "2040031800000001000000000000000000000000" + "00000000, Down needs no discriminator",
        "2000031800000001000000000000000000000000" + "00000000, nor does AdminDown",
        "2080031800000001" + "00000002000493e0000493e000000000ffff, a longer datagram",
        "3f80031800000001" + "00000002000493e0000493e000000000, a diagnostic to come",
    })
    void whatIsOddButRightIsTaken(String hex, String what) {
        assertThat(decode(hex)).as(what).isInstanceOf(BfdDecoded.Ok.class);
    }

    @Test
    void whatWeWriteWeRead() {
        forAll(
                500,
                dice ->
                        new BfdPacket(
                                Diagnostic.of(dice.nextInt(9)),
                                BfdState.of(dice.nextInt(4)),
                                dice.nextBoolean(),
                                dice.nextBoolean(),
                                dice.nextBoolean(),
                                dice.nextBoolean(),
                                dice.nextInt(1, 256),
                                dice.nextInt() | 1,
                                dice.nextInt() | 1,
                                Integer.toUnsignedLong(dice.nextInt()),
                                Integer.toUnsignedLong(dice.nextInt()),
                                Integer.toUnsignedLong(dice.nextInt())),
                packet ->
                        assertThat(BfdCodec.decode(ByteBuffer.wrap(BfdCodec.encode(packet))))
                                .isEqualTo(new BfdDecoded.Ok(packet)));
    }

    @Test
    void noOctetsBreakTheDecoder() {
        forAll(
                5000,
                dice -> {
                    var octets = new byte[dice.nextInt(60)];
                    dice.nextBytes(octets);
                    if (octets.length > 3) {
                        octets[0] = 0x20;
                        octets[3] = (byte) dice.nextInt(60);
                    }
                    return HexFormat.of().formatHex(octets);
                },
                hex -> assertThat(decode(hex)).isNotNull());
    }

    private static BfdDecoded decode(String hex) {
        return BfdCodec.decode(ByteBuffer.wrap(HexFormat.of().parseHex(hex)));
    }
}
